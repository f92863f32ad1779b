"""What an organiser decides of delegates. A button pressed twice decides once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import ConferencePage
from units.models import Unit

from ... import notices
from ...models import Notice
from ...rules import Problem
from ...services.errors import Refused
from ...services.guards import cleaned_reason, require_organiser
from .. import queries, rules
from ..models import STANDING, Delegate
from ..rules import Nominee
from . import keeping
from .nominating import REASON_LENGTH

CONFIRM, DECLINE, REOPEN, ADD_LATE, CORRECT = "confirm", "decline", "reopen", "add_late", "correct"

State = Delegate.State


@dataclass
class Outcome:
    """What became of the delegates of whom something was decided: done now, so already, changed since they were read,
    or in a state in which it cannot be."""

    done: list[Delegate] = field(default_factory=list)
    already: list[Delegate] = field(default_factory=list)
    changed: list[Delegate] = field(default_factory=list)
    refused: list[Delegate] = field(default_factory=list)


def confirm(conference: ConferencePage, seen: Mapping[int, int], *, by: User) -> Outcome:
    """Confirms delegates, whose keys `seen` has with the revision that was read of each. Their units are told, and they
    themselves where an address is known."""
    return _decide(conference, seen, CONFIRM, State.CONFIRMED, [State.NOMINATED], by=by)


def decline(conference: ConferencePage, seen: Mapping[int, int], *, by: User, reason: str) -> Outcome:
    """Refuses delegates with a reason that their units read."""
    reason = cleaned_reason(reason, required=True, most=REASON_LENGTH)
    return _decide(conference, seen, DECLINE, State.DECLINED, STANDING, by=by, reason=reason)


def _decide(
    conference: ConferencePage,
    seen: Mapping[int, int],
    action: str,
    to: Delegate.State,
    before: Iterable[Delegate.State],
    *,
    by: User,
    reason: str = "",
) -> Outcome:
    require_organiser(by)
    outcome = Outcome()
    with transaction.atomic():
        conference = keeping.lock(conference.pk)
        if to == State.CONFIRMED and conference.is_cancelled:
            raise Refused([Problem("conference_cancelled")])
        for delegate in keeping.lock_delegates(conference, seen):
            if delegate.state == to:
                outcome.already.append(delegate)
            elif (
                delegate.state not in before or delegate.anonymised_at or (to == State.DECLINED and delegate.arrived_at)
            ):
                outcome.refused.append(delegate)
            elif delegate.revision != seen[delegate.pk]:
                outcome.changed.append(delegate)
            else:
                was_confirmed = delegate.state == State.CONFIRMED
                _move(delegate, action, to, by=by, reason=reason)
                outcome.done.append(delegate)
                if was_confirmed and delegate.email:
                    notices.tell_no_longer_expected(delegate)
        _tell(conference, action, outcome.done, reason)
    return outcome


def _move(delegate: Delegate, action: str, to: Delegate.State, *, by: User, reason: str) -> None:
    detail = keeping.move(delegate, to) | ({"reason": reason} if reason else {})
    delegate.reason, delegate.decided_at, delegate.decided_by = reason, timezone.now(), by
    keeping.store(delegate, ["state", "reason", "decided_at", "decided_by"])
    keeping.record(delegate, action, by=by, detail=detail)


def _tell(conference: ConferencePage, action: str, delegates: Iterable[Delegate], reason: str) -> None:
    """One mail for all of a unit; and one to each who is confirmed and has an address."""
    delegates = sorted(delegates, key=lambda delegate: (delegate.unit_id, delegate.sort_key))
    kind = Notice.Kind.DELEGATES_CONFIRMED if action == CONFIRM else Notice.Kind.DELEGATES_DECLINED
    for _key, of_unit in groupby(delegates, key=lambda delegate: delegate.unit_id):
        notices.tell_of_delegates(kind, list(of_unit), reason=reason)
    if action == CONFIRM:
        for delegate in delegates:
            if delegate.email:
                notices.tell_delegate(delegate)


def reopen(delegate: Delegate, *, by: User) -> Delegate:
    """Brings one who was declined back among those who wait, if the unit's number and its other delegates allow it."""
    require_organiser(by)
    with transaction.atomic():
        delegate = keeping.lock_delegate(delegate)
        if delegate.state == State.NOMINATED:
            return delegate
        keeping.require_state(delegate, State.DECLINED)
        keeping.require_named(delegate)
        if problems := _organiser_problems(
            delegate.conference, delegate.unit, _texts_of(delegate), added=1, but=delegate
        ):
            raise Refused(problems)
        _move(delegate, REOPEN, State.NOMINATED, by=by, reason="")
    return delegate


def add_late(conference: ConferencePage, unit: Unit, nominee: Nominee, *, by: User, reason: str) -> Delegate:
    """Nominates for a unit, whether or not the window is open; confirmed at once. The unit's number holds."""
    require_organiser(by)
    with transaction.atomic():
        conference = keeping.lock(conference.pk)
        problems = _organiser_problems(conference, unit, nominee, added=1)
        if not reason.strip():
            problems.append(Problem("late_reason_missing", field="reason"))
        if problems:
            raise Refused(problems)
        reason = cleaned_reason(reason, required=True, most=REASON_LENGTH)
        delegate = keeping.create(
            conference,
            unit,
            nominee,
            ADD_LATE,
            by=by,
            detail={"late": reason, "states": ["", State.CONFIRMED]},
            state=State.CONFIRMED,
            decided_at=timezone.now(),
            decided_by=by,
        )
        _tell(conference, CONFIRM, [delegate], "")
    return delegate


def correct(delegate: Delegate, nominee: Nominee, *, by: User, revision: int) -> Delegate:
    """Says something else of a delegate at any time; the state stays. Raises Changed, Refused."""
    require_organiser(by)
    with transaction.atomic():
        delegate = keeping.lock_delegate(delegate)
        keeping.require_state(delegate, *STANDING)
        keeping.require_named(delegate)
        keeping.require_revision(delegate, revision)
        if problems := _organiser_problems(delegate.conference, delegate.unit, nominee, added=0, but=delegate):
            raise Refused(problems)
        if detail := keeping.rewrite(delegate, nominee):
            keeping.store(delegate, rules.TEXTS)
            keeping.record(delegate, CORRECT, by=by, detail=detail)
    return delegate


def _texts_of(delegate: Delegate) -> Nominee:
    """What was said of a delegate; without the sessions, which stay as they are."""
    return Nominee(delegate.full_name, delegate.post, delegate.email, delegate.diet)


def _organiser_problems(
    conference: ConferencePage, unit: Unit, nominee: Nominee, *, added: int, but: Delegate | None = None
) -> list[Problem]:
    """As for a unit, but for the window."""
    terms = queries.terms_of(conference, unit, timezone.now())
    others = queries.others_of(conference, unit, [nominee.email], but=but)
    number = rules.of_number(added, terms, others) if added else ()
    return [*rules.of_conference(terms), *number, *rules.of_people([nominee], terms, others)]
