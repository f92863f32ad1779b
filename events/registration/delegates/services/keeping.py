"""Locking a conference's delegates, writing them, and the audit row of each change.

One lock does: the conference's row. Under it the unit's number, its people and the addresses of all delegates stay as
they were read. A delegate's own row is locked after it, because who arrives is written under that alone. On SQLite the
transaction itself is the lock: it takes the writers' turn when it begins.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from events.models import ConferencePage
from units.models import Unit

from ...rules import Problem
from ...services.errors import Refused
from .. import queries, rules
from ..models import Delegate, DelegateEvent
from ..rules import Nominee


class Changed(Exception):
    """Somebody else has changed the delegate since the caller saw them. `delegate` is as they are now."""

    def __init__(self, delegate: Delegate):
        self.delegate = delegate
        super().__init__(f"delegate {delegate.pk} is at revision {delegate.revision}")


def lock(conference_id: int) -> ConferencePage:
    """The conference as it is once nobody else can nominate for it."""
    list(ConferencePage.objects.select_for_update(no_key=True).filter(pk=conference_id).order_by().values_list("pk"))
    return ConferencePage.objects.defer("body").get(pk=conference_id)


def lock_delegates(conference: ConferencePage, keys: Iterable[int]) -> list[Delegate]:
    """These delegates of a conference that is locked, as they are now."""
    found = Delegate.objects.select_for_update(no_key=True, of=("self",)).filter(conference=conference, pk__in=keys)
    delegates = list(found.select_related("unit").order_by("pk"))
    for delegate in delegates:
        delegate.conference = conference
    return delegates


def lock_delegate(known: Delegate) -> Delegate:
    """One delegate, once nobody else can change them."""
    return lock_delegates(lock(known.conference_id), [known.pk])[0]


def require_revision(delegate: Delegate, revision: int) -> None:
    """Refuses what was decided of another delegate than the one who stands there now. Raises Changed."""
    if delegate.revision != revision:
        raise Changed(delegate)


def require_not_over(conference: ConferencePage, now: datetime) -> None:
    if now >= conference.ends_at:
        raise Refused([Problem("conference_over")])


def require_state(delegate: Delegate, *states: Delegate.State) -> None:
    if delegate.state not in states:
        raise Refused([Problem("delegate_not_now", {"state": Delegate.State(delegate.state).label})])


def require_named(delegate: Delegate) -> None:
    """Of one whose data were taken away nothing is decided any more."""
    if delegate.anonymised_at:
        raise Refused([Problem("conference_over")])


def create(
    conference: ConferencePage,
    unit: Unit,
    nominee: Nominee,
    action: str,
    *,
    by: User,
    detail: Mapping[str, Any],
    **fields: Any,
) -> Delegate:
    """A delegate of whom `rules` has found nothing wrong."""
    nominee = rules.cleaned(nominee)
    said = {name: getattr(nominee, name) for name in rules.TEXTS}
    delegate = Delegate.objects.create(conference=conference, unit=unit, nominated_by=by, **said, **fields)
    delegate.sessions.set(nominee.sessions)
    record(delegate, action, by=by, detail=detail)
    return delegate


def rewrite(delegate: Delegate, nominee: Nominee) -> dict[str, Any]:
    """Says something else of a locked delegate, without saving; what differs, for the record. Empty when nothing does.

    Sessions that are no longer offered stay with them.
    """
    nominee = rules.cleaned(nominee)
    changed = {}
    for name in rules.TEXTS:
        before, after = getattr(delegate, name), getattr(nominee, name)
        if before != after:
            changed[name] = [before, after]
            setattr(delegate, name, after)
    offered = {session.pk: session.title for session in queries.asked_sessions(delegate.conference)}
    attends = set(delegate.sessions.values_list("pk", flat=True)) & set(offered)
    sessions = {
        "added": [offered[pk] for pk in offered if pk in nominee.sessions - attends],
        "removed": [offered[pk] for pk in offered if pk in attends - nominee.sessions],
    }
    delegate.sessions.remove(*(attends - nominee.sessions))
    delegate.sessions.add(*(nominee.sessions - attends))
    return ({"changed": changed} if changed else {}) | ({"sessions": sessions} if any(sessions.values()) else {})


def store(delegate: Delegate, fields: Iterable[str]) -> None:
    """Saves these fields of a locked delegate as their next revision."""
    delegate.revision += 1
    delegate.save(update_fields=[*fields, "revision", "changed_at"])


def move(delegate: Delegate, to: Delegate.State) -> dict[str, Any]:
    """Brings a locked delegate into a state, without saving; both states for the record."""
    before, delegate.state = delegate.state, to
    return {"states": [str(before), str(to)]}


def record(delegate: Delegate, action: str, *, by: User | None, detail: Mapping[str, Any]) -> DelegateEvent:
    """Writes the audit row of what was just done."""
    return DelegateEvent.objects.create(delegate=delegate, actor=by, action=action, detail=dict(detail))
