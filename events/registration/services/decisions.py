"""What an organiser decides of an entry. A button pressed twice decides once."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from .. import checking, windows
from ..models import Entry, State
from . import locks, places, seating, transitions
from .errors import Changed, Refused
from .guards import cleaned_reason, require_organiser


def approve(entry_id: int, *, by: User, revision: int | None = None) -> Entry:
    """Lets an entry take part, and keeps its roster as it was approved.

    Whoever approves what they have read gives its `revision`. Raises Refused when a rule is broken by now (a person
    has left, the discipline's rules have changed): such an entry is sent back.
    """
    require_organiser(by)
    known = locks.find(entry_id)
    now = timezone.now()
    with transaction.atomic():
        entry = locks.lock_entry(known)
        if transitions.is_done(entry, transitions.APPROVE):
            return entry
        transitions.require(entry, transitions.APPROVE)
        if revision is not None and entry.revision != revision:
            raise Changed(entry)
        problems = [p for p in checking.problems_of(entry, now) if p.code not in checking.ABOUT_NOW]
        if problems:
            raise Refused(problems)
        if entry.frozen_roster is None or not windows.is_discipline_frozen(entry.discipline, now):
            entry.frozen_roster = seating.as_written(entry)
        entry.reason, entry.decided_at = "", now
        fields = ["reason", "decided_at", "frozen_roster"]
        transitions.move(entry, transitions.APPROVE, State.APPROVED, by=by, fields=fields)
    return entry


def send_back(entry_id: int, *, by: User, reason: str) -> Entry:
    """Gives an entry back to its unit to put it right. It keeps its place until it comes again, or is rejected."""
    return _decide(entry_id, transitions.SEND_BACK, State.RETURNED, by=by, reason=reason)


def reject(entry_id: int, *, by: User, reason: str) -> Entry:
    """Refuses an entry for good; the head of the waiting list gets its place."""
    return _decide(entry_id, transitions.REJECT, State.REJECTED, by=by, reason=reason)


def _decide(entry_id: int, action: str, to: State, *, by: User, reason: str) -> Entry:
    require_organiser(by)
    reason = cleaned_reason(reason, required=True)
    known = locks.find(entry_id)
    with transaction.atomic():
        entry = locks.lock_entry(known)
        if transitions.is_done(entry, action):
            return entry
        entry.reason, entry.decided_at = reason, timezone.now()
        transitions.move(entry, action, to, by=by, detail={"reason": reason}, fields=["reason", "decided_at"])
        places.fill(entry.discipline, by=by)
    return entry
