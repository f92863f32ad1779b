"""What the rooms above this one show on a person's own account.

The conferences to which somebody goes, for instance: this room knows none of them. Each registers a function, once,
when its app is ready. A function asks the database a fixed number of times.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .models import User


@dataclass(frozen=True)
class Link:
    """A way to something that is open to the person; `about` says in a few words what it is."""

    label: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Panel:
    """A part of the account's page below a heading of its own."""

    title: str
    links: Sequence[Link]


Make = Callable[[User], Panel | None]

_made: list[Make] = []


def add_panel(make: Make) -> None:
    """Has `make(user)` give a panel to the page of every account; None leaves it out."""
    _made.append(make)


def panels_of(user: User) -> list[Panel]:
    """What is open to somebody besides what everybody's account has."""
    return [panel for make in _made if (panel := make(user))]
