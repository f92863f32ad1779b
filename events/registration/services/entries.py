"""What a unit does with its entries."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import Discipline, FestivalPage
from units.models import Unit
from vietnamese.text import clean, clean_line

from .. import checking, consents, windows
from ..models import ENTERED, Consent, Entry, Registration, State
from ..permissions import may_organise
from ..rosters import Seat
from ..rules import Problem
from . import locks, places, seating, transitions
from .errors import Changed, Refused
from .guards import cleaned_reason, require_act_for, require_not_frozen

TEXTS = ("name", "title", "genre", "author", "seconds", "stage_needs")
"""What is said of an entry beside its roster."""
SECONDS = range(1, 32768)
"""What the database can hold of a duration; the discipline's own limit is a rule."""


def register(festival: FestivalPage, unit: Unit) -> Registration:
    return Registration.objects.get_or_create(festival=festival, unit=unit)[0]


def begin_entry(discipline: Discipline, unit: Unit, *, by: User) -> Entry:
    """A new draft with the lowest number that no entry of the unit has there.

    A unit may prepare drafts before registration opens, not after it closed; an organiser may at any time. Drafts
    count against the most entries here, so that nobody prepares what cannot be submitted.
    """
    require_act_for(by, unit)
    _check_may_begin(discipline, by, timezone.now())
    registration = register(discipline.festival, unit)
    with transaction.atomic():
        locks.lock_registration(registration.pk)
        entries = list(Entry.objects.filter(registration=registration, discipline=discipline).order_by())
        if sum(entry.state in (State.DRAFT, *ENTERED) for entry in entries) >= discipline.most_entries:
            raise Refused([Problem("too_many_entries", {"most": discipline.most_entries})])
        numbers = {entry.number for entry in entries}
        entry = Entry.objects.create(
            registration=registration,
            discipline=discipline,
            unit=unit,
            number=next(number for number in itertools.count(1) if number not in numbers),
        )
        transitions.record(entry, "begin", by=by, before="")
    return entry


def _check_may_begin(discipline: Discipline, by: User, now: datetime) -> None:
    window = windows.window(discipline, now)
    if window.state in (windows.UNSET, windows.CLOSED) and not may_organise(by):
        raise Refused([Problem(f"window_{window.state}", {"at": window.closes_at})])


def save_entry(entry_id: int, *, revision: int, by: User, texts: Mapping[str, Any], members: Sequence[Seat]) -> Entry:
    """Stores a draft, or an entry that was sent back, whatever problems it has; `texts` are those that may differ.

    Drafts are kept after registration closed, too: nothing typed is lost. Raises Refused for what cannot be stored (a
    person of another unit, or the same twice), Changed. What is as it was makes no revision.
    """
    known = locks.find(entry_id)
    require_act_for(by, known.unit)
    texts = _cleaned(texts)
    now = timezone.now()
    with transaction.atomic():
        entry = locks.lock_entry(known, with_discipline=False)
        if entry.revision != revision:
            raise Changed(entry)
        _check_may_save(entry, by, now)
        detail = {}
        said = {name: [getattr(entry, name), value] for name, value in texts.items() if getattr(entry, name) != value}
        if said:
            detail["texts"] = said
            for name, (_, value) in said.items():
                setattr(entry, name, value)
        changed = seating.store_roster(entry, members)
        if changed:
            detail["roster"] = changed.as_json()
        if detail:
            transitions.store(entry, said)
            transitions.record(entry, "save", by=by, detail=detail)
    return entry


def _check_may_save(entry: Entry, by: User, now: datetime) -> None:
    if entry.state not in (State.DRAFT, State.RETURNED):
        transitions.refuse_now(entry)
    if entry.state == State.RETURNED and not may_organise(by):
        require_not_frozen(entry, now)


def submit(entry_id: int, *, revision: int, by: User, late_reason: str = "") -> Entry:
    """Hands an entry in. Its state afterwards says whether it got a place or waits for one. Raises Refused, Changed.

    What counts is when the button was pressed, not how long the others in the queue took. An organiser who gives
    `late_reason` does so for a unit when it is too late for the unit itself. Who was sent back kept their place.
    """
    known = locks.find(entry_id)
    require_act_for(by, known.unit)
    now = timezone.now()
    late_reason = cleaned_reason(late_reason) if late_reason and may_organise(by) else ""
    with transaction.atomic():
        entry = locks.lock_entry(known)
        if transitions.is_done(entry, transitions.SUBMIT):
            return entry
        transitions.require(entry, transitions.SUBMIT)
        if entry.revision != revision:
            raise Changed(entry)
        problems = checking.problems_of(entry, now)
        if late_reason:
            problems = [problem for problem in problems if not problem.code.startswith("window_")]
        if problems:
            raise Refused(problems)
        if entry.place is None:
            _take_place(entry, by)
        entry.submitted_at, entry.reason, entry.decided_at = now, "", None
        to = State.WAITING if entry.place is None else State.SUBMITTED
        detail = {"place": entry.place, "arrival": entry.arrival}
        if late_reason:
            detail["late"] = late_reason
        fields = ["submitted_at", "reason", "decided_at", "arrival"]
        transitions.move(entry, transitions.SUBMIT, to, by=by, detail=detail, fields=fields)
    return entry


def _take_place(entry: Entry, by: User) -> None:
    """Gives a place when there is one, after those who wait for one; a number of arrival in any case."""
    places.fill(entry.discipline, by=by)
    entry.place = places.free_place(entry.discipline)
    if entry.place is None and not entry.discipline.has_waiting_list:
        raise Refused([Problem("full", {"quota": entry.discipline.quota})])
    entry.arrival = places.next_arrival(entry.discipline)


def withdraw(entry_id: int, *, by: User, reason: str = "") -> Entry:
    """Takes an entry back; the head of the waiting list gets its place. A unit does so itself until rosters freeze."""
    known = locks.find(entry_id)
    require_act_for(by, known.unit)
    now = timezone.now()
    with transaction.atomic():
        entry = locks.lock_entry(known)
        if transitions.is_done(entry, transitions.WITHDRAW):
            return entry
        transitions.require(entry, transitions.WITHDRAW)
        if entry.state != State.WAITING and not may_organise(by):
            require_not_frozen(entry, now)
        withdraw_locked(entry, by=by, reason=cleaned_reason(reason))
    return entry


def withdraw_locked(entry: Entry, *, by: User, reason: str) -> None:
    entry.reason = reason
    transitions.move(entry, transitions.WITHDRAW, State.WITHDRAWN, by=by, detail={"reason": reason}, fields=["reason"])
    places.fill(entry.discipline, by=by)


def discard(entry_id: int, *, by: User) -> None:
    """Deletes a draft, which was never submitted. One that is gone already was discarded before."""
    try:
        known = locks.find(entry_id)
    except Entry.DoesNotExist:
        return
    require_act_for(by, known.unit)
    with transaction.atomic():
        locks.lock_registration(known.registration_id)
        entry = Entry.objects.filter(pk=entry_id).first()
        if entry is None:
            return
        if entry.state != State.DRAFT:
            transitions.refuse_now(entry)
        entry.delete()


def give_consent(registration: Registration, *, by: User, text: str) -> Consent:
    """Keeps that the unit confirmed `text`, which must be what is asked for now. Raises Refused."""
    require_act_for(by, registration.unit)
    if text.strip() != consents.current_text(registration.festival):
        raise Refused([Problem("consent_changed")])
    version = consents.digest(text.strip())
    with transaction.atomic():
        locks.lock_registration(registration.pk)
        given = Consent.objects.filter(registration=registration, text_hash=version).first()
        return given or Consent.objects.create(
            registration=registration, given_by=by, text=text.strip(), text_hash=version
        )


def _cleaned(texts: Mapping[str, Any]) -> dict[str, Any]:
    """The texts as they are stored. Raises Refused for what does not fit."""
    assert set(texts) <= set(TEXTS), set(texts) - set(TEXTS)
    cleaned: dict[str, Any] = {}
    problems = []
    for name, value in texts.items():
        if name == "seconds":
            cleaned[name] = value or None
            if value and value not in SECONDS:
                problems.append(Problem("seconds_wrong", field=name))
            continue
        cleaned[name] = clean(value).strip() if name == "stage_needs" else clean_line(value)
        most = Entry._meta.get_field(name).max_length
        if len(cleaned[name]) > most:
            problems.append(Problem("text_too_long", {"most": most}, field=name))
    if problems:
        raise Refused(problems)
    return cleaned
