"""On which days the example festivals take place, so that the registration of this year's is always open.

The articles name its dates. Whoever loads the content while these are true gets them; later everything moves, a year's
rhythm kept, so that the day of loading lies where the articles' last weeks lay.
"""

from datetime import date, datetime, timedelta

PLENTY = timedelta(days=5)
"""How long registration must still be open for the articles' own dates to be taken."""
INTO_REGISTRATION = timedelta(days=24)


def shift(opens_at: datetime, closes_at: datetime, now: datetime) -> timedelta:
    """By how many days all dates of the open festival move."""
    if opens_at <= now <= closes_at - PLENTY:
        return timedelta(0)
    return timedelta(days=(now - INTO_REGISTRATION - opens_at).days)


def moved(entry: dict, by: timedelta) -> dict:
    """An entry of a festival's file with every date in it moved."""
    return {name: value + by if isinstance(value, date) else value for name, value in entry.items()}
