"""Reading what units have registered, in a number of queries that does not grow with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from events.models import Discipline, FestivalPage
from units.models import Unit

from .models import Entry, Registration
from .rules import Problem
from .services.rosters import Seat
from .windows import Window


@dataclass(frozen=True)
class EntryRow:
    """An entry with what keeps it from being submitted, and its place in the waiting list (1 is the head)."""

    entry: Entry
    problems: Sequence[Problem] = ()
    waits_as: int | None = None


@dataclass(frozen=True)
class Row:
    """A discipline as a unit sees it. `places_left` None is any number."""

    discipline: Discipline
    window: Window
    places_left: int | None
    waiting: int
    entries: Sequence[EntryRow] = ()
    may_begin: bool = False


@dataclass(frozen=True)
class Board:
    """Units by disciplines; `cells` holds the entries by (unit's key, discipline's key)."""

    units: Sequence[Unit]
    disciplines: Sequence[Discipline]
    cells: Mapping[tuple[int, int], Sequence[Entry]] = field(default_factory=dict)


def current_festivals(now: datetime) -> QuerySet[FestivalPage]:
    """The festivals that are live and not over, the next one first."""
    raise NotImplementedError


def consent_text(festival: FestivalPage) -> str:
    raise NotImplementedError


def has_consent(registration: Registration) -> bool:
    """Whether the unit has confirmed the text as it is now."""
    raise NotImplementedError


def places_left(festival: FestivalPage) -> dict[int, int | None]:
    """The free places of each discipline by its key; None is any number."""
    raise NotImplementedError


def problems_of(
    entry: Entry, *, texts: Mapping[str, Any] | None = None, members: Sequence[Seat] | None = None
) -> list[Problem]:
    """What keeps an entry from being submitted now; with `texts` and `members`, as it would be with those."""
    raise NotImplementedError


def problems_of_all(entries: Iterable[Entry]) -> dict[int, list[Problem]]:
    """The same of many entries, by their keys."""
    raise NotImplementedError


def overview(festival: FestivalPage, unit: Unit, now: datetime) -> list[Row]:
    raise NotImplementedError


def board(festival: FestivalPage) -> Board:
    raise NotImplementedError
