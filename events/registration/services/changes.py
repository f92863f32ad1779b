"""Requests to change an entry that its unit may no longer change itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from vietnamese.text import clean_line

from .. import checking, notices, windows
from ..models import ENTERED, ChangeRequest, Entry, Participant, State
from ..rosters import Seat, difference, read, written
from ..rules import Problem
from . import locks, seating, transitions
from .entries import withdraw_locked
from .errors import Refused
from .guards import cleaned_reason, require_act_for, require_organiser

REFUSED, APPROVED = ChangeRequest.State.REFUSED, ChangeRequest.State.APPROVED


@dataclass(frozen=True)
class Wanted:
    """What a unit asks for: to withdraw, another roster, names corrected (by the participant's key); one or more."""

    withdraw: bool = False
    members: Sequence[Seat] | None = None
    names: Mapping[int, str] = field(default_factory=dict)


def request_change(entry_id: int, *, by: User, wanted: Wanted, reason: str) -> ChangeRequest:
    """Asks the organisers for a change. The same asked twice is one request.

    Raises Refused when the roster wanted breaks a rule, when nothing would change, when another request waits, or when
    the unit can change the entry itself.
    """
    known = locks.find(entry_id)
    require_act_for(by, known.unit)
    reason = cleaned_reason(reason, required=True)
    now = timezone.now()
    with transaction.atomic():
        entry = locks.lock_entry(known)
        if not _takes_requests(entry, now):
            transitions.refuse_now(entry)
        before = seating.as_written(entry)
        asked = _as_json(entry, wanted, before)
        waiting = entry.change_requests.filter(state=ChangeRequest.State.OPEN).first()
        if waiting is not None:
            if waiting.wanted == asked:
                return waiting
            raise Refused([Problem("request_open")])
        _check(entry, asked, before, now)
        request = ChangeRequest.objects.create(
            entry=entry, wanted=asked, before={"members": before}, reason=reason, asked_by=by
        )
        transitions.record(entry, "request_change", by=by, detail={"request": request.pk, "reason": reason} | asked)
    return request


def decide_change(request_id: int, *, by: User, approve: bool, reason: str = "") -> ChangeRequest:
    """Does what a request asks, or refuses it with a reason; once. The rules are asked again.

    Raises Refused when it was decided otherwise already, when a rule is broken by now, or when the roster is no longer
    the one that the unit had before its eyes.
    """
    require_organiser(by)
    reason = cleaned_reason(reason, required=not approve)
    known = locks.find(ChangeRequest.objects.values_list("entry_id", flat=True).get(pk=request_id))
    now = timezone.now()
    with transaction.atomic():
        entry = locks.lock_entry(known)
        request = ChangeRequest.objects.get(pk=request_id)
        decision = APPROVED if approve else REFUSED
        if request.state == decision:
            return request
        if request.state != ChangeRequest.State.OPEN:
            raise Refused([Problem("request_decided", {"state": request.get_state_display()})])
        detail: dict[str, Any] = {"request": request.pk, "reason": reason}
        if approve:
            detail |= _carry_out(entry, request, now, by)
        request.state, request.decided_by, request.decided_at = decision, by, now
        request.decision_reason = reason
        request.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
        action = "approve_change" if approve else "refuse_change"
        event = transitions.record(entry, action, by=by, detail=detail)
        notices.tell(
            "change_decided",
            entry=entry,
            key=f"entry-{entry.pk}-{event.pk}",
            context={"request": request.pk, "approved": approve, "reason": reason},
        )
    return request


def _takes_requests(entry: Entry, now) -> bool:
    if entry.state == State.RETURNED:
        return windows.is_discipline_frozen(entry.discipline, now)
    return entry.state in ENTERED


def _as_json(entry: Entry, wanted: Wanted, before: Sequence[dict]) -> dict[str, Any]:
    """What is wanted, as it is stored: without what is so already. Raises Refused."""
    asked: dict[str, Any] = {}
    if wanted.withdraw:
        asked["withdraw"] = True
    if wanted.members is not None:
        members = written(wanted.members, seating.names_of(entry, wanted.members))
        if difference(before, members):
            asked["members"] = members
    names = _names(wanted, {seat["person"]: seat["name"] for seat in before})
    if names:
        asked["names"] = names
    return asked


def _names(wanted: Wanted, known: Mapping[int, str]) -> list[dict[str, Any]]:
    """Corrections of the names of people on the roster."""
    problems = []
    names = []
    for key, name in wanted.names.items():
        name = clean_line(name)
        if key not in known:
            problems.append(Problem("person_unknown", field="names"))
        elif not name:
            problems.append(Problem("name_missing", {"name": known[key]}, member=key))
        elif len(name) > Participant._meta.get_field("full_name").max_length:
            most = Participant._meta.get_field("full_name").max_length
            problems.append(Problem("text_too_long", {"most": most}, member=key, field="names"))
        elif name != known[key]:
            names.append({"person": key, "name": known[key], "wanted": name})
    if problems:
        raise Refused(problems)
    return names


def _check(entry: Entry, asked: dict[str, Any], before: Sequence[dict], now) -> None:
    """Raises Refused for what may not be done, now as when it is decided."""
    if not asked:
        raise Refused([Problem("nothing_wanted")])
    problems = []
    if "members" in asked and "withdraw" not in asked:
        found = checking.problems_of(entry, now, members=read(asked["members"]))
        problems += [problem for problem in found if problem.code not in checking.ABOUT_NOW]
    taken = set()
    for correction in asked.get("names", ()):
        person = Participant.objects.get(pk=correction["person"])
        is_taken = (correction["wanted"], person.birth_date) in taken
        taken.add((correction["wanted"], person.birth_date))
        same = Participant.objects.filter(
            unit=person.unit_id, full_name=correction["wanted"], birth_date=person.birth_date
        )
        if person.birth_date is not None and (is_taken or same.exclude(pk=person.pk).exists()):
            problems.append(Problem("name_taken", {"wanted": correction["wanted"]}, member=person.pk))
    if problems:
        raise Refused(problems)


def _carry_out(entry: Entry, request: ChangeRequest, now, by: User) -> dict[str, Any]:
    """Does to a locked entry what was asked; returns what to write down of it."""
    if not _takes_requests(entry, now) and entry.state != State.RETURNED:
        transitions.refuse_now(entry)
    before = seating.as_written(entry)
    if difference(request.before["members"], before):
        raise Refused([Problem("request_outdated")])
    _check(entry, request.wanted, before, now)
    if request.wanted.get("withdraw"):
        withdraw_locked(entry, by=by, reason=request.reason)
        return {}
    detail: dict[str, Any] = {}
    if entry.frozen_roster is None:
        entry.frozen_roster = before
    for correction in request.wanted.get("names", ()):
        person = Participant.objects.get(pk=correction["person"])
        person.full_name = correction["wanted"]
        person.save(update_fields=["full_name", "changed_at"])
        detail.setdefault("names", []).append(correction)
    if "members" in request.wanted:
        detail["roster"] = seating.store_roster(entry, read(request.wanted["members"])).as_json()
    transitions.store(entry, ["frozen_roster"])
    return detail
