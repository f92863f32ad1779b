"""What a calendar program is told of one event: the words between the ledger and the builder of VEVENTs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """The values that RFC 5545, section 3.8.1.11, knows of a VEVENT."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Occasion:
    """One event of a calendar.

    `starts` and `ends` are both days (it takes whole days; `ends` is the day after the last one) or both aware moments;
    `ends` is None for a mere moment, such as a deadline. `uid` never changes; `sequence` rises with time, place and
    status alone; `changed_at` says when anything here was last changed. `url` is absolute. `alarm` is how long before
    its beginning a subscriber is reminded.
    """

    uid: str
    sequence: int
    status: Status
    summary: str
    starts: date | datetime
    ends: date | datetime | None
    created_at: datetime
    changed_at: datetime
    location: str = ""
    latitude: float | None = None
    longitude: float | None = None
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    organiser_name: str = ""
    organiser_email: str = ""
    alarm: timedelta | None = None
    takes_time: bool = True
    """Whether who goes there is busy meanwhile; of a deadline nobody is."""
