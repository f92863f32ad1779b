"""When, where and whether, in words."""

from datetime import date, time

import pytest

from events import announcements
from events.models import ConferencePage, FestivalPage
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def conference(first=date(2026, 12, 18), last=None, begins=None, ends=None, **fields) -> ConferencePage:
    return ConferencePage(starts_on=first, ends_on=last or first, start_time=begins, end_time=ends, **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"begins": time(8), "ends": time(11, 30)}, "Thứ sáu, 18/12/2026, 8 giờ 00 – 11 giờ 30"),
        ({}, "Thứ sáu, 18/12/2026"),
        ({"last": date(2026, 12, 20)}, "Thứ sáu, 18/12/2026 – Chủ nhật, 20/12/2026"),
        (
            {"last": date(2026, 12, 19), "begins": time(13, 5), "ends": time(9)},
            "Thứ sáu, 18/12/2026, 13 giờ 05 – Thứ bảy, 19/12/2026, 9 giờ 00",
        ),
    ],
)
def test_when(fields, expected):
    assert announcements.when(conference(**fields)).replace(announcements.NO_BREAK, " ") == expected


def test_no_line_ends_within_an_hour():
    assert " " not in announcements.hour(time(8))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 12, 18), date(2026, 12, 18), "18/12/2026"),
        (date(2026, 12, 1), date(2026, 12, 20), "01–20/12/2026"),
        (date(2026, 11, 30), date(2026, 12, 1), "30/11 – 01/12/2026"),
        (date(2026, 12, 31), date(2027, 1, 2), "31/12/2026 – 02/01/2027"),
    ],
)
def test_days(first, last, expected):
    assert announcements.days(first, last) == expected


@pytest.mark.parametrize(
    ("ends_at", "expected"), [(hanoi(2026, 12, 18, 23), "23:00"), (hanoi(2026, 12, 19, 0, 30), "00:30 (19/12)")]
)
def test_an_end_on_another_day_says_which(ends_at, expected):
    assert announcements.ending(hanoi(2026, 12, 18, 22), ends_at) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"place": "Nhà hát", "map_url": "https://maps.example/x"}, "https://maps.example/x"),
        ({"place": "Nhà hát"}, "https://www.google.com/maps/search/?api=1&query=Nh%C3%A0+h%C3%A1t"),
        (
            {"place": "Nhà hát", "coordinates": "21.02, 105.85"},
            "https://www.google.com/maps/search/?api=1&query=21.02%2C105.85",
        ),
    ],
)
def test_the_map(fields, expected):
    assert announcements.map_url(conference(**fields)) == expected


@pytest.mark.parametrize("kind", [FestivalPage, ConferencePage])
@pytest.mark.parametrize("state", ["planned", "confirmed", "moved", "cancelled"])
def test_the_headline_says_the_state_where_there_is_something_to_say(kind, state):
    event = kind(title="Hội nghị", state=state)
    says_more = announcements.headline(event) != "Hội nghị"
    assert (says_more, bool(announcements.state(event))) == (state != "confirmed", state != "confirmed")
