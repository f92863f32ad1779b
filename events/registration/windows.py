"""When a unit may register, and from when on rosters are frozen.

`opens_at` is the first moment at which it may, `closes_at` the first at which it is too late. Each bound is the
discipline's own, or the festival's where the discipline has none.
"""

from dataclasses import dataclass
from datetime import datetime

from events.models import ConferencePage, Discipline, FestivalPage

UNSET, BEFORE, OPEN, CLOSED = "unset", "before", "open", "closed"


@dataclass(frozen=True)
class Window:
    """When a discipline may be entered, or delegates nominated; without an end nobody has said so: "unset"."""

    opens_at: datetime | None
    closes_at: datetime | None
    state: str


def window(discipline: Discipline, now: datetime) -> Window:
    festival = discipline.festival
    return _window(discipline.opens_at or festival.opens_at, discipline.closes_at or festival.closes_at, now)


def festival_window(festival: FestivalPage, now: datetime) -> Window:
    """The window of those of its disciplines that have none of their own."""
    return _window(festival.opens_at, festival.closes_at, now)


def conference_window(conference: ConferencePage, now: datetime) -> Window:
    """When units nominate delegates."""
    return _window(conference.opens_at, conference.closes_at, now)


def _window(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Window:
    if closes_at is None:
        state = UNSET
    elif now >= closes_at:
        state = CLOSED
    elif opens_at is not None and now < opens_at:
        state = BEFORE
    else:
        state = OPEN
    return Window(opens_at, closes_at, state)


def is_frozen(festival: FestivalPage, now: datetime) -> bool:
    """Whether rosters of the festival change by requests only, but for disciplines that still may be entered."""
    freezes_at = festival.freezes_at or festival.closes_at
    return freezes_at is not None and now >= freezes_at


def freezes_at(discipline: Discipline) -> datetime | None:
    """The first moment at which rosters of a discipline are frozen: never while it still may be entered."""
    closes_at = discipline.closes_at or discipline.festival.closes_at
    moments = [moment for moment in (discipline.festival.freezes_at, closes_at) if moment is not None]
    return max(moments, default=None)


def is_discipline_frozen(discipline: Discipline, now: datetime) -> bool:
    moment = freezes_at(discipline)
    return moment is not None and now >= moment
