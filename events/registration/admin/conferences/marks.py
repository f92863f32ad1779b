"""The states of delegates at a glance, as those of entries: a letter on a ground of its own, and its word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from events.registration.delegates.models import Delegate

State = Delegate.State

LETTERS = {
    State.NOMINATED: pgettext_lazy("letter of a delegate's state", "W"),
    State.CONFIRMED: pgettext_lazy("letter of a delegate's state", "C"),
    State.DECLINED: pgettext_lazy("letter of a delegate's state", "D"),
    State.WITHDRAWN: pgettext_lazy("letter of a delegate's state", "X"),
}
"""In the order in which they are shown."""


@dataclass(frozen=True)
class Mark:
    """A state, and how many delegates are in it."""

    state: State
    count: int = 1

    @property
    def letter(self) -> str:
        return LETTERS[self.state]

    @property
    def label(self) -> str:
        return self.state.label


def mark(state: str) -> Mark | None:
    """The mark of a state; None for what is none."""
    return Mark(State(state)) if state in State.values else None


def marks(states: Iterable[str]) -> list[Mark]:
    """A mark for each state that occurs."""
    counts = Counter(State(state) for state in states)
    return [Mark(state, counts[state]) for state in LETTERS if state in counts]
