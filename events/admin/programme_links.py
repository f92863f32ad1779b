"""Ways from the screen of a programme that rooms above this one add, such as reading one from a calendar file."""

from collections.abc import Callable
from dataclasses import dataclass

from events.models import EventPage


@dataclass(frozen=True)
class ProgrammeLink:
    """A button. `icon` is one of Wagtail's."""

    label: str
    url: str
    icon: str


Maker = Callable[[EventPage], ProgrammeLink | None]

_makers: list[Maker] = []


def add(make: Maker) -> Maker:
    """Has `make(event)` give a button to the programme of every event, for those who may change it; None leaves it
    out. Called once, when the app's hooks are read; also as a decorator."""
    _makers.append(make)
    return make


def of_programme(event: EventPage) -> list[ProgrammeLink]:
    return [link for make in _makers if (link := make(event))]
