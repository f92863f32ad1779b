"""The events on the front page."""

from datetime import date, time

import pytest

from tests.factories import ConferenceFactory, FestivalFactory, hanoi

pytestmark = pytest.mark.django_db

NO_WINDOW = {"opens_at": None, "closes_at": None}


def titles(client) -> list[str]:
    return [event.title for event in client.get("/").context["upcoming_events"]]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (hanoi(2026, 12, 17, 23, 59), ["Ngày Hội", "Hội nghị"]),
        (hanoi(2026, 12, 18, 23, 59), ["Ngày Hội", "Hội nghị"]),
        (hanoi(2026, 12, 19, 0, 1), ["Ngày Hội"]),
        (hanoi(2026, 12, 21, 0, 1), []),
    ],
)
def test_those_of_today_and_the_next_ones(client, time_machine, now, expected):
    FestivalFactory(title="Ngày Hội", starts_on=date(2026, 12, 18), **NO_WINDOW)
    ConferenceFactory(title="Hội nghị", starts_on=date(2026, 12, 18), **NO_WINDOW)
    ConferenceFactory(title="Nháp", starts_on=date(2026, 12, 18), live=False, **NO_WINDOW)
    time_machine.move_to(now, tick=False)
    assert titles(client) == expected


def test_no_more_than_three(client, time_machine):
    time_machine.move_to(hanoi(2026, 12, 1), tick=False)
    for day in (13, 11, 14, 12):
        ConferenceFactory(title=str(day), starts_on=date(2026, 12, day), start_time=time(8), **NO_WINDOW)
    assert titles(client) == ["11", "12", "13"]


def test_the_page_is_not_kept_beyond_midnight(client, time_machine):
    time_machine.move_to(hanoi(2026, 12, 17, 23, 58), tick=False)
    assert "s-maxage=120" in client.get("/").headers["Cache-Control"]
