"""Places of a discipline's quota, and its waiting list."""

import itertools

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from events.models import Discipline

from ..models import Entry, State
from . import locks, transitions


def fill_places(discipline_id: int) -> int:
    """Moves up as many of the waiting list as there are free places; returns how many. After a quota was raised."""
    with transaction.atomic():
        locks.lock_discipline(discipline_id)
        return fill(Discipline.objects.get(pk=discipline_id), by=None)


def fill(discipline: Discipline, *, by: User | None) -> int:
    """The same for a discipline that is locked. `by` is the one whose doing freed the place."""
    waiting = list(
        Entry.objects.select_related("unit", "registration", "discipline__festival")
        .filter(discipline=discipline, state=State.WAITING)
        .order_by("arrival")
    )
    moved = 0
    for entry in waiting:
        entry.place = free_place(discipline)
        if entry.place is None:
            break
        transitions.move(entry, transitions.MOVE_UP, State.SUBMITTED, by=by, detail={"place": entry.place})
        moved += 1
    return moved


def free_place(discipline: Discipline) -> int | None:
    """The lowest place that nobody holds; None when the quota is used up.

    A quota that was lowered takes no place away, and gives none while as many are held.
    """
    holding = Entry.objects.filter(discipline=discipline, place__isnull=False)
    taken = set(holding.order_by().values_list("place", flat=True))
    if discipline.quota is not None and len(taken) >= discipline.quota:
        return None
    return next(place for place in itertools.count(1) if place not in taken)


def next_arrival(discipline: Discipline) -> int:
    last = Entry.objects.filter(discipline=discipline).aggregate(last=Max("arrival"))["last"]
    return (last or 0) + 1
