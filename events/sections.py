"""What the rooms above this one add to the pages of a festival and of a discipline.

News of a festival, its albums, the units that entered, the results: this room knows none of them. Each registers a
function, once, when its app is ready. A function asks the database a fixed number of times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from .models import Discipline, FestivalPage


@dataclass(frozen=True)
class Section:
    """A part of a page below a heading of its own. `anchor` is its id on the page; `html` is finished."""

    anchor: str
    title: str
    html: SafeString


OfFestival = Callable[[FestivalPage, datetime], Section | None]
OfDiscipline = Callable[[Discipline, datetime], Section | None]

_of_festivals: list[tuple[int, OfFestival]] = []
_of_disciplines: list[tuple[int, OfDiscipline]] = []


def add_to_festivals(make: OfFestival, *, place: int) -> None:
    """Has `make(festival, now)` give a section to the page of every festival; smaller places stand further up.

    None leaves it out: there is nothing to say, or nothing yet that may be said (`shows_units`, `shows_names`).
    """
    _add(_of_festivals, place, make)


def add_to_disciplines(make: OfDiscipline, *, place: int) -> None:
    """The same for `make(discipline, now)` and the page of every discipline, which has its festival at hand."""
    _add(_of_disciplines, place, make)


def of_festival(festival: FestivalPage, now: datetime) -> list[Section]:
    """The sections of a festival's page, in order."""
    return [section for _, make in _of_festivals if (section := make(festival, now))]


def of_discipline(discipline: Discipline, now: datetime) -> list[Section]:
    """The sections of a discipline's page, in order."""
    return [section for _, make in _of_disciplines if (section := make(discipline, now))]


def _add(sections: list, place: int, make: Callable) -> None:
    sections.append((place, make))
    sections.sort(key=lambda entry: entry[0])
