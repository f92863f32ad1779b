"""Spreadsheets that open in Excel as they were meant: with their accents, and without formulas of strangers."""

from collections.abc import Iterator

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a CSV file for the old Windows encoding, and every accent is rubbish."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet reckons what begins like this, wherever it came from."""


def as_text(value: str) -> str:
    """A text that Excel takes for a text and not for a formula, in a file that has no types."""
    return f"'{value}" if value.startswith(FORMULA) else value


class ExcelMixin:
    """For Wagtail's SpreadsheetExportMixin, before which it stands: CSV that Excel reads in Unicode."""

    def stream_csv(self, queryset) -> Iterator[bytes]:
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(queryset)
