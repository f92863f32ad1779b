"""Reading who is expected at a festival and who has come, in a number of queries that does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from events.models import FestivalPage
from events.registration.models import Accreditation, Arrival, EntryMember, Participant, State
from events.registration.tokens import read_token
from units.models import Unit
from vietnamese.text import fold

from .counts import UnitCount, by_unit

FOUND = 20
"""So many of one name are shown; with another word of it there are fewer."""


@dataclass(frozen=True)
class Expected:
    """Somebody who is to come: what they are in which discipline, the code of their card, when they came."""

    pk: int
    name: str
    unit: Unit
    birth_date: date | None
    gender: str
    post: str
    duties: tuple[str, ...]
    token: str = ""
    arrival: Arrival | None = None

    @property
    def arrived_at(self) -> datetime | None:
        return self.arrival and self.arrival.at


def _on_rosters(festival: FestivalPage) -> QuerySet[Participant]:
    """Everybody of an approved entry."""
    approved = EntryMember.objects.filter(entry__discipline__festival=festival, entry__state=State.APPROVED)
    return Participant.objects.filter(pk__in=approved.order_by().values("participant"))


def _described(festival: FestivalPage, people: Iterable[Participant]) -> list[Expected]:
    people = list(people)
    members = (
        EntryMember.objects.filter(
            participant__in=[person.pk for person in people],
            entry__discipline__festival=festival,
            entry__state=State.APPROVED,
        )
        .select_related("entry__discipline")
        .order_by("entry__discipline__position", "entry__discipline", "pk")
    )
    duties: dict[int, list[str]] = {}
    for member in members:
        duties.setdefault(member.participant_id, []).append(
            f"{member.entry.discipline.name} ({member.get_role_display().lower()})"
        )
    cards = Accreditation.objects.filter(festival=festival, participant__in=people)
    tokens = dict(cards.values_list("participant", "token"))
    standing = Arrival.objects.filter(festival=festival, participant__in=people, undone_at=None).select_related("by")
    arrivals = {arrival.participant_id: arrival for arrival in standing}
    return [
        Expected(
            pk=person.pk,
            name=person.full_name,
            unit=person.unit,
            birth_date=person.birth_date,
            gender=person.get_gender_display() if person.gender else "",
            post=person.post,
            duties=tuple(duties.get(person.pk, ())),
            token=tokens.get(person.pk, ""),
            arrival=arrivals.get(person.pk),
        )
        for person in people
    ]


def expected(festival: FestivalPage) -> list[Expected]:
    """Everybody of an approved entry, by unit and name."""
    people = _on_rosters(festival).select_related("unit")
    return _described(festival, people.order_by("unit__position", "unit__name", "sort_key", "pk"))


def find(festival: FestivalPage, typed: str) -> list[Expected]:
    """Those whom a code or a name means, in whichever accents. A code is found although its bearer is no longer on a
    roster: they stand at the door, and somebody has to be told so."""
    if token := read_token(typed):
        holders = Participant.objects.filter(accreditations__festival=festival, accreditations__token=token)
        if found := _described(festival, holders.select_related("unit")):
            return found
    words = fold(typed).split()
    if not words:
        return []
    people = _on_rosters(festival).select_related("unit")
    for word in words:
        people = people.filter(folded_name__contains=word)
    return _described(festival, people.order_by("sort_key", "pk")[:FOUND])


def one(festival: FestivalPage, participant_id: int) -> Expected | None:
    """Somebody by their key: of a roster, or with a card of this festival."""
    people = _on_rosters(festival) | Participant.objects.filter(accreditations__festival=festival)
    found = people.filter(pk=participant_id).select_related("unit").distinct()
    return next(iter(_described(festival, found)), None)


def arrivals_by_unit(festival: FestivalPage) -> list[UnitCount]:
    """The units of those expected, in their order."""
    people = _on_rosters(festival)
    sums = dict(people.order_by().values_list("unit").annotate(Count("pk")))
    standing = Arrival.objects.filter(festival=festival, undone_at=None, participant__in=people.order_by())
    came = dict(standing.order_by().values_list("participant__unit").annotate(Count("pk")))
    return by_unit(sums, came)


def without_card(festival: FestivalPage) -> int:
    """How many of those expected have no card yet."""
    return _on_rosters(festival).exclude(accreditations__festival=festival).count()
