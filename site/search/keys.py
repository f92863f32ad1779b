"""The order of search results as one number: newest first, and of the same second the higher page first.

Both databases stream their matches in the order of this key, and a span of days is a span of keys.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PAGE_BITS = 25
"""Room for 33 million pages; with the seconds of the years 1 to 9999 before it the key still fits in 64 bits."""

UNDATED = 0
"""The seconds of a page without a date: 1970, so that it comes after everything else."""

LOWEST, HIGHEST = -(2**62), 2**63 - 1
"""Bounds that every key lies within. Not -(2**63): PostgreSQL reads a minus and a number, which is one too large."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def key_of(moment: datetime | None, page_id: int) -> int:
    """The key of a page that is dated `moment` (aware)."""
    seconds = _seconds(moment) if moment else UNDATED
    return (seconds << PAGE_BITS) + page_id % (1 << PAGE_BITS)


def first_key(day: date, zone: ZoneInfo) -> int:
    """The lowest key that a page of that day can have."""
    return _seconds(datetime.combine(day, time.min, zone)) << PAGE_BITS


def last_key(day: date, zone: ZoneInfo) -> int:
    """The highest key that a page of that day can have."""
    # Not 'one before the first of the next day': 31/12/9999 has no next day.
    return ((_seconds(datetime.combine(day, time.max, zone)) + 1) << PAGE_BITS) - 1


def _seconds(moment: datetime) -> int:
    # Not by way of timestamp(): a float has no room for the microseconds of the year 2515.
    return (moment - _EPOCH) // timedelta(seconds=1)
