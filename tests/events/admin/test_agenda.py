"""What the programme looks like to those who arrange it."""

from datetime import date, timedelta

import pytest

from events.admin import agenda
from tests.factories import hanoi
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return ConferenceFactory(starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 17), opens_at=None, closes_at=None)


@pytest.fixture
def at(conference):
    """at("8:00", "9:30", hall="A"): a session on the first day."""

    def make(begins, ends, day=16, **fields):
        clock = {name: map(int, text.split(":")) for name, text in (("starts_at", begins), ("ends_at", ends))}
        moments = {name: hanoi(2026, 12, day, *parts) for name, parts in clock.items()}
        return SessionFactory(event=conference, **moments, **fields)

    return make


def odd(conference) -> list[str]:
    sessions = list(agenda.sessions_of(conference))
    return [warning.session.title for warning in agenda.warnings_of(conference, sessions)]


@pytest.mark.parametrize(
    ("second", "is_odd"),
    [
        (("8:30", "8:45"), True),  # within the first one
        (("9:00", "11:00"), True),
        (("8:00", "10:00"), True),
        (("10:00", "11:00"), False),  # right after it
        (("7:00", "8:00"), False),
        (("6:00", "12:00"), True),  # around it
    ],
)
def test_two_in_one_hall_at_one_time_are_odd(conference, at, second, is_odd):
    at("8:00", "10:00", hall="Hội trường lớn")
    at(*second, hall="hội trường LỚN")
    assert bool(odd(conference)) == is_odd


def test_a_long_one_is_remembered_behind_a_short_one(conference, at):
    at("8:00", "12:00", title="Dài", hall="A")
    at("8:30", "9:00", title="Ngắn", hall="A")
    at("11:00", "12:00", title="Sau", hall="A")
    assert odd(conference) == ["Ngắn", "Sau"]


def test_other_halls_and_cancelled_sessions_disturb_nobody(conference, at):
    at("8:00", "10:00", hall="A")
    at("8:00", "10:00", hall="B")
    at("8:00", "10:00", hall="A", is_cancelled=True, reason="Ốm")
    assert odd(conference) == []


@pytest.mark.parametrize(("day", "is_odd"), [(15, True), (16, False), (17, False), (18, True)])
def test_days_that_are_not_the_events_are_odd(conference, at, day, is_odd):
    at("8:00", "9:00", day=day)
    assert bool(odd(conference)) == is_odd


def test_a_session_until_midnight_of_the_last_day_is_not_odd(conference):
    begins = hanoi(2026, 12, 17, 22)
    session = SessionFactory(event=conference, starts_at=begins, ends_at=begins + timedelta(hours=2))
    assert odd(conference) == []
    assert agenda.hours(session) == "22:00–24:00"


def test_a_session_over_midnight_names_the_other_day(conference):
    begins = hanoi(2026, 12, 16, 22)
    session = SessionFactory(event=conference, starts_at=begins, ends_at=begins + timedelta(hours=3))
    assert agenda.hours(session) == "22:00 – 01:00 17/12/2026"


def test_each_hall_of_a_day_says_when_the_next_one_can_begin(conference, at):
    at("8:00", "10:00", hall="A")
    at("10:00", "11:15", hall="A")
    at("8:00", "9:00", hall="B & C")
    (day,) = agenda.days_of(conference, list(agenda.sessions_of(conference)))
    assert [(next_one.hall, next_one.begins) for next_one in day.nexts] == [("A", "11:15"), ("B & C", "09:00")]
    assert "phong=B+%26+C&tu=09%3A00" in day.nexts[1].url


def test_a_session_belongs_to_the_day_it_is_in_vietnam(conference):
    # 00:30 in Hanoi is still the day before in UTC.
    SessionFactory(event=conference, starts_at=hanoi(2026, 12, 17, 0, 30), ends_at=hanoi(2026, 12, 17, 1))
    (day,) = agenda.days_of(conference, list(agenda.sessions_of(conference)))
    assert day.day == date(2026, 12, 17)
