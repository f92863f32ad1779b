"""How many come to what, as far as a room above knows: which of the delegates count is its own affair.

It registers once, when its app is ready.
"""

from dataclasses import dataclass

from django.db.models import Expression, QuerySet, Value

from .models import ConferencePage, Session


@dataclass(frozen=True)
class Counter:
    """Two numbers for the database to find: of those who have chosen a session, and of those who come to a
    conference."""

    of_session: Expression
    of_conference: Expression


NOBODY = Counter(Value(0), Value(0))
_counters: list[Counter] = []


def register(counter: Counter) -> None:
    _counters.append(counter)


def in_sessions(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """The sessions, each with its `delegate_count`."""
    return sessions.annotate(delegate_count=_counter().of_session)


def at_conferences(conferences: QuerySet[ConferencePage]) -> QuerySet[ConferencePage]:
    """The conferences, each with its `delegate_count`."""
    return conferences.annotate(delegate_count=_counter().of_conference)


def _counter() -> Counter:
    return _counters[0] if _counters else NOBODY
