"""What moved, out of the rows that the ledger wrote while it moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from events.calendars.models import CalendarChange, CalendarItem

Status, Kind = CalendarItem.Status, CalendarItem.Kind

WHOLE = (Kind.FESTIVAL, Kind.CONFERENCE)
ORDER = {Kind.FESTIVAL: 0, Kind.CONFERENCE: 0, Kind.DEADLINE: 1, Kind.SESSION: 2}


class What(StrEnum):
    """What became of an item; where two are true, the first of them."""

    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    BACK = "back"
    MOVED = "moved"
    PLACED = "placed"
    CONFIRMED = "confirmed"
    PLANNED = "planned"


GONE = (What.CANCELLED, What.WITHDRAWN)


@dataclass(frozen=True)
class Standing:
    """When and where something is, and whether it takes place. Whole days end at the midnight after the last."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    location: str
    status: str

    @property
    def when(self) -> tuple[datetime, datetime, bool]:
        return self.starts_at, self.ends_at, self.is_all_day


@dataclass(frozen=True)
class Move:
    """What became of an item between what was last told of it and now."""

    item: CalendarItem
    before: Standing
    after: Standing

    @property
    def what(self) -> What | None:
        """None where nothing is left to tell: it moved there and back, or was cancelled all the time."""
        was_cancelled, is_cancelled = (one.status == Status.CANCELLED for one in (self.before, self.after))
        if is_cancelled:
            gone = What.WITHDRAWN if self.item.is_withdrawn else What.CANCELLED
            return None if was_cancelled else gone
        if was_cancelled:
            return What.BACK
        if self.before.when != self.after.when:
            return What.MOVED
        if self.before.location != self.after.location:
            return What.PLACED
        # The parts of a programme are planned or confirmed with their event, which says so for all of them.
        if self.before.status != self.after.status and self.is_whole:
            return What.CONFIRMED if self.after.status == Status.CONFIRMED else What.PLANNED
        return None

    @property
    def is_whole(self) -> bool:
        """Whether it is the event itself, not a part of it."""
        return self.item.kind in WHOLE

    def is_over(self, now: datetime) -> bool:
        """Whether it is too late to do anything about it, at the old time and at the new one."""
        return max(self.before.ends_at, self.after.ends_at) <= now


def moves(changes: Iterable[CalendarChange], now: datetime) -> list[Move]:
    """What is to be told of changes, which come in the order in which they were made: each item once, from its first
    standing to its present one; the event first, then deadlines and sessions by their time."""
    first: dict[int, CalendarChange] = {}
    for change in changes:
        first.setdefault(change.item_id, change)
    found = [Move(change.item, _stood(change.before), _stands(change.item)) for change in first.values()]
    told = [move for move in found if move.what and not move.is_over(now)]
    return sorted(told, key=lambda move: (ORDER[Kind(move.item.kind)], move.after.starts_at, move.item.pk))


def _stood(before: Mapping[str, Any]) -> Standing:
    return Standing(
        starts_at=datetime.fromisoformat(before["starts_at"]),
        ends_at=datetime.fromisoformat(before["ends_at"]),
        is_all_day=before["is_all_day"],
        location=before["location"],
        status=before["status"],
    )


def _stands(item: CalendarItem) -> Standing:
    return Standing(item.starts_at, item.ends_at, item.is_all_day, item.location, item.status)
