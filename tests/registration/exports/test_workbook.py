"""Sheets that open, print and sort, whatever stands in them."""

import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from events.registration.exports.workbook import Column, Sheet, sheet_names, workbook

COLUMNS = [Column("Họ và tên", 20), Column("Ngày sinh", 12)]


def opened(*sheets, header="Ngày Hội"):
    return load_workbook(io.BytesIO(workbook(sheets, header=header)))


def test_values_keep_their_kind_and_their_accents():
    moment = datetime(2026, 3, 31, 20, 30, tzinfo=UTC)
    sheet = opened(Sheet("Danh sách", COLUMNS, [["Nguyễn Thị Hòa", date(1990, 3, 5)], [7, moment], [None, ""]])).active

    name, born = sheet["A2"], sheet["B2"]
    assert (name.value, name.data_type) == ("Nguyễn Thị Hòa", "s")
    assert (born.value, born.is_date, born.number_format) == (datetime(1990, 3, 5), True, "dd/mm/yyyy")
    assert (sheet["A3"].value, sheet["A3"].data_type) == (7, "n")
    # A moment is one of Hanoi: there it is the next day already.
    assert (sheet["B3"].value, sheet["B3"].number_format) == (datetime(2026, 4, 1, 3, 30), "dd/mm/yyyy hh:mm")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("https://evil.example")', "+84 24", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0"]
)
def test_a_text_is_never_a_formula_and_stays_as_it_was_written(text):
    cell = opened(Sheet("Danh sách", COLUMNS, [[text, None]])).active["A2"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix  # so that it is none either once somebody has changed the cell in Excel


def test_a_character_that_no_file_takes_is_left_out():
    assert opened(Sheet("Danh sách", COLUMNS, [["An\x0b\x01h", None]])).active["A2"].value == "An h"


def test_the_heading_stays_on_the_screen_and_on_each_page():
    sheet = opened(Sheet("Kéo co & cờ tướng", COLUMNS, [["An", None], ["Bình", None]]), header="Ngày Hội").active

    assert [cell.value for cell in sheet[1]] == ["Họ và tên", "Ngày sinh"]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:B3"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [20, 12]
    assert sheet.oddHeader.left.text == "Ngày Hội"


def test_names_of_sheets_are_what_excel_takes_and_none_comes_twice():
    long = "Trung tâm Chuyển đổi số và Thông tin thống kê quốc gia"
    titles = ["Kéo co: nam/nữ [A]*?", long, long, long.upper(), "'Cờ'", "", "History", "Kéo co", "KÉO CO"]

    names = sheet_names(titles)

    assert names[0] == "Kéo co nam nữ A"
    assert names[1:4] == [long[:31].strip(), f"{long[:27].strip()} (2)", f"{long.upper()[:27].strip()} (3)"]
    assert names[4:] == ["Cờ", "-", "History (2)", "Kéo co", "KÉO CO (2)"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_a_workbook_opens_with_such_names():
    book = opened(*(Sheet(title, COLUMNS, []) for title in ("a/b", "a/b", "x" * 80, "History")))

    assert book.sheetnames == ["a b", "a b (2)", "x" * 31, "History (2)"]
