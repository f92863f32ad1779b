"""Occasions for tests: each names only what it is about."""

from datetime import UTC, datetime, timedelta

from events.calendars.ical.occasions import Occasion, Status
from vietnamese.dates import VIETNAM

CHANGED = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)


def occasion(number: int = 1, **details) -> Occasion:
    """One of 8 to 10 o'clock on the day with this number in 2026, on which nothing else is told."""
    starts = datetime(2026, 1, 1, 8, tzinfo=VIETNAM) + timedelta(days=number - 1)
    given = {
        "uid": f"{number}@khoi.example.vn",
        "sequence": 0,
        "status": Status.CONFIRMED,
        "summary": f"Hội nghị {number}",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
        "created_at": datetime(2026, 2, 1, 1, tzinfo=UTC),
        "changed_at": CHANGED,
    }
    return Occasion(**(given | details))
