"""What a service answers when it does not do what it was asked."""

from collections.abc import Iterable

from ..models import Entry
from ..rules import Problem


class Refused(Exception):
    """A rule stands against it; `problems` say which, all of them at once. Nothing was changed."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class Changed(Exception):
    """Somebody else has changed the entry since the caller saw it. `entry` is what it is now."""

    def __init__(self, entry: Entry):
        self.entry = entry
        super().__init__(f"entry {entry.pk} is at revision {entry.revision}")
