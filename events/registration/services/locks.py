"""Locks, always in this order: the registration of the unit, then the discipline.

Under the registration's lock nobody changes a roster of the unit or hands an entry of it in, so that its caps can be
counted. Under the discipline's nobody takes or gives up a place; moving up from the waiting list, which touches other
units' entries, needs no more than that. On SQLite the transaction itself is the lock: it takes the writers' turn when
it begins. The locks are the weaker kind that lets others write rows that point here.
"""

from django.db import models

from events.models import Discipline

from ..models import Entry, Registration


def find(entry_id: int) -> Entry:
    """The entry before anything is locked: whose it is does not change. Raises Entry.DoesNotExist."""
    return Entry.objects.select_related("unit").get(pk=entry_id)


def lock_registration(pk: int) -> None:
    _take(Registration, pk)


def lock_discipline(pk: int) -> None:
    _take(Discipline, pk)


def lock_entry(known: Entry, *, with_discipline: bool = True) -> Entry:
    """The entry as it is once nobody else can change it. Raises Entry.DoesNotExist when it was discarded meanwhile."""
    lock_registration(known.registration_id)
    if with_discipline:
        lock_discipline(known.discipline_id)
    entry = Entry.objects.select_related("unit", "registration", "discipline__festival").get(pk=known.pk)
    entry.registration.festival = entry.discipline.festival
    return entry


def _take(model: type[models.Model], pk: int) -> None:
    list(model.objects.select_for_update(no_key=True).filter(pk=pk).order_by().values_list("pk"))
