"""When registration is open, to the microsecond, and when rosters are frozen."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.models import Discipline, FestivalPage
from events.registration import windows

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS = datetime(2026, 3, 1, 8, 0, tzinfo=HANOI)
CLOSES = datetime(2026, 3, 20, 17, 0, tzinfo=HANOI)
TICK = timedelta(microseconds=1)

pytestmark = pytest.mark.django_db  # a page that is made asks for its content type


def discipline(opens_at=OPENS, closes_at=CLOSES, freezes_at=None, own_opens_at=None, own_closes_at=None) -> Discipline:
    festival = FestivalPage(opens_at=opens_at, closes_at=closes_at, freezes_at=freezes_at)
    return Discipline(festival=festival, opens_at=own_opens_at, closes_at=own_closes_at)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - TICK, "before"),
        (OPENS, "open"),
        (CLOSES - TICK, "open"),
        (CLOSES, "closed"),
        (CLOSES + TICK, "closed"),
    ],
)
def test_the_first_moment_that_is_too_late_is_too_late(now, state):
    assert windows.window(discipline(), now).state == state
    assert windows.festival_window(discipline().festival, now).state == state


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Kiritimati")])
def test_a_clock_elsewhere_makes_no_difference(zone):
    assert windows.window(discipline(), (CLOSES - TICK).astimezone(zone)).state == "open"
    assert windows.window(discipline(closes_at=CLOSES.astimezone(zone)), CLOSES).state == "closed"


def test_midnight_is_midnight_in_hanoi():
    """Closing at the end of the 20th: at 17:00 of the 20th in UTC."""
    closes_at = datetime(2026, 3, 21, tzinfo=HANOI)

    assert (
        windows.window(discipline(closes_at=closes_at), datetime(2026, 3, 20, 16, 59, 59, tzinfo=UTC)).state == "open"
    )
    assert windows.window(discipline(closes_at=closes_at), datetime(2026, 3, 20, 17, tzinfo=UTC)).state == "closed"


def test_each_bound_of_a_discipline_is_its_own_or_the_festivals():
    later = CLOSES + timedelta(days=2)

    window = windows.window(discipline(own_closes_at=later), CLOSES)

    assert (window.opens_at, window.closes_at, window.state) == (OPENS, later, "open")
    assert windows.window(discipline(own_opens_at=later), CLOSES - TICK).state == "before"


@pytest.mark.parametrize(
    ("bounds", "state"),
    [
        ({"closes_at": None}, "unset"),
        ({"opens_at": None, "closes_at": None}, "unset"),
        ({"opens_at": None}, "open"),
    ],
)
def test_without_an_end_registration_is_not_announced(bounds, state):
    assert windows.window(discipline(**bounds), OPENS).state == state


@pytest.mark.parametrize(
    ("moments", "freezes_at"),
    [
        ({}, CLOSES),
        ({"freezes_at": CLOSES + timedelta(days=5)}, CLOSES + timedelta(days=5)),
        # Never while it still may be entered.
        ({"freezes_at": CLOSES - timedelta(days=5)}, CLOSES),
        ({"own_closes_at": CLOSES + timedelta(days=1)}, CLOSES + timedelta(days=1)),
        ({"freezes_at": CLOSES + timedelta(days=5), "own_closes_at": CLOSES - timedelta(days=1)},
         CLOSES + timedelta(days=5)),
        ({"own_closes_at": CLOSES - timedelta(days=1)}, CLOSES - timedelta(days=1)),
    ],
)  # fmt: skip
def test_rosters_freeze(moments, freezes_at):
    row = discipline(**moments)

    assert windows.freezes_at(row) == freezes_at
    assert not windows.is_discipline_frozen(row, freezes_at - TICK)
    assert windows.is_discipline_frozen(row, freezes_at)


def test_what_never_closes_never_freezes():
    row = discipline(closes_at=None)

    assert not windows.is_discipline_frozen(row, CLOSES)
    assert not windows.is_frozen(row.festival, CLOSES)


@pytest.mark.parametrize("freezes_at", [None, CLOSES + timedelta(days=5)])
def test_a_festival_is_frozen_from_that_moment(freezes_at):
    festival = discipline(freezes_at=freezes_at).festival
    moment = freezes_at or CLOSES

    assert not windows.is_frozen(festival, moment - TICK)
    assert windows.is_frozen(festival, moment)
