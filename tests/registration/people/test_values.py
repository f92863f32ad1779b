"""Cells, one at a time."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.registration.sheets import values
from events.registration.sheets.grid import Sheet, as_data, from_data
from events.registration.sheets.people import read_people
from tests.registration.people.lists import HEADER, TODAY, disciplines


class TestName:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("Nguyễn Văn An", "Nguyễn Văn An"),
            ("  Nguyễn   Văn\nAn ", "Nguyễn Văn An"),
            ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
            ("nguyễn văn an", "Nguyễn Văn An"),
            (unicodedata.normalize("NFD", "Đỗ Thị Thuỷ"), "Đỗ Thị Thuỷ"),
            ("1. Nguyễn Văn An", "Nguyễn Văn An"),
            ("Đ/c Nguyễn Văn An", "Nguyễn Văn An"),
            ("Ông: Nguyễn Văn An", "Nguyễn Văn An"),
            ("Ông Cao Thắng", "Ông Cao Thắng"),  # a family name
            ("Nguyễn Văn An (đội trưởng)", "Nguyễn Văn An"),
            ("Nguyễn Văn An - HLV", "Nguyễn Văn An"),
            ("Nguyễn Văn An.", "Nguyễn Văn An"),
            ("H'Hen Niê", "H'Hen Niê"),
            ("Y-Moan Ênuôl", "Y-Moan Ênuôl"),
        ],
    )
    def test_a_name_as_the_site_writes_it(self, written, name):
        read = values.read_name(written)
        assert read.text == name
        assert read.problems == ()

    def test_a_role_beside_the_name(self):
        assert values.read_name("Nguyễn Văn An (ĐT)").role == "captain"
        assert values.read_name("Nguyễn Văn An - dự bị").role == "reserve"

    def test_where_all_have_titles_they_say_the_gender(self):
        names = ["Ông Nguyễn Văn An", "Bà Trần Thị Bình", "Ông Lê Hải"]
        assert values.have_titles(names)
        assert not values.have_titles(["Ông Cao Thắng", "Nguyễn Văn An", "Lê Hải"])
        read = [values.read_name(name, titled=True) for name in names]
        assert [(name.text, name.gender) for name in read] == [
            ("Nguyễn Văn An", "male"),
            ("Trần Thị Bình", "female"),
            ("Lê Hải", "male"),
        ]

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("", "name_missing"),
            (" - ", "name_missing"),
            ("NguyÔn V¨n An", "name_in_old_font"),
            ("TrÇn ThÞ B×nh", "name_in_old_font"),
            ("0912345678", "name_not_a_name"),
            ("an@example.vn", "name_not_a_name"),
            ("=1+1", "name_not_a_name"),
            ("<script>", "name_not_a_name"),
            ("An", "name_one_word"),
            ("Nguyễn " * 40, "name_too_long"),
            ("Weiß " + "ß" * 100, "name_too_long"),
            ("Nguyễn Văn An (nghỉ thai sản)", "name_remark"),
        ],
    )
    def test_what_is_told(self, written, code):
        assert [code for code, _ in values.read_name(written).problems] == [code]


class TestBirth:
    @pytest.mark.parametrize(
        "written",
        [
            "05/03/1990",
            "5/3/1990",
            " 5 . 3 . 1990 ",
            "05-03-1990",
            "1990-03-05",
            "1990-03-05 00:00:00",
            "'05/03/1990",
            "ngày 5 tháng 3 năm 1990",
            "05031990",
            5031990,
            32937,  # a date whose cell lost its format
            date(1990, 3, 5),
        ],
    )
    def test_a_birth_date(self, written):
        birth = values.read_birth(written, TODAY)
        assert (birth.day, birth.code) == (date(1990, 3, 5), "")

    def test_a_short_year_is_understood_and_told(self):
        for written, day in (("05/03/90", date(1990, 3, 5)), ("5.3.05", date(2005, 3, 5))):
            birth = values.read_birth(written, TODAY)
            assert (birth.day, birth.code) == (day, "birth_short_year")

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            (None, "birth_missing"),
            ("  ", "birth_missing"),
            ("31/02/1990", "birth_no_such_day"),
            ("12/31/1990", "birth_no_such_day"),
            ("5/3-1990", "birth_unknown_form"),
            ("không rõ", "birth_unknown_form"),
            ("#REF!", "birth_unknown_form"),
            (3.7, "birth_unknown_form"),
            ("03/1990", "birth_month_only"),
            ("1990", "birth_year_only"),
            ("Năm 1990", "birth_year_only"),
            (1990, "birth_year_only"),
            (date(2027, 1, 1), "birth_in_future"),
            (date(2015, 1, 1), "birth_too_young"),
            ("01/01/1900", "birth_too_old"),
        ],
    )
    def test_what_is_no_birth_date(self, written, code):
        birth = values.read_birth(written, TODAY)
        assert (birth.day, birth.code) == (None, code)

    def test_the_bounds_of_age_to_the_day(self):
        youngest = date(TODAY.year - 15, TODAY.month, TODAY.day)
        oldest = date(TODAY.year - 101, TODAY.month, TODAY.day) + timedelta(days=1)
        assert values.checked_birth(youngest, TODAY).day == youngest
        assert values.checked_birth(youngest + timedelta(days=1), TODAY).code == "birth_too_young"
        assert values.checked_birth(oldest, TODAY).day == oldest
        assert values.checked_birth(oldest - timedelta(days=1), TODAY).code == "birth_too_old"

    @given(st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.sampled_from(["{0:02}/{1:02}/{2}", "{0}-{1}-{2}"]))
    def test_every_date_however_written(self, day, form):
        assert values.read_birth(form.format(day.day, day.month, day.year), TODAY).day == day
        assert values.read_birth((day - date(1899, 12, 30)).days, TODAY).day == day


CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from([*HEADER, "x", "I. Thể thao", "Tổng cộng: 3", "31/02/1990", "Kéo co; Cờ tướng/xyz"]),
)


class TestAnything:
    @given(st.lists(st.lists(CELLS, max_size=9), max_size=12))
    def test_any_sheet_is_read_or_told_of(self, rows):
        sheet = Sheet("A", tuple(tuple(row) for row in [HEADER, *rows]))
        known = disciplines()
        from events.registration.sheets.layout import find_layout

        layout = find_layout(sheet, known)
        found = read_people(sheet, layout, known, TODAY)
        assert all(
            person.birth_date is None or 14 < TODAY.year - person.birth_date.year < 102 for person in found.people
        )
        assert all(unicodedata.is_normalized("NFC", person.name) for person in found.people)

    @given(st.lists(st.lists(CELLS, max_size=9), max_size=12))
    def test_any_sheet_is_kept_as_it_was(self, rows):
        sheet = Sheet("A", tuple(tuple(row) for row in rows))
        assert from_data(as_data(sheet)) == sheet


class TestTheRest:
    @pytest.mark.parametrize("written", ["nam", "Nam", "NAM", "Nam giới", "M", "Male", "Ông", "Anh", " nam. "])
    def test_men(self, written):
        assert values.read_gender(written) == "male"

    @pytest.mark.parametrize(
        "written", ["nữ", "Nữ", "NỮ", "Nữ giới", "F", "female", "Bà", "Chị", "nu", unicodedata.normalize("NFD", "Nữ")]
    )
    def test_women(self, written):
        assert values.read_gender(written) == "female"

    def test_neither(self):
        assert values.read_gender("") == ""
        assert values.read_gender("Nam Định") is None

    @pytest.mark.parametrize("written", ["x", "X", " x ", "v", "có", "✓", "1"])
    def test_marks(self, written):
        assert values.is_mark(written)

    @pytest.mark.parametrize("written", ["", "không", "0", "Nguyễn"])
    def test_no_marks(self, written):
        assert not values.is_mark(written)

    @pytest.mark.parametrize(
        ("written", "role"),
        [("Đội trưởng", "captain"), ("VĐV", "player"), ("dự bị", "reserve"), ("HLV", "coach"), ("", ""), ("abc", None)],
    )
    def test_roles(self, written, role):
        assert values.read_role(written) == role
