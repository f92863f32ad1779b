"""Writing a unit's list of people.

Every function is one transaction that first locks the unit's list, so that two representatives do not enter one person
twice, and looks again before it writes. Then the registrations are locked, in the order of `services.locks`: nobody's
data changes while a roster that they stand on is handed in or approved.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from units.models import Unit
from vietnamese.names import name_capitals
from vietnamese.text import clean_line, fold

from . import queries
from .models import ENTERED, Accreditation, Arrival, Entry, EntryMember, Participant, Registration
from .services import transitions
from .services.guards import require_act_for
from .services.locks import lock_registration

IDENTITY = ("full_name", "birth_date", "gender")
"""What rosters are judged by. Of who stands on one that was approved or is frozen, only a change request changes it."""
SAID = (*IDENTITY, "post")


class AlreadyThere(Exception):
    """The unit has this person. `is_same_name` is False when the names differ by their accents: then it may be another
    person all the same."""

    def __init__(self, person: Participant, name: str):
        super().__init__(person.full_name)
        self.person = person
        self.is_same_name = person.full_name == name


class Fixed(Exception):
    """The person stands on a roster that was approved or is frozen."""


class WasEntered(Exception):
    """The person stands or stood on a roster, and so cannot be deleted."""


def add(unit: Unit, *, by: User, said: Mapping[str, Any], despite_likeness: bool = False) -> Participant:
    """A new person of the unit. Raises AlreadyThere; with `despite_likeness` only for the very same name."""
    require_act_for(by, unit)
    said = _cleaned(said)
    with transaction.atomic():
        lock(unit)
        _refuse_doubles(unit, said["full_name"], said.get("birth_date"), despite_likeness=despite_likeness)
        return Participant.objects.create(unit=unit, **said)


def change(person: Participant, *, by: User, said: Mapping[str, Any], despite_likeness: bool = False) -> Participant:
    """Says something else of a person. Raises AlreadyThere, Fixed."""
    require_act_for(by, person.unit)
    said = _cleaned(said)
    with transaction.atomic():
        lock(person.unit)
        person = Participant.objects.select_related("unit").get(pk=person.pk)
        changed = [name for name, value in said.items() if getattr(person, name) != value]
        if not changed:
            return person
        if set(changed) & set(IDENTITY):
            if person.pk in queries.fixed_people(person.unit, timezone.now()):
                raise Fixed
            name, birth = said.get("full_name", person.full_name), said.get("birth_date", person.birth_date)
            _refuse_doubles(person.unit, name, birth, but=person, despite_likeness=despite_likeness)
        for name in changed:
            setattr(person, name, said[name])
        person.save(update_fields=[*changed, "changed_at"])
        record(person, changed, by=by)
        return person


def record(person: Participant, changed: Iterable[str], *, by: User) -> None:
    """Writes an audit row to each entry that was handed in with a person whose identity was changed. It names the
    person by the key and says nothing more of them: a trail stays when people are forgotten."""
    fields = [name for name in changed if name in IDENTITY]
    if not fields:
        return
    festivals = queries.current_festivals(timezone.now())
    entries = Entry.objects.filter(members__participant=person, state__in=ENTERED, discipline__festival__in=festivals)
    for entry in entries.order_by("pk"):
        transitions.record(entry, "person", by=by, detail={"person": person.pk, "fields": fields})


def set_active(person: Participant, *, by: User, is_active: bool) -> None:
    """That somebody has left the unit, or has come back. The rosters on which they stand tell so by themselves."""
    require_act_for(by, person.unit)
    with transaction.atomic():
        lock(person.unit)
        Participant.objects.filter(pk=person.pk).update(is_active=is_active, changed_at=timezone.now())


def delete(person: Participant, *, by: User) -> None:
    """Deletes somebody who was never entered. Raises WasEntered."""
    require_act_for(by, person.unit)
    with transaction.atomic():
        lock(person.unit)
        # A card names them, and so does an arrival, though they have left the roster since.
        if any(kind.objects.filter(participant=person).exists() for kind in (EntryMember, Accreditation, Arrival)):
            raise WasEntered
        Participant.objects.filter(pk=person.pk).delete()


def lock(unit: Unit) -> None:
    """Holds the unit's list of people, then its registrations for festivals that are not over."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk=unit.pk).order_by().values_list("pk"))
    festivals = queries.current_festivals(timezone.now())
    registrations = Registration.objects.filter(unit=unit, festival__in=festivals).order_by("pk")
    for pk in list(registrations.values_list("pk", flat=True)):
        lock_registration(pk)


def _cleaned(said: Mapping[str, Any]) -> dict[str, Any]:
    unknown = said.keys() - set(SAID)
    assert not unknown, f"people have no {unknown}"
    cleaned = dict(said)
    if "full_name" in cleaned:
        cleaned["full_name"] = name_capitals(clean_line(cleaned["full_name"]))
    if "post" in cleaned:
        cleaned["post"] = clean_line(cleaned["post"])
    return cleaned


def _refuse_doubles(
    unit: Unit, name: str, birth: date | None, *, but: Participant | None = None, despite_likeness: bool
) -> None:
    others = Participant.objects.filter(unit=unit, folded_name=fold(name), birth_date=birth, anonymised_at=None)
    found = list(others.exclude(pk=but.pk) if but else others)
    same = next((person for person in found if person.full_name == name), None)
    if same is not None or (found and not despite_likeness):
        raise AlreadyThere(same or found[0], name)
