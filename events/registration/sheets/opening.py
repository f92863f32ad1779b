"""From an uploaded file to its sheets; everything that could harm is refused before openpyxl sees it.

Nothing is reckoned: of a formula the result that Excel has stored is read, or nothing.
"""

import posixpath
import zipfile
from datetime import date, datetime
from math import isfinite
from pathlib import PurePath
from time import monotonic
from typing import BinaryIO
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from documents import packages
from documents.packages import MEGABYTE, RefusedPackage
from vietnamese.text import clean

from .grid import Cell, Sheet

MAX_FILE_BYTES = 5 * MEGABYTE
MAX_SHEETS = 20
MAX_ROWS = 5000
MAX_COLUMNS = 100
MAX_TEXT = 1000
MAX_SECONDS = 10

KIND = packages.Kind(
    limits=packages.Limits(
        file_bytes=MAX_FILE_BYTES,
        members=500,
        directory_bytes=MEGABYTE // 4,
        unpacked_bytes=30 * MEGABYTE,
        member_bytes=20 * MEGABYTE,
        xml_bytes=20 * MEGABYTE,
        # A cell is two or three: 5,000 rows of 20 columns at least.
        elements=300_000,
        depth=100,
    ),
    other="not_excel",
    older={"Workbook": "old_excel", "Book": "old_excel"},
)

RefusedSheet = RefusedPackage
"""A file that is not read, by the codes of documents.packages and not_excel, old_excel, csv, open_document,
binary_excel, macros, too_many_sheets, too_many_rows, too_slow, nothing_inside."""


def read_sheets(file: BinaryIO, name: str) -> list[Sheet]:
    """The sheets of a file that hold anything. Raises RefusedSheet."""
    try:
        package = packages.open_package(file, KIND)
    except RefusedPackage as refusal:
        if refusal.code == "not_excel" and PurePath(name).suffix.lower() in (".csv", ".tsv", ".txt"):
            raise RefusedSheet("csv") from refusal
        raise
    with package:
        _check_kind(package)
        sheets = _read(file, package)
    if not any(sheet.rows for sheet in sheets):
        raise RefusedSheet("nothing_inside")
    return [sheet for sheet in sheets if sheet.rows]


def _check_kind(package: zipfile.ZipFile) -> None:
    names = {name.lower() for name in package.namelist()}
    if any(posixpath.basename(name) == "vbaproject.bin" or "/macrosheets/" in name for name in names):
        raise RefusedSheet("macros")
    if "xl/workbook.bin" in names:
        raise RefusedSheet("binary_excel")
    if "mimetype" in names and "content.xml" in names:
        raise RefusedSheet("open_document")
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise RefusedSheet("not_excel")


def _read(file: BinaryIO, package: zipfile.ZipFile) -> list[Sheet]:
    deadline = monotonic() + MAX_SECONDS
    file.seek(0)
    try:
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(workbook.worksheets) > MAX_SHEETS:
            raise RefusedSheet("too_many_sheets", limit=MAX_SHEETS)
        return [_read_sheet(sheet, package, deadline) for sheet in workbook.worksheets]
    except RefusedPackage:
        raise
    except Exception as error:  # well-formed XML that does not mean what it should fails openpyxl in any way
        raise RefusedSheet("damaged") from error


def _read_sheet(sheet, package: zipfile.ZipFile, deadline: float) -> Sheet:
    look = _look_of(package, sheet._worksheet_path)  # openpyxl tells its part's name nowhere else
    if look.last_row >= MAX_ROWS:
        raise RefusedSheet("too_many_rows", limit=MAX_ROWS)
    rows: list[tuple[Cell, ...]] = []
    # What the file says of its own size may be wrong, and rows would be filled up to it.
    sheet.reset_dimensions()
    if look.last_row >= 0:
        for cells in sheet.iter_rows(max_row=look.last_row + 1, max_col=MAX_COLUMNS, values_only=True):
            if monotonic() > deadline:
                raise RefusedSheet("too_slow")
            rows.append(_trimmed([_plain(value) for value in cells]))
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(
        title=clean(sheet.title),
        rows=tuple(rows),
        hidden_rows=frozenset(row for row in look.hidden_rows if row < len(rows)),
        unreckoned=frozenset((row, column) for row, column in look.unreckoned if row < len(rows)),
        is_hidden=sheet.sheet_state != "visible",
    )


def _plain(value) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "x" if value else None  # a ticked box
    if isinstance(value, int | float):
        if not isfinite(value):
            return None
        return int(value) if value == int(value) else value
    return clean(str(value)).strip()[:MAX_TEXT] or None


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _look_of(package: zipfile.ZipFile, part: str) -> "_Look":
    """What openpyxl does not tell when it only reads."""
    look = _Look()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = look.begin, look.end
    parser.CharacterDataHandler = look.text
    parser.Parse(packages.read_part(package, part), True)
    return look


class _Look:
    """Listens to the XML of a sheet: which row is the last that holds anything, which rows are hidden, and which
    formulas have no result. Rows and columns are counted from 0."""

    def __init__(self):
        self.last_row = -1
        self.hidden_rows: set[int] = set()
        self.unreckoned: set[tuple[int, int]] = set()
        self._row = -1
        self._cell = ""
        self._has_formula = self._has_value = self._is_value = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
                if attributes.get("hidden") in ("1", "true"):
                    self.hidden_rows.add(self._row)
            case "c":
                self._cell = attributes.get("r", "")
                self._has_formula = False
                self._has_value = attributes.get("t") == "str"  # a text that is empty is a result
            case "f":
                self._has_formula = True
            case "v" | "is":
                self._is_value = True

    def text(self, text: str) -> None:
        if self._is_value:
            self._has_value = True

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self._is_value = False
            case "c":
                if self._has_value or self._has_formula:
                    self.last_row = max(self.last_row, self._row)
                if self._cell and self._has_formula and not self._has_value:
                    row, column = coordinate_to_tuple(self._cell)
                    self.unreckoned.add((row - 1, column - 1))
