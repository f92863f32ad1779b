"""Sheets as people print and sort them: a bold heading that stays on the screen and on every page, A4 across.

Written row by row, so that a festival of any size takes little memory.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from vietnamese.dates import in_vietnam
from vietnamese.spreadsheets import FORMULA
from vietnamese.text import clean

LONGEST_NAME = 31
"""Excel refuses a longer name of a sheet."""

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_BOLD = Font(bold=True)
_GROUND = PatternFill("solid", fgColor="E8E4DC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEADING = Alignment(wrap_text=True, vertical="center")
_A4 = 9


@dataclass(frozen=True)
class Column:
    """A heading, and the width of what stands below it in letters."""

    heading: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """`title` stands on the printed pages whole; of the name on the tab Excel allows only the beginning. `total` is a
    last row that is no part of what is sorted and filtered."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    name: str = ""
    total: Sequence[Any] | None = None


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A name for the tab of each sheet: without what Excel refuses, short enough, and none twice in any case."""
    names: list[str] = []
    # The name under which Excel itself keeps changes.
    taken = {"history"}
    for title in titles:
        whole = " ".join(clean(title).translate(_FORBIDDEN).split()).strip("'") or "-"
        name, number = whole[:LONGEST_NAME].strip(" '") or "-", 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = whole[: LONGEST_NAME - len(ending)].rstrip(" '") + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def workbook(sheets: Sequence[Sheet], *, header: str) -> bytes:
    """The sheets as a file. `header` stands at the top of each printed page."""
    book = Workbook(write_only=True)
    for sheet, name in zip(sheets, sheet_names(sheet.name or sheet.title for sheet in sheets), strict=True):
        _write(book.create_sheet(name), sheet, header)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(page, sheet: Sheet, header: str) -> None:
    # All of this stands before the rows in the file, and so has to be said first.
    last = get_column_letter(len(sheet.columns))
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.oddHeader.left.text = _for_margin(header)
    page.oddHeader.right.text = _for_margin(sheet.title)
    page.oddFooter.center.text = "&P / &N"
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.append([_heading(page, column.heading) for column in sheet.columns])
    length = 1
    for row in sheet.rows:
        page.append([cell(page, value) for value in row])
        length += 1
    page.auto_filter.ref = f"A1:{last}{length}"
    if sheet.total is not None:
        page.append([_bold(cell(page, value)) for value in sheet.total])


def _for_margin(text: str) -> str:
    # '&' begins a code there, and more than 255 letters break the file.
    return clean(text).replace("&", "&&")[:120]


def _heading(page, text: str) -> WriteOnlyCell:
    made = WriteOnlyCell(page, value=str(text))
    made.font, made.fill, made.alignment = _BOLD, _GROUND, _HEADING
    return made


def _bold(made: WriteOnlyCell) -> WriteOnlyCell:
    made.font, made.fill = _BOLD, _GROUND
    return made


def cell(page, value: Any) -> WriteOnlyCell:
    """A value as its own kind: dates as dates, in Vietnam; texts as texts, whatever they begin with."""
    if isinstance(value, datetime):
        made = WriteOnlyCell(page, value=in_vietnam(value).replace(tzinfo=None, microsecond=0))
        made.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        made = WriteOnlyCell(page, value=value)
        made.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        text = clean(value)
        made = WriteOnlyCell(page, value=text)
        if text.startswith(FORMULA):
            # Said to be a text, and marked as one that was typed with an apostrophe: Excel does not reckon it even
            # when somebody changes the cell, and the apostrophe is no part of a name.
            made.data_type, made.quotePrefix = "s", True
    else:
        made = WriteOnlyCell(page, value=value)
    made.alignment = _WRAPPED
    return made
