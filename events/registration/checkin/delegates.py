"""Reading which delegates are expected at a conference and which have come."""

from django.db.models import Case, Count, Prefetch, QuerySet, When

from events.models import ConferencePage, Session
from events.registration.delegates.models import Delegate
from events.registration.tokens import read_token
from vietnamese.text import fold

from .counts import UnitCount, by_unit
from .queries import FOUND

ORDER_AT_THE_DOOR = ("confirmed", "nominated", "declined", "withdrawn")
"""Of those who have one name, who may come in stands first."""


def described(conference: ConferencePage) -> QuerySet[Delegate]:
    """All whom units ever nominated, with what the door says of them: two queries."""
    sessions = Session.objects.order_by("starts_at", "pk")
    delegates = Delegate.objects.filter(conference=conference).select_related("unit", "arrived_by")
    return delegates.prefetch_related(Prefetch("sessions", queryset=sessions))


def find(conference: ConferencePage, typed: str) -> list[Delegate]:
    """Those whom a code or a name means, in whichever accents, whatever was decided: who stands at the door without
    being expected is told why."""
    if (token := read_token(typed)) and (holder := described(conference).filter(token=token).first()):
        return [holder]
    words = fold(typed).split()
    if not words:
        return []
    delegates = described(conference)
    for word in words:
        delegates = delegates.filter(folded_name__contains=word)
    standing = Case(*(When(state=state, then=rank) for rank, state in enumerate(ORDER_AT_THE_DOOR)))
    return list(delegates.order_by(standing, "sort_key", "pk")[:FOUND])


def one(conference: ConferencePage, delegate_id: int) -> Delegate | None:
    """Somebody by their key."""
    return described(conference).filter(pk=delegate_id).first()


def arrivals_by_unit(conference: ConferencePage) -> list[UnitCount]:
    """The units of the confirmed delegates, in their order."""
    confirmed = Delegate.objects.filter(conference=conference, state=Delegate.State.CONFIRMED).order_by()
    counts = list(confirmed.values_list("unit").annotate(Count("pk"), Count("arrived_at")))
    return by_unit({unit: count for unit, count, _ in counts}, {unit: arrived for unit, _, arrived in counts})
