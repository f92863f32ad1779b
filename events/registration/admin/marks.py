"""States at a glance: a letter on a ground of its own, and its word for those who do not see it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from events.registration.models import State


@dataclass(frozen=True)
class Mark:
    """A state, and how many are in it."""

    state: TextChoices
    letter: str
    count: int = 1

    @property
    def label(self) -> str:
        return self.state.label


@dataclass(frozen=True)
class Marks:
    """The marks of entries, or of delegates. `letters` has their states in the order in which they are shown: what
    stands first, what has come to nothing last."""

    letters: Mapping[TextChoices, str]

    def of(self, state: str) -> Mark | None:
        """The mark of a state; None for what is none."""
        return next((mark for mark in self.legend() if mark.state == state), None)

    def counted(self, states: Iterable[str]) -> list[Mark]:
        """A mark for each state that occurs."""
        counts = Counter(states)
        return [Mark(state, letter, counts[state]) for state, letter in self.letters.items() if counts[state]]

    def legend(self) -> list[Mark]:
        """All states."""
        return [Mark(state, letter) for state, letter in self.letters.items()]


OF_ENTRIES = Marks(
    {
        State.APPROVED: pgettext_lazy("letter of a state", "A"),
        State.SUBMITTED: pgettext_lazy("letter of a state", "W"),
        State.WAITING: pgettext_lazy("letter of a state", "L"),
        State.RETURNED: pgettext_lazy("letter of a state", "B"),
        State.DRAFT: pgettext_lazy("letter of a state", "D"),
        State.REJECTED: pgettext_lazy("letter of a state", "R"),
        State.WITHDRAWN: pgettext_lazy("letter of a state", "X"),
    }
)
