"""On which days the example festivals take place, so that the registration of this year's is always open.

The articles name its dates. Whoever loads the content while these are true gets them; later everything moves, a year's
rhythm kept, so that the day of loading lies where the articles' last weeks lay.
"""

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

THIS_YEARS = Path(__file__).with_name("2026.toml")
PLENTY = timedelta(days=5)
"""How long registration must still be open for the articles' own dates to be taken."""
INTO_REGISTRATION = timedelta(days=24)


def of_this_year(now: datetime) -> timedelta:
    """By how many days this year's festival moves, and with it all that is still to come."""
    return shift(*_window(), now)


@cache
def _window() -> tuple[datetime, datetime]:
    entry = tomllib.loads(THIS_YEARS.read_text("utf-8"))
    return entry["opens_at"], entry["closes_at"]


def shift(opens_at: datetime, closes_at: datetime, now: datetime) -> timedelta:
    """By how many days all dates of the open festival move."""
    if opens_at <= now <= closes_at - PLENTY:
        return timedelta(0)
    return timedelta(days=(now - INTO_REGISTRATION - opens_at).days)


def moved(entry: dict, by: timedelta) -> dict:
    """An entry of an event's file with every date in it moved."""
    return {name: value + by if isinstance(value, date) else value for name, value in entry.items()}
