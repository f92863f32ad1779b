"""Dates read and written the Vietnamese way."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import (
    VIETNAM,
    InvalidDate,
    format_date,
    format_datetime,
    format_month,
    format_weekday_date,
    month_grid,
    parse_date,
    parse_datetime,
    weekday_name,
)

THE_17TH = dt.date(2024, 1, 17)
AT_15_02 = dt.datetime(2024, 1, 17, 8, 2, tzinfo=dt.UTC)


class TestParseDate:
    @pytest.mark.parametrize(
        "text",
        [
            "17/01/2024",
            "17/1/2024",
            "17-1-2024",
            "17.01.2024",
            " 17 / 01 / 2024 ",
            "2024-01-17",
            "ngày 17 tháng 1 năm 2024",
            "Ngày 17 tháng 01 năm 2024",
            "17 tháng 1, 2024",
            "Thứ tư, 17/01/2024",
            "Thứ Tư, ngày 17 tháng 1 năm 2024",
            unicodedata.normalize("NFD", "Thứ tư, ngày 17 tháng 1 năm 2024"),
        ],
    )
    def test_the_17th_of_january(self, text):
        assert parse_date(text) == THE_17TH

    def test_the_day_comes_first(self):
        assert parse_date("05/03/2024") == dt.date(2024, 3, 5)

    def test_sunday_has_a_name_of_its_own(self):
        assert parse_date("Chủ nhật, 21/01/2024") == dt.date(2024, 1, 21)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("31/02/2024", "no_such_day"),
            ("29/02/2023", "no_such_day"),
            ("01/13/2024", "no_such_day"),
            ("00/01/2024", "no_such_day"),
            ("01/01/0000", "no_such_day"),
            ("ngày 31 tháng 4 năm 2024", "no_such_day"),
            ("2024-02-30", "no_such_day"),
            ("17/01/24", "unknown_form"),
            ("17/01-2024", "unknown_form"),
            ("hôm nay", "unknown_form"),
            ("", "unknown_form"),
            ("17/01/20245", "unknown_form"),
            ("١٧/٠١/٢٠٢٤", "unknown_form"),
            ("17/01/2024\x00", "unknown_form"),
        ],
    )
    def test_what_is_no_date_is_refused_with_its_reason(self, text, code):
        with pytest.raises(InvalidDate) as refusal:
            parse_date(text)

        assert refusal.value.code == code

    @given(st.dates())
    def test_what_is_written_can_be_read(self, day):
        assert parse_date(format_date(day)) == day
        assert parse_date(format_weekday_date(day)) == day
        assert parse_date(day.isoformat()) == day

    @given(st.text())
    def test_any_text_is_a_date_or_refused(self, text):
        try:
            assert isinstance(parse_date(text), dt.date)
        except InvalidDate as refusal:
            assert refusal.code in {"unknown_form", "no_such_day"}


class TestParseDatetime:
    @pytest.mark.parametrize(
        "text",
        [
            "Thứ tư, 17/01/2024 15:02 GMT+7",
            "Thứ tư, 17/01/2024, 15:02 (GMT+7)",
            "17/01/2024 15:02",
            "17/01/2024 15:02:00",
            "17/01/2024 - 15h02",
            "15:02 17/01/2024",
            "15h02, ngày 17 tháng 1 năm 2024",
            "2024-01-17T15:02:00+07:00",
            "2024-01-17T08:02:00Z",
            "2024-01-17 15:02",
        ],
    )
    def test_two_past_three_in_hanoi(self, text):
        assert parse_datetime(text) == AT_15_02

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("17/01/2024 25:00", "no_such_time"),
            ("31/02/2024 15:02", "no_such_day"),
            ("17/01/2024", "unknown_form"),
            ("2024-01-17", "unknown_form"),
            ("15:02", "unknown_form"),
            ("", "unknown_form"),
        ],
    )
    def test_what_is_no_moment_is_refused_with_its_reason(self, text, code):
        with pytest.raises(InvalidDate) as refusal:
            parse_datetime(text)

        assert refusal.value.code == code

    @given(st.datetimes(min_value=dt.datetime(1976, 1, 1), max_value=dt.datetime(9999, 12, 30)))
    def test_what_is_written_can_be_read(self, naive):
        moment = naive.replace(second=0, microsecond=0, tzinfo=VIETNAM)

        assert parse_datetime(format_datetime(moment)) == moment

    @given(st.text(alphabet="0123456789/:-h tTzZ+"))
    def test_any_text_is_a_moment_or_refused(self, text):
        try:
            assert parse_datetime(text).utcoffset() is not None
        except InvalidDate as refusal:
            assert refusal.code in {"unknown_form", "no_such_day", "no_such_time"}


class TestFormat:
    def test_the_date_line_of_an_article(self):
        assert format_datetime(AT_15_02) == "Thứ tư, 17/01/2024 15:02 GMT+7"

    def test_a_moment_belongs_to_its_day_in_vietnam(self):
        before_midnight = dt.datetime(2024, 1, 16, 16, 59, tzinfo=dt.UTC)
        midnight = dt.datetime(2024, 1, 16, 17, 0, tzinfo=dt.UTC)

        assert format_datetime(before_midnight) == "Thứ ba, 16/01/2024 23:59 GMT+7"
        assert format_date(before_midnight) == "16/01/2024"
        assert format_datetime(midnight) == "Thứ tư, 17/01/2024 00:00 GMT+7"
        assert weekday_name(midnight) == "Thứ tư"

    def test_saigon_kept_gmt_8_until_1975(self):
        assert format_datetime(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) == "Thứ năm, 01/01/1970 08:00 GMT+8"

    @pytest.mark.parametrize("write", [format_datetime, format_date, format_weekday_date, format_month])
    def test_a_naive_moment_is_refused(self, write):
        with pytest.raises(ValueError, match="no time zone"):
            write(dt.datetime(2024, 1, 17, 15, 2))

    def test_dates(self):
        assert format_date(THE_17TH) == "17/01/2024"
        assert format_weekday_date(THE_17TH) == "Thứ tư, 17/01/2024"
        assert format_month(THE_17TH) == "Tháng 1/2024"
        assert format_date(dt.date(987, 6, 5)) == "05/06/0987"

    def test_the_week_from_monday_to_sunday(self):
        week = [weekday_name(dt.date(2024, 1, day)) for day in range(15, 22)]

        assert week == ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"]


class TestMonthGrid:
    def test_january_2024_begins_on_a_monday(self):
        grid = month_grid(2024, 1)

        assert grid[0][0] == dt.date(2024, 1, 1)
        assert grid[-1][-1] == dt.date(2024, 2, 4)
        assert len(grid) == 5

    def test_a_february_of_four_weeks(self):
        assert len(month_grid(2021, 2)) == 4

    @given(st.integers(min_value=2, max_value=9998), st.integers(min_value=1, max_value=12))
    def test_whole_weeks_that_hold_the_month(self, year, month):
        grid = month_grid(year, month)
        days = [day for week in grid for day in week]

        assert all(week[0].isoweekday() == 1 and len(week) == 7 for week in grid)
        assert days == [days[0] + dt.timedelta(days=number) for number in range(len(days))]
        assert dt.date(year, month, 1) in grid[0]
        assert all(any(day.month == month for day in week) for week in grid)

    @pytest.mark.parametrize(("year", "month"), [(2024, 0), (2024, 13), (0, 1), (-5, 3), (10000, 1), (9999, 12)])
    def test_what_is_no_month_is_refused(self, year, month):
        with pytest.raises(InvalidDate) as refusal:
            month_grid(year, month)

        assert refusal.value.code == "no_such_month"
