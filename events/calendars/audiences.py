"""Whom what concerns: which items stand in the calendar of a unit, and in somebody's own.

Events themselves and the ends of their registration concern every unit, for all are invited. What else does the rooms
above know: who has entered what, who is a delegate. Each registers a function, once, when its app is ready.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from units.models import Unit

from .models import CalendarItem

Kind = CalendarItem.Kind
NOTHING = Q(pk__in=[])
OF_EVERY_UNIT = Q(kind__in=(Kind.FESTIVAL, Kind.CONFERENCE)) | Q(kind=Kind.DEADLINE, discipline_number=None)


@dataclass(frozen=True)
class Note:
    """What one subscriber reads in an item beside what all read, and when it was last changed."""

    text: str
    changed_at: datetime


@dataclass(frozen=True)
class Scope:
    """The items that concern somebody. `notes` stand in the items of events, by the event's number."""

    items: Q = NOTHING
    notes: Mapping[int, Note] = field(default_factory=dict)


@dataclass(frozen=True)
class Audience:
    """What a room knows: of a unit what everyone may know, of a person what is theirs. Both ask the database a fixed
    number of times."""

    of_unit: Callable[[Unit, datetime], Scope]
    of_person: Callable[[User, datetime], Scope]


_audiences: list[Audience] = []


def register(audience: Audience) -> None:
    _audiences.append(audience)


def of_unit(unit: Unit, now: datetime) -> Scope:
    """What concerns a unit, as far as everyone may know it."""
    return _together([Scope(OF_EVERY_UNIT), *(audience.of_unit(unit, now) for audience in _audiences)])


def of_person(user: User, now: datetime) -> Scope:
    """What concerns somebody who has an account."""
    return _together([audience.of_person(user, now) for audience in _audiences])


def _together(scopes: Iterable[Scope]) -> Scope:
    items, notes = NOTHING, {}
    for scope in scopes:
        items |= scope.items
        notes |= scope.notes
    return Scope(items, notes)
