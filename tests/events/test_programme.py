"""How a programme is laid out: by day, and by hall where several halls are busy at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from events.programme import by_day
from tests.factories import hanoi


@dataclass(frozen=True)
class Item:
    starts_at: datetime
    ends_at: datetime
    hall: str = ""


def item(begins: str, ends: str, hall: str = "", day: int = 17) -> Item:
    return Item(*(hanoi(2026, 12, day, *map(int, clock.split(":"))) for clock in (begins, ends)), hall)


def shape(day) -> list:
    """Of each block the number of its sessions, or of those of each hall."""
    return [
        {hall.name: len(hall.sessions) for hall in block.halls} if block.halls else len(block.sessions)
        for block in day.blocks
    ]


def test_nothing_is_no_day():
    assert by_day([]) == []


def test_what_follows_each_other_is_one_list_whatever_the_hall():
    (day,) = by_day([item("8:00", "9:00", "A"), item("9:00", "10:00", "B"), item("10:30", "11:00", "A")])
    assert (shape(day), day.hall) == ([3], "")


def test_halls_stand_side_by_side_while_they_are_busy_together():
    (day,) = by_day(
        [
            item("8:00", "9:00", "A"),
            item("9:00", "11:00", "B"),
            item("9:00", "10:00", "A"),
            item("10:00", "11:00", "A"),
            item("11:00", "12:00", "A"),
        ]
    )
    assert shape(day) == [1, {"A": 2, "B": 1}, 1]


def test_one_that_holds_another_within_runs_beside_it():
    (day,) = by_day([item("8:00", "12:00", "A"), item("9:00", "10:00", "B")])
    assert shape(day) == [{"A": 1, "B": 1}]


def test_the_hall_that_begins_first_stands_first_and_then_the_name_decides():
    (day,) = by_day([item("9:00", "11:00", "B"), item("9:00", "10:00", "C"), item("8:30", "9:30", "Z")])
    assert list(shape(day)[0]) == ["Z", "B", "C"]


def test_two_at_once_in_one_hall_stay_one_list():
    (day,) = by_day([item("8:00", "10:00", "A"), item("9:00", "10:00", "A")])
    assert (shape(day), day.hall) == ([2], "A")


def test_the_hall_of_a_whole_day_is_said_once():
    (day,) = by_day([item("8:00", "9:00", "Hội trường A"), item("9:00", "10:00", "Hội trường A")])
    assert day.hall == "Hội trường A"


def test_a_session_belongs_to_the_day_on_which_it_begins_in_hanoi():
    utc = ZoneInfo("UTC")
    late = Item(datetime(2026, 12, 17, 16, 59, tzinfo=utc), datetime(2026, 12, 17, 19, tzinfo=utc))  # 23:59 in Hanoi
    early = Item(
        datetime(2026, 12, 17, 17, 1, tzinfo=utc), datetime(2026, 12, 17, 18, tzinfo=utc)
    )  # 00:01 the day after
    assert [day.day for day in by_day([early, late])] == [date(2026, 12, 17), date(2026, 12, 18)]


starts = st.integers(0, 3 * 24 * 4).map(lambda quarter: hanoi(2026, 12, 17) + timedelta(minutes=15 * quarter))
items = st.builds(
    lambda start, quarters, hall: Item(start, start + timedelta(minutes=15 * quarters), hall),
    starts,
    st.integers(1, 40),
    st.sampled_from(["", "A", "B", "Phòng họp"]),
)


@given(st.lists(items, max_size=25))
def test_every_session_stands_in_it_once_and_in_order(sessions):
    days = by_day(sessions)
    assert [day.day for day in days] == sorted({day.day for day in days})
    shown = []
    for day in days:
        begins = []
        for block in day.blocks:
            assert bool(block.sessions) != bool(block.halls)
            lists = [hall.sessions for hall in block.halls] or [block.sessions]
            assert all(list(one) == sorted(one, key=lambda session: session.starts_at) for one in lists)
            found = [session for one in lists for session in one]
            assert all(session.starts_at.date() == day.day for session in found)
            begins.append(min(session.starts_at for session in found))
            shown += found
        assert begins == sorted(begins)
    assert sorted(map(repr, shown)) == sorted(map(repr, sessions))


@given(st.lists(items, max_size=25))
def test_nobody_misses_one_part_of_a_list_for_another_hall(sessions):
    """What overlaps and is in different halls never stands in one list as if one could attend both."""
    for day in by_day(sessions):
        for block in day.blocks:
            for one in block.sessions:
                for other in block.sessions:
                    overlap = one.starts_at < other.ends_at and other.starts_at < one.ends_at
                    assert not overlap or one.hall == other.hall
