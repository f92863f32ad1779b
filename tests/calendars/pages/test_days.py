"""On which days of Vietnam things stand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.calendars.models import CalendarItem
from events.calendars.templatetags.calendars import span_days
from events.calendars.views.days import Line, days_of, opening_days_of, span_of, spans_within
from events.calendars.views.words import title, when
from tests.factories import hanoi

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


def item(starts_at, ends_at, kind="conference", **fields):
    return CalendarItem(kind=kind, event_number=7, summary="Họp", starts_at=starts_at, ends_at=ends_at, **fields)


class TestSpan:
    @pytest.mark.parametrize(
        ("starts_at", "ends_at", "first", "last"),
        [
            # In UTC each of these lies on two days, or on another one.
            (hanoi(2026, 11, 18, 0, 0), hanoi(2026, 11, 18, 6), 18, 18),
            (datetime(2026, 11, 17, 17, tzinfo=UTC), datetime(2026, 11, 18, 16, 59, tzinfo=UTC), 18, 18),
            (hanoi(2026, 11, 18, 20), hanoi(2026, 11, 19, 0, 0), 18, 18),
            (hanoi(2026, 11, 18, 20), hanoi(2026, 11, 19, 0, 1), 18, 19),
            (hanoi(2026, 11, 18), hanoi(2026, 11, 21), 18, 20),
            (hanoi(2026, 11, 18, 0, 0), hanoi(2026, 11, 18, 0, 0), 18, 18),
        ],
    )
    def test_days_are_those_of_vietnam(self, starts_at, ends_at, first, last):
        found = span_of(item(starts_at, ends_at))
        assert (found.first.day, found.last.day) == (first, last)

    @pytest.mark.parametrize(("at", "day"), [(hanoi(2026, 11, 18, 17), 18), (hanoi(2026, 11, 18, 0, 0), 17)])
    def test_a_deadline_stands_on_the_last_day_with_time_left(self, at, day):
        assert span_of(item(at, at, "deadline")).last == date(2026, 11, day)


class TestOrder:
    def test_a_span_opens_with_the_month_and_says_when_it_ends(self):
        spans = spans_within([item(hanoi(2026, 10, 30, 8), hanoi(2026, 11, 3, 11))], *NOVEMBER)
        days = days_of(spans, *NOVEMBER)
        assert [(day.day.day, day.groups[0].head.number, day.groups[0].head.opens) for day in days] == [
            (1, 3, True),
            (3, 5, False),
        ]

    def test_one_that_ends_with_october_does_not_reach_into_november(self):
        assert spans_within([item(hanoi(2026, 10, 30), hanoi(2026, 11, 1))], *NOVEMBER) == []

    def test_in_the_list_it_stands_once_on_its_first_day_or_on_today(self):
        spans = [span_of(item(hanoi(2026, 11, 18), hanoi(2026, 11, 21)))]
        assert [day.day.day for day in opening_days_of(spans, date(2026, 11, 19))] == [19]
        assert [day.day.day for day in opening_days_of(spans, date(2026, 11, 2))] == [18]

    def test_a_programme_stands_below_its_event_and_a_deadline_by_itself(self):
        event = item(hanoi(2026, 11, 18), hanoi(2026, 11, 19), pk=1)
        first = item(hanoi(2026, 11, 18, 9), hanoi(2026, 11, 18, 10), "session", pk=2)
        end = item(hanoi(2026, 11, 18, 17), hanoi(2026, 11, 18, 17), "deadline", pk=3)
        [day] = days_of(spans_within([end, first, event], *NOVEMBER), *NOVEMBER)
        assert [(group.head.item.pk, [line.item.pk for line in group.programme]) for group in day.groups] == [
            (1, [2]),
            (3, []),
        ]
        assert day.count == 3


class TestWords:
    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (item(hanoi(2026, 11, 18, 8), hanoi(2026, 11, 18, 11, 30)), ["08:00–11:30"]),
            (item(hanoi(2026, 11, 18, 20), hanoi(2026, 11, 19)), ["20:00–24:00"]),
            (item(hanoi(2026, 11, 18, 8), hanoi(2026, 11, 20, 11)), ["Từ 08:00", "Cả ngày", "Đến 11:00"]),
            (item(hanoi(2026, 11, 18), hanoi(2026, 11, 20), is_all_day=True), ["Cả ngày", "Cả ngày"]),
            (item(hanoi(2026, 11, 18, 17), hanoi(2026, 11, 18, 17), "deadline"), ["Trước 17:00"]),
            (item(hanoi(2026, 11, 18), hanoi(2026, 11, 18), "deadline"), ["Hết ngày"]),
        ],
    )
    def test_the_time_of_day(self, found, said):
        span = span_of(found)
        assert [when(Line(span, span.first + timedelta(days=number))) for number in range(span.length)] == said

    @pytest.mark.parametrize(
        ("first", "last", "said"),
        [
            (hanoi(2026, 12, 18), hanoi(2026, 12, 21), "18–20/12/2026"),
            (hanoi(2026, 11, 30), hanoi(2026, 12, 3), "30/11 – 02/12/2026"),
            (hanoi(2026, 12, 31), hanoi(2027, 1, 2), "31/12/2026 – 01/01/2027"),
            (hanoi(2026, 12, 18), hanoi(2026, 12, 19), "18/12/2026"),
        ],
    )
    def test_the_days(self, first, last, said):
        assert span_days(span_of(item(first, last))) == said

    def test_a_deadline_says_what_it_is_where_it_stands_alone(self):
        assert title(item(*NOVEMBER, "deadline")) == "Hạn đăng ký: Họp"
