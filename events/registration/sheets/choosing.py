"""Which sheet of a file has the people."""

from dataclasses import dataclass
from datetime import date

from .disciplines import Disciplines
from .grid import Sheet
from .layout import Layout, find_layout
from .people import read_people


@dataclass(frozen=True)
class Candidate:
    """A sheet, how it is laid out if it has people, and how many."""

    index: int
    sheet: Sheet
    layout: Layout | None
    count: int


def candidates(sheets: list[Sheet], disciplines: Disciplines, today: date) -> list[Candidate]:
    """All sheets in their order."""
    found = []
    for index, sheet in enumerate(sheets):
        layout = find_layout(sheet, disciplines)
        count = len(read_people(sheet, layout, disciplines, today).people) if layout else 0
        found.append(Candidate(index, sheet, layout, count))
    return found


def choose(found: list[Candidate]) -> Candidate | None:
    """The one sheet with people, or the only one; None when somebody has to say which."""
    if len(found) == 1:
        return found[0]
    with_people = [candidate for candidate in found if candidate.count]
    visible = [candidate for candidate in with_people if not candidate.sheet.is_hidden]
    of_choice = visible or with_people
    return of_choice[0] if len(of_choice) == 1 else None
