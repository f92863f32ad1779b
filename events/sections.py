"""What the rooms above this one add to the pages of events and of disciplines.

News of an event, its albums, the units that entered, the results, how to follow its calendar: this room knows none of
them. Each registers a function, once, when its app is ready. A function asks the database a fixed number of times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from .models import Discipline, EventPage, FestivalPage


@dataclass(frozen=True)
class Section:
    """A part of a page below a heading of its own. `anchor` is its id on the page; `html` is finished."""

    anchor: str
    title: str
    html: SafeString


@dataclass(frozen=True)
class Showing:
    """When a page is shown, and at which address: `base_url` is scheme and host, without a slash at the end. Nothing
    else of a request may go into a section, for pages are kept for all readers."""

    now: datetime
    base_url: str


Owner = EventPage | Discipline
Make = Callable[[Owner, Showing], Section | None]


@dataclass(frozen=True)
class Added:
    """`make` is asked for every page of a `kind`; `aside`, for the column beside the main matter."""

    place: int
    aside: bool
    kind: type
    make: Make


_added: list[Added] = []


def add_to_events(make: Make, *, place: int, aside: bool = False) -> None:
    """Has `make(event, showing)` give a section to the page of every event; smaller places stand further up.

    None leaves it out: there is nothing to say, or nothing yet that may be said (`shows_units`, `shows_names`).
    """
    _add(EventPage, make, place, aside)


def add_to_festivals(make: Make, *, place: int, aside: bool = False) -> None:
    """The same for festivals alone."""
    _add(FestivalPage, make, place, aside)


def add_to_disciplines(make: Make, *, place: int, aside: bool = False) -> None:
    """The same for `make(discipline, showing)` and the page of every discipline, which has its festival at hand."""
    _add(Discipline, make, place, aside)


def of(owner: Owner, showing: Showing, *, aside: bool = False) -> list[Section]:
    """The sections of an event's or a discipline's page, in order; or those beside it."""
    asked = [added.make for added in _added if added.aside == aside and isinstance(owner, added.kind)]
    return [section for make in asked if (section := make(owner, showing))]


def _add(kind: type, make: Make, place: int, aside: bool) -> None:
    _added.append(Added(place, aside, kind, make))
    _added.sort(key=lambda added: added.place)
