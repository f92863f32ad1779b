"""States at a glance: a letter on a ground of its own, and its word for those who do not see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from events.registration.models import Entry, State

LETTERS = {
    State.APPROVED: pgettext_lazy("letter of a state", "A"),
    State.SUBMITTED: pgettext_lazy("letter of a state", "W"),
    State.WAITING: pgettext_lazy("letter of a state", "L"),
    State.RETURNED: pgettext_lazy("letter of a state", "B"),
    State.DRAFT: pgettext_lazy("letter of a state", "D"),
    State.REJECTED: pgettext_lazy("letter of a state", "R"),
    State.WITHDRAWN: pgettext_lazy("letter of a state", "X"),
}
"""In the order in which a cell shows them: what stands first, what has come to nothing last."""


@dataclass(frozen=True)
class Mark:
    """A state, and how many entries are in it."""

    state: State
    count: int = 1

    @property
    def letter(self) -> str:
        return LETTERS[self.state]

    @property
    def label(self) -> str:
        return self.state.label


def mark(entry: Entry) -> Mark:
    """The mark of one entry."""
    return Mark(State(entry.state))


def marks(entries: Iterable[Entry]) -> list[Mark]:
    """A mark for each state that occurs."""
    counts = Counter(State(entry.state) for entry in entries)
    return [Mark(state, counts[state]) for state in LETTERS if state in counts]


def legend() -> list[Mark]:
    """All states."""
    return [Mark(state) for state in LETTERS]
