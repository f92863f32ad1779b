"""Reading a unit's list of people."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from units.models import Unit
from vietnamese.text import fold

from . import queries
from .models import Accreditation, Arrival, EntryMember, Participant, State

ACTIVE, GONE, ALL = "", "da-roi", "tat-ca"


def people_of(unit: Unit) -> QuerySet[Participant]:
    """All whom the unit has or had, in the order of their names; without those who were anonymised."""
    return Participant.objects.filter(unit=unit, anonymised_at=None).order_by("sort_key", "birth_date", "pk")


def found(people: QuerySet[Participant], words: str, group: str) -> QuerySet[Participant]:
    """Those with words that begin so in their names, whatever the accents; in the unit, no longer, or both."""
    if group != ALL:
        people = people.filter(is_active=group == ACTIVE)
    for word in fold(words).split():
        people = people.filter(Q(folded_name__startswith=word) | Q(folded_name__contains=f" {word}"))
    return people


def with_entries(people: QuerySet[Participant], now: datetime) -> QuerySet[Participant]:
    """Adds `seats`, the rosters of coming festivals on which each stands, and `was_entered`: two queries in all."""
    seats = (
        EntryMember.objects.filter(entry__discipline__festival__in=queries.current_festivals(now))
        .exclude(entry__state__in=(State.REJECTED, State.WITHDRAWN))
        .select_related("entry__discipline")
        .order_by("entry__discipline__position", "entry__number", "pk")
    )
    theirs = {"participant": OuterRef("pk")}
    was_entered = (
        Exists(EntryMember.objects.filter(**theirs))
        | Exists(Accreditation.objects.filter(**theirs))
        | Exists(Arrival.objects.filter(**theirs))
    )
    return people.annotate(was_entered=was_entered).prefetch_related(
        Prefetch("memberships", queryset=seats, to_attr="seats")
    )


def counts(unit: Unit) -> dict[str, int]:
    """How many are in the unit, and how many no longer."""
    flags = list(people_of(unit).order_by().values_list("is_active", flat=True))
    return {ACTIVE: sum(flags), GONE: len(flags) - sum(flags), ALL: len(flags)}
