"""A unit's own sheet, in the many forms that there are, is understood."""

import os
import unicodedata
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from events.registration.sheets import people as reading
from events.registration.sheets.choosing import candidates, choose
from events.registration.sheets.grid import as_data, from_data
from events.registration.sheets.people import read_people
from events.registration.sheets.problems import Weight
from events.registration.sheets.template import write_template
from tests.registration.people.lists import (
    AN,
    BINH,
    DISCIPLINES,
    HEADER,
    TODAY,
    codes,
    disciplines,
    people,
    sheets_of,
    understood,
    wishes,
    workbook,
)


def test_a_plain_list():
    an, binh = people(HEADER, (*AN, "x"), BINH)
    assert (an.row, an.name, an.birth_date, an.gender, an.post) == (
        2,
        "Nguyễn Văn An",
        date(1990, 3, 5),
        "male",
        "Chuyên viên",
    )
    assert (an.role, binh.role) == ("captain", "")
    assert (binh.birth_date, binh.gender) == (date(1985, 12, 31), "female")
    assert (wishes(an), wishes(binh)) == ([7], [9])
    assert codes(an) == codes(binh) == []


# --- Where the list is ------------------------------------------------------------------------


def test_the_header_stands_below_letterhead_and_merged_titles():
    def merge(book):
        book.active.merge_cells("A1:H1")
        book.active.merge_cells("A4:H4")

    letterhead = [
        ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("VIỆN ĐO LƯỜNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("DANH SÁCH VẬN ĐỘNG VIÊN THAM GIA NGÀY HỘI (họ và tên, ngày sinh)",),
        (),
    ]
    found = understood(*letterhead, HEADER, AN, BINH, arrange=merge)
    assert [person.row for person in found.people] == [7, 8]
    assert found.passed_over == ()


def test_columns_in_another_order_and_in_other_words():
    header = ("TT", "HỌ TÊN VĐV", "Môn thi đấu", "Đơn vị công tác", "Chức danh", "Năm sinh", "Nam/Nữ", "SĐT")
    [person] = people(header, (1, "Nguyễn Văn An", "Cờ tướng", "Văn phòng", "Chuyên viên", "5/3/1990", "M", "0912"))
    assert (person.name, person.birth_date, person.gender) == ("Nguyễn Văn An", date(1990, 3, 5), "male")
    assert person.post == "Chuyên viên, Văn phòng"
    assert wishes(person) == [8]


def test_headings_in_decomposed_unicode_and_odd_spaces():
    header = [unicodedata.normalize("NFD", heading).upper().replace(" ", "\n") for heading in HEADER]
    [person] = people(header, [unicodedata.normalize("NFD", str(value)) for value in AN])
    assert person.name == "Nguyễn Văn An"
    assert unicodedata.is_normalized("NFC", person.name)
    assert wishes(person) == [7]


def test_the_name_in_two_columns_with_two_headings():
    [person] = people(("STT", "Họ và tên đệm", "Tên", "Ngày sinh"), (1, "Nguyễn Văn", "An", "05/03/1990"))
    assert person.name == "Nguyễn Văn An"


def test_the_name_in_two_columns_under_one_merged_heading():
    def merge(book):
        book.active.merge_cells("B1:C1")

    rows = ("STT", "Họ và tên", None, "Ngày sinh"), (1, "Nguyễn Văn", "An", "05/03/1990")
    [person] = people(*rows, arrange=merge)
    assert person.name == "Nguyễn Văn An"


def test_birth_dates_in_a_column_for_men_and_one_for_women():
    def merge(book):
        for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            book.active.merge_cells(cells)

    an, binh = people(
        ("STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Chức vụ"),
        (None, None, "Nam", "Nữ"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        (1, "Nguyễn Văn An", "05/03/1990", None, "Chuyên viên"),
        (2, "Trần Thị Bình", None, datetime(1985, 12, 31), "Kế toán"),
        arrange=merge,
    )
    assert (an.gender, an.birth_date, an.post) == ("male", date(1990, 3, 5), "Chuyên viên")
    assert (binh.gender, binh.birth_date, binh.row) == ("female", date(1985, 12, 31), 5)


def test_marks_in_a_column_for_men_and_one_for_women():
    header = ("STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ")
    an, binh, both = people(
        header,
        (1, "Nguyễn Văn An", "05/03/1990", "x", None),
        (2, "Trần Thị Bình", "31/12/1985", None, "X"),
        (3, "Lê Hoa", "31/12/1985", "x", "x"),
    )
    assert (an.gender, binh.gender, both.gender) == ("male", "female", "")
    assert codes(both) == ["gender_both"]


def test_day_month_and_year_in_three_columns():
    header = ("STT", "Họ và tên", "Ngày sinh", None, None), (None, None, "Ngày", "Tháng", "Năm")
    an, year_only = people(*header, (1, "Nguyễn Văn An", 5, "03", 1990), (2, "Trần Bình", None, None, 1985))
    assert an.birth_date == date(1990, 3, 5)
    assert codes(year_only)[0] == "birth_year_only"


def test_a_column_for_each_discipline():
    header = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Cờ tướng", "Tốp ca", "Kéo co nam nữ phối hợp")
    an, binh = people(
        header, (1, "Nguyễn Văn An", "Nam", "05/03/1990", "x", None, "X"), (2, "Trần Bình", "Nữ", "1/1/1990")
    )
    assert wishes(an) == [8, 7]
    assert wishes(binh) == []


def test_sections_say_the_discipline_where_no_column_does():
    found = understood(
        ("STT", "Họ và tên", "Giới tính", "Ngày sinh"),
        ("I. Cờ tướng",),
        (1, *AN[1:4]),
        ("II", "Môn Tốp ca"),
        (2, *BINH[1:4]),
        ("III. Ban huấn luyện",),
        (3, "Lê Hoa", "Nữ", "01/01/1980"),
    )
    assert [wishes(person) for person in found.people] == [[8], [9], []]
    assert [passed.row for passed in found.passed_over] == [2, 4, 6]


def test_totals_signatures_and_empty_rows_are_no_people():
    found = understood(
        HEADER,
        ("A. THỂ THAO",),
        AN,
        (),
        (2,),
        HEADER,
        BINH,
        ("Tổng cộng: 02 người",),
        (None, "Tổng số", 2),
        (None, None, None, None, "Hà Nội, ngày 20 tháng 11 năm 2026"),
        (None, "NGƯỜI LẬP BIỂU", None, None, None, "THỦ TRƯỞNG ĐƠN VỊ"),
        (None, "Lê Thị Ký", None, None, None, None),
        *[()] * 300,
        arrange=lambda book: book.active.cell(900, 3).__setattr__("number_format", "@"),
    )
    assert [person.name for person in found.people] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert found.passed_over[0].text == "A. THỂ THAO"
    assert [passed.row for passed in found.passed_over] == [2, 8, 9, 10, 11, 12]


def test_cells_merged_downwards_name_more_disciplines():
    [person] = people(HEADER, AN, (None, None, None, None, None, "Cờ tướng"))
    assert wishes(person) == [7, 8]


# --- Several sheets ---------------------------------------------------------------------------


def two_sheets(*rows):
    def add(book):
        other = book.create_sheet("Khác")
        for row in rows:
            other.append(row)

    return candidates(sheets_of(workbook(HEADER, AN, arrange=add)), disciplines(), TODAY)


def test_the_sheet_with_people_is_chosen():
    assert choose(two_sheets(("Ghi chú",), ("Hạn gửi: 20/11",))).sheet.title == "Danh sách"


def test_two_sheets_with_people_are_a_question():
    assert choose(two_sheets(HEADER, BINH)) is None


def test_a_hidden_sheet_is_no_rival():
    found = candidates(
        sheets_of(workbook(HEADER, AN, arrange=lambda book: _hide(book, book.copy_worksheet(book.active)))),
        disciplines(),
        TODAY,
    )
    assert [candidate.count for candidate in found] == [1, 1]
    assert choose(found).index == 0


def _hide(book, sheet):
    sheet.sheet_state = "hidden"


# --- Rows -------------------------------------------------------------------------------------


def test_a_person_in_several_rows_is_one():
    rows = AN, (2, "NGUYỄN  VĂN AN", "Nam", date(1990, 3, 5), "Chuyên viên", "Cờ tướng")
    [person] = people(HEADER, *rows)
    assert person.rows == (2, 3)
    assert wishes(person) == [7, 8]
    assert codes(person) == ["repeats_row"]


def test_the_same_name_and_date_with_another_gender_is_doubtful():
    [person] = people(HEADER, AN, (2, "Nguyễn Văn An", "Nữ", "05/03/1990"))
    assert codes(person) == ["repeats_row_differently"]
    assert person.weight == Weight.DOUBT


def test_twins_whose_names_differ_by_an_accent_stay_two():
    an, an_with_hat = people(HEADER, AN, (2, "Nguyễn Văn Ân", "Nam", "05/03/1990"))
    assert (codes(an), codes(an_with_hat)) == ([], ["twice_by_name"])
    [one] = people(HEADER, (1, "Nguyen Van An", "Nam", "05/03/1990"), AN)
    assert one.name == "Nguyễn Văn An"


def test_namesakes_with_other_birth_dates_are_two_people():
    assert len(people(HEADER, AN, (2, "Nguyễn Văn An", "Nam", "05/03/1991"))) == 2


def test_a_hidden_row_is_asked_about():
    def hide(book):
        book.active.row_dimensions[3].hidden = True

    an, binh = people(HEADER, AN, BINH, arrange=hide)
    assert (codes(an), codes(binh)) == ([], ["hidden_row"])


def test_a_formula_without_a_result_is_told_and_never_reckoned():
    formula = '="Nguyễn" & " Văn An"'
    an, binh, hoa = people(
        HEADER,
        AN,
        (2, "Trần Thị Bình", "Nữ", "=DATE(1985,12,31)"),
        (3, "Lê Hoa", "Nữ", "01/01/1980", formula),
    )
    assert codes(an) == []
    assert codes(binh) == ["birth_missing", "formula"]
    assert codes(hoa) == ["formula_aside"]


def test_figures_that_python_knows_as_digits_alone_count_columns_too():
    found = understood(HEADER, ("①", "②", "③", "④", "⑤"), AN)
    assert [person.name for person in found.people] == [AN[1]]


def test_a_cell_full_of_commas_takes_no_time():
    [person] = understood(HEADER, (*AN[:5], ",".join("abcdefgh"[place % 8] for place in range(500)))).people
    assert person.name == AN[1]


def test_more_people_than_are_taken_at_a_time_are_told(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PEOPLE", 2)
    rows = [(n, f"Nguyễn Văn {name}", "Nam", "05/03/1990") for n, name in enumerate(["Một", "Hai", "Ba"], start=1)]
    found = understood(HEADER, *rows)
    assert [person.name for person in found.people] == ["Nguyễn Văn Một", "Nguyễn Văn Hai"]
    assert [(problem.code, problem.params) for problem in found.problems] == [
        ("too_many_people", {"most": 2, "count": 3})
    ]
    assert understood(HEADER, *rows[:2]).problems == ()


def test_dates_that_an_american_excel_has_swapped_are_suspected():
    rows = [(n, f"Nguyễn Văn {name}", "Nam", value) for n, (name, value) in enumerate(SWAPPED, start=1)]
    found = understood(HEADER, *rows)
    assert [problem.code for problem in found.problems] == ["dates_swapped"]
    assert understood(HEADER, *rows, (9, "Nguyễn Văn Mười", "Nam", "05/03/1990")).problems == ()


SWAPPED = [
    ("Một", datetime(1990, 5, 3)),
    ("Hai", datetime(1991, 6, 12)),
    ("Ba", datetime(1992, 1, 7)),
    ("Tư", "25/03/1990"),
    ("Năm", "13/03/1990"),
    ("Sáu", "30/11/1988"),
]


def test_what_is_kept_as_json_is_what_was_read():
    [sheet] = sheets_of(workbook(HEADER, AN, BINH, (3, "Lê Hoa", None, 1990.5, "=1+1")))
    assert from_data(as_data(sheet)) == sheet


# --- The template -----------------------------------------------------------------------------


def test_the_template_as_it_is_has_nobody():
    file = BytesIO(write_template(unit="Viện Đo lường", festival="Ngày Hội", disciplines=DISCIPLINES))
    chosen = max(candidates(sheets_of(file), disciplines(), TODAY), key=lambda one: bool(one.layout))
    found = read_people(chosen.sheet, chosen.layout, disciplines(), TODAY)
    assert found.people == ()
    assert [passed.row for passed in found.passed_over] == [6]


def test_the_template_filled_in():
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(write_template(unit="Viện", festival="Ngày Hội", disciplines=DISCIPLINES)))
    for column, value in enumerate((1, "Lê Hoa", "Nữ", "05/03/1990", "Chuyên viên", "Cờ tướng; Tốp ca", "x"), start=1):
        book["Danh sách"].cell(7, column, value)
    out = BytesIO()
    book.save(out)
    out.seek(0)
    chosen = choose(candidates(sheets_of(out), disciplines(), TODAY))
    [person] = read_people(chosen.sheet, chosen.layout, disciplines(), TODAY).people
    assert (person.name, person.birth_date, person.role) == ("Lê Hoa", date(1990, 3, 5), "captain")
    assert wishes(person) == [8, 9]
    assert codes(person) == []


def test_the_template_holds_no_formula_of_strangers():
    from openpyxl import load_workbook

    evil = '=HYPERLINK("http://example.org","x")'
    book = load_workbook(BytesIO(write_template(unit=evil, festival=evil, disciplines=[evil, "+1", "@a"])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "@"))] == []


# --- A real one -------------------------------------------------------------------------------


@pytest.mark.needs_samples
def test_the_sample_is_wholly_understood():
    path = Path(os.environ["SAMPLES_DIR"]) / "danh-sach-cuc-so-huu-tri-tue.xlsx"
    with path.open("rb") as file:
        chosen = choose(candidates(sheets_of(file), disciplines(), TODAY))
    found = read_people(chosen.sheet, chosen.layout, disciplines(), TODAY)
    assert len(found.people) == 42
    assert {problem.code for person in found.people for problem in person.problems} == set()
    assert found.passed_over == () and found.problems == ()
    assert all(person.birth_date and person.gender and person.post for person in found.people)
    entered = [pk for person in found.people for pk in wishes(person)]
    assert len(entered) == 42
    assert {DISCIPLINES[pk - 1] for pk in entered} == set(DISCIPLINES) - {"Cầu lông đôi nam nữ"}
    assert sum(person.role == "captain" for person in found.people) == 8
