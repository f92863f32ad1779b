"""Taking the data of people away some time after the festivals that they took part in. Results and entries stay."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override

from events.models import FestivalPage
from pagecache import generation

from ..models import ChangeRequest, Entry, EntryEvent, Participant, Registration, SignedForm
from . import locks


@dataclass(frozen=True)
class Anonymised:
    people: int = 0
    signed_forms: int = 0


def due(before: date) -> QuerySet[Participant]:
    """Those whose data nothing needs any more: they were in their unit's list at a festival that ended before that
    day, and stand on no roster of a later one, not even of a draft."""
    last = FestivalPage.objects.filter(ends_on__lt=before).aggregate(last=Max("ends_on"))["last"]
    if last is None:
        return Participant.objects.none()
    later = Participant.objects.filter(memberships__entry__discipline__festival__ends_on__gte=before)
    known_then = Participant.objects.filter(anonymised_at=None, created_at__date__lte=last)
    return known_then.exclude(pk__in=later.values("pk")).order_by("unit", "pk")


def old_signed_forms(before: date) -> QuerySet[SignedForm]:
    """Scans, which show the names and birth dates of all on them."""
    return SignedForm.objects.filter(registration__festival__ends_on__lt=before)


def anonymise(before: date) -> Anonymised:
    """Anonymises all who are due, and deletes the scans of festivals that ended before that day; unit by unit, so
    that nobody waits long. Names that were written down with a roster go too."""
    people = 0
    for unit in list(due(before).order_by("unit").values_list("unit_id", flat=True).distinct()):
        people += _anonymise_unit(unit, before)
    _forget_written_names(before)
    forms = list(old_signed_forms(before))
    for form in forms:
        with transaction.atomic():
            form.delete()
            transaction.on_commit(lambda file=form.file: file.storage.delete(file.name))
    return Anonymised(people, len(forms))


@transaction.atomic
def _anonymise_unit(unit: int, before: date) -> int:
    for pk in Registration.objects.filter(unit=unit).order_by("pk").values_list("pk", flat=True):
        locks.lock_registration(pk)
    with override(settings.LANGUAGE_CODE):
        name = gettext("Anonymised")
    people = list(due(before).filter(unit=unit))
    for person in people:
        person.full_name, person.birth_date, person.gender, person.post = name, None, "", ""
        person.is_active, person.anonymised_at = False, timezone.now()
        person.save()
    if people:
        generation.renew()
    return len(people)


def _forget_written_names(before: date) -> None:
    """Blanks the names in what was written down at old festivals, but of those who have a name still."""
    named = set(Participant.objects.filter(anonymised_at=None).values_list("pk", flat=True))
    old = Entry.objects.filter(discipline__festival__ends_on__lt=before)
    _blank(old.exclude(frozen_roster=None), ["frozen_roster"], named)
    _blank(EntryEvent.objects.filter(entry__in=old), ["detail"], named)
    _blank(ChangeRequest.objects.filter(entry__in=old), ["wanted", "before"], named)


def _blank(rows: QuerySet, fields: Iterable[str], named: set[int]) -> None:
    for row in rows.iterator(chunk_size=500):
        written = {field: getattr(row, field) for field in fields}
        blanked = {field: without_names(value, lambda key: key in named) for field, value in written.items()}
        if blanked != written:
            # Without save(): nothing was done to the entry, and its revision stays.
            type(row).objects.filter(pk=row.pk).update(**blanked)


def without_names(written: Any, keeps: Callable[[int], bool]) -> Any:
    """The record without the names of those whom `keeps` does not keep, by their keys."""
    if isinstance(written, list):
        return [without_names(each, keeps) for each in written]
    if not isinstance(written, dict):
        return written
    is_seat = "person" in written and not keeps(written["person"])
    return {
        name: "" if is_seat and name in ("name", "wanted") else without_names(value, keeps)
        for name, value in written.items()
    }
