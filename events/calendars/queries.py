"""Reading the ledger for feeds."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from events.models import Discipline
from units.models import Unit
from vietnamese.dates import in_vietnam, midnight

from . import audiences
from .models import CalendarItem
from .telling import TOLD_AS_CANCELLED

YEARS_BACK = 2


@dataclass(frozen=True)
class Told:
    """The items that a feed tells. `was_there` when there are items that are not told any more."""

    items: list[CalendarItem]
    was_there: bool

    @property
    def title(self) -> str:
        """The title of the event that all items belong to."""
        return self.items[0].event_title or self.items[0].summary


def horizon(now: datetime) -> datetime:
    """Before it feeds of many events begin: with the year before last. It moves once a year and not every day, or no
    two days would have the same feed."""
    return midnight(date(in_vietnam(now).year - YEARS_BACK, 1, 1))


def everything(now: datetime) -> Told:
    return _told(_since_horizon(Q(), now), now)


def of_event(number: int, now: datetime) -> Told:
    """An event, its sessions and its deadlines, however long ago."""
    return _told(Q(event_number=number), now)


def of_discipline(number: int, now: datetime) -> tuple[Discipline | None, Told]:
    """A discipline with what concerns everyone at its festival. Of one that was deleted only what was its own."""
    discipline = Discipline.objects.filter(pk=number).first()
    if discipline is None:
        return None, _told(Q(discipline_number=number), now)
    concerned = Q(discipline_number=None) | Q(discipline_number=number)
    told = _told(concerned & Q(event_number=discipline.festival_id), now)
    own, general = f"deadline-{discipline.festival_id}-{number}", f"deadline-{discipline.festival_id}"
    if any(item.source == own and not item.is_withdrawn for item in told.items):
        told = replace(told, items=[item for item in told.items if item.source != general])
    return discipline, told


def of_unit(unit: Unit, now: datetime) -> Told:
    """What concerns a unit, as far as everyone may know it."""
    return _told(_since_horizon(audiences.of_unit(unit, now).items, now), now)


def of_person(scope: audiences.Scope, now: datetime) -> list[CalendarItem]:
    """What concerns somebody."""
    return _told(_since_horizon(scope.items, now), now).items


def _since_horizon(items: Q, now: datetime) -> Q:
    return items & Q(ends_at__gte=horizon(now))


def _told(items: Q, now: datetime) -> Told:
    """One query. What is told no more is read along: it says that there was something."""
    found = list(CalendarItem.objects.filter(items))
    told = [item for item in found if item.ended_at is None or now < item.ended_at + TOLD_AS_CANCELLED]
    return Told(told, was_there=len(told) < len(found))
