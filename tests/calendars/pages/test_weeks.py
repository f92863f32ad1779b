"""How a month is laid out."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.calendars.models import CalendarItem
from events.calendars.views.days import Span
from events.calendars.views.weeks import MOST, weeks_of

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def span(first: date, last: date | None = None, kind="conference") -> Span:
    return Span(CalendarItem(kind=kind, summary=f"{kind} {first}"), first, last or first)


def by_day(*spans, listed=()) -> dict[date, object]:
    return {cell.day: cell for week in weeks_of(2026, 11, spans, listed) for cell in week}


def test_weeks_are_whole_and_days_of_other_months_are_empty():
    weeks = weeks_of(2026, 11, [span(date(2026, 10, 28), date(2026, 12, 3))], ())
    assert [len(week) for week in weeks] == [7] * 6
    assert weeks[0][0].day == date(2026, 10, 26)
    assert {cell.is_inside for cell in weeks[0]} == {True, False}
    assert all(not cell.bars for week in weeks for cell in week if not cell.is_inside)


def test_a_bar_begins_anew_each_week_and_says_what_it_cuts_off():
    found = by_day(span(date(2026, 10, 30), date(2026, 11, 3)))
    sunday, monday, tuesday = (found[date(2026, 11, day)].bars[0] for day in (1, 2, 3))
    assert (sunday.width, sunday.opens, sunday.closes) == (1, False, False)
    assert (monday.width, monday.opens, monday.closes) == (2, False, True)
    assert tuesday.width == 0


def test_bars_that_meet_lie_one_below_the_other():
    found = by_day(
        span(date(2026, 11, 23), date(2026, 11, 25)),
        span(date(2026, 11, 25), date(2026, 11, 27)),
        span(date(2026, 11, 26), date(2026, 11, 29)),
    )
    assert [[bar.lane for bar in found[date(2026, 11, day)].bars] for day in (23, 25, 26, 28)] == [
        [0],
        [0, 1],
        [1, 0],
        [0],
    ]


def test_what_finds_no_room_is_counted_and_events_come_before_their_programme():
    day = date(2026, 11, 18)
    cell = by_day(*[span(day, kind="session")] * 5, span(day, kind="deadline"), span(day, kind="festival"))[day]
    assert [found.item.kind for found in cell.singles] == ["festival", "deadline", "session"]
    assert (cell.count, cell.more) == (7, 4)


def test_a_bar_without_a_lane_is_counted_on_each_of_its_days():
    long = [span(date(2026, 11, 23), date(2026, 11, 26)) for _ in range(MOST + 1)]
    found = by_day(*long, span(date(2026, 11, 24)))
    assert [found[date(2026, 11, day)].more for day in (23, 24, 26, 27)] == [1, 2, 1, 0]


def test_a_day_that_is_not_listed_leads_to_where_what_goes_on_has_opened():
    long, short = span(date(2026, 10, 30), date(2026, 11, 5)), span(date(2026, 11, 3), date(2026, 11, 4))
    found = by_day(long, short, listed={date(2026, 11, 1), date(2026, 11, 3)})
    assert [found[date(2026, 11, day)].leads_to.day for day in (1, 2, 3, 4, 6)] == [1, 1, 3, 1, 6]


days = st.integers(-10, 40).map(lambda number: FIRST + timedelta(days=number))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.lists(st.tuples(days, st.integers(0, 35)), max_size=12))
def test_no_two_bars_share_a_place_and_nothing_is_lost(drawn):
    spans = [span(first, first + timedelta(days=length)) for first, length in drawn]
    for cell in by_day(*spans).values():
        there = [one for one in spans if one.first <= cell.day <= one.last] if cell.is_inside else []
        assert cell.count == len(there) == len(cell.bars) + len(cell.singles) + cell.more
        lanes = [bar.lane for bar in cell.bars]
        assert len(set(lanes)) == len(lanes)
        assert cell.lanes + len(cell.singles) <= MOST or not cell.singles
