"""Reading whom units nominate, in a number of queries that does not grow with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from events.models import ConferencePage, DelegateQuota, EventState, Session
from units.models import Unit
from vietnamese.text import fold

from .. import windows
from ..windows import Window
from .models import STANDING, Delegate
from .rules import Others, Terms


def current_conferences(now: datetime) -> QuerySet[ConferencePage]:
    """The conferences that are live and not over, the next one first."""
    today = timezone.localtime(now).date()
    return ConferencePage.objects.live().filter(ends_on__gte=today).defer("body").order_by("starts_on", "pk")


def taking_delegates(conferences: QuerySet[ConferencePage]) -> QuerySet[ConferencePage]:
    """Those to which units nominate: not cancelled, and with a time for it."""
    return conferences.exclude(state=EventState.CANCELLED).filter(closes_at__isnull=False)


def with_waiting(conferences: QuerySet[ConferencePage]) -> QuerySet[ConferencePage]:
    """The conferences with the numbers of delegates who wait and who are confirmed, as `waiting` and `confirmed`."""
    return conferences.annotate(
        waiting=Count("delegates", filter=Q(delegates__state=Delegate.State.NOMINATED)),
        confirmed=Count("delegates", filter=Q(delegates__state=Delegate.State.CONFIRMED)),
    )


def quota_of(conference: ConferencePage, unit: Unit) -> int | None:
    """How many delegates a unit sends; None is any number."""
    own = DelegateQuota.objects.filter(page=conference, unit=unit).values_list("most", flat=True).first()
    return conference.most_delegates if own is None else own


def quotas_of(conference: ConferencePage) -> dict[int, int]:
    """The numbers of the units that have one of their own, by the unit's key."""
    return dict(DelegateQuota.objects.filter(page=conference).values_list("unit_id", "most"))


def asked_sessions(conference: ConferencePage) -> list[Session]:
    """The sessions of which units say who attends them, in the order of the programme; `has_rival` where another of
    its kind takes place meanwhile."""
    held = Session.objects.filter(event=conference.pk, is_cancelled=False)
    rivals = held.filter(
        kind=OuterRef("kind"), starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    ).exclude(pk=OuterRef("pk"))
    return list(held.filter(asks_delegates=True).annotate(has_rival=Exists(rivals)))


def for_everybody(sessions: Iterable[Session]) -> frozenset[int]:
    """Those of the asked sessions that a delegate attends if nobody says otherwise: all that have no rival."""
    return frozenset(session.pk for session in sessions if not session.has_rival)


def _parallel(sessions: Iterable[Session]) -> list[frozenset[int]]:
    """The pairs of sessions of which nobody can attend both."""
    asked = [session for session in sessions if session.kind == Session.Kind.SESSION]
    return [
        frozenset((one.pk, other.pk))
        for one, other in combinations(asked, 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]


def standing(conference: ConferencePage) -> QuerySet[Delegate]:
    """Those who come, as far as is known."""
    return Delegate.objects.filter(conference=conference, state__in=STANDING)


def terms_of(conference: ConferencePage, unit: Unit, now: datetime) -> Terms:
    """What the conference asks of the unit at a moment."""
    window = windows.conference_window(conference, now)
    sessions = asked_sessions(conference)
    return Terms(
        window=window.state,
        bound=window.opens_at if window.state == windows.BEFORE else window.closes_at,
        quota=quota_of(conference, unit),
        sessions=frozenset(session.pk for session in sessions),
        parallel=_parallel(sessions),
        is_cancelled=conference.is_cancelled,
    )


def others_of(conference: ConferencePage, unit: Unit, emails: Iterable[str], *, but: Delegate | None = None) -> Others:
    """Who stands beside those to be nominated, whose e-mail addresses are `emails`; without `but`."""
    there = standing(conference).exclude(pk=but.pk) if but else standing(conference)
    people = list(there.filter(unit=unit).order_by().values_list("folded_name", "post"))
    wanted = {email.strip().lower() for email in emails} - {""}
    same = there.annotate(address=Lower("email")).filter(address__in=wanted)
    return Others(
        people=frozenset((name, fold(post)) for name, post in people),
        count=len(people),
        emails={
            address: name if of == unit.pk else ""
            for address, name, of in same.order_by().values_list("address", "full_name", "unit_id")
        },
    )


@dataclass(frozen=True)
class Card:
    """A conference as a unit sees it among others: how many it has nominated, of how many (None is any number)."""

    conference: ConferencePage
    window: Window
    quota: int | None
    nominated: int
    confirmed: int

    @property
    def is_open(self) -> bool:
        """Whether the unit can do something about it now."""
        return self.window.state == windows.OPEN and self.quota != 0 and not self.conference.is_cancelled

    @property
    def is_full(self) -> bool:
        return self.quota is not None and self.nominated >= self.quota


def cards(conferences: Iterable[ConferencePage], unit: Unit, now: datetime) -> list[Card]:
    """The conferences with what the unit has done there: two queries, or none without conferences."""
    conferences = list(conferences)
    if not conferences:
        return []
    of_unit = Delegate.objects.filter(conference__in=conferences, unit=unit, state__in=STANDING).order_by()
    counted = of_unit.values_list("conference").annotate(
        nominated=Count("pk"), confirmed=Count("pk", filter=Q(state=Delegate.State.CONFIRMED))
    )
    counts = {pk: (nominated, confirmed) for pk, nominated, confirmed in counted}
    own = dict(DelegateQuota.objects.filter(page__in=conferences, unit=unit).values_list("page_id", "most"))
    return [
        Card(
            conference,
            windows.conference_window(conference, now),
            own.get(conference.pk, conference.most_delegates),
            *counts.get(conference.pk, (0, 0)),
        )
        for conference in conferences
    ]


def current_cards(unit: Unit, now: datetime) -> list[Card]:
    """The coming conferences that concern a unit: those to which it is asked to nominate, or where it has."""
    found = cards(current_conferences(now), unit, now)
    return [card for card in found if card.nominated or (card.window.state != windows.UNSET and card.quota != 0)]


def past_conferences(unit: Unit, now: datetime) -> QuerySet[ConferencePage]:
    """Those that are over to which the unit nominated somebody, the latest first."""
    today = timezone.localtime(now).date()
    of_unit = Delegate.objects.filter(unit=unit).values("conference")
    over = ConferencePage.objects.live().filter(ends_on__lt=today, pk__in=of_unit)
    return over.defer("body").order_by("-starts_on", "-pk")


def delegates_of(conference: ConferencePage, unit: Unit) -> list[Delegate]:
    """Whom the unit has nominated, with the sessions that they attend; those who do not come any more last."""
    found = Delegate.objects.filter(conference=conference, unit=unit).prefetch_related("sessions").order_by("sort_key")
    return sorted(found, key=lambda delegate: delegate.state not in STANDING)


@dataclass(frozen=True)
class Attendance:
    """How many attend a session; `vegetarians` are among the others counted."""

    session: Session
    nominated: int
    confirmed: int
    vegetarians: int


def attendance(conference: ConferencePage) -> list[Attendance]:
    """The sessions that are asked for, with how many come: for the hall and for the caterer."""
    comes = Q(delegates__state__in=STANDING)
    confirmed = Q(delegates__state=Delegate.State.CONFIRMED)
    sessions = Session.objects.filter(event=conference.pk, asks_delegates=True, is_cancelled=False).annotate(
        comes=Count("delegates", filter=comes),
        certain=Count("delegates", filter=confirmed),
        vegetarians=Count("delegates", filter=comes & Q(delegates__diet=Delegate.Diet.VEGETARIAN)),
    )
    return [
        Attendance(session, session.comes, session.certain, session.vegetarians)
        for session in sessions.order_by("starts_at", "ends_at", "hall", "pk")
    ]


@dataclass(frozen=True)
class UnitRow:
    """What a unit has nominated. `quota` None is any number."""

    unit: Unit
    quota: int | None
    waiting: int = 0
    confirmed: int = 0

    @property
    def nominated(self) -> int:
        return self.waiting + self.confirmed


def by_unit(conference: ConferencePage) -> Sequence[UnitRow]:
    """Each unit of the bloc, with those that have left it meanwhile where they nominated somebody."""
    own = quotas_of(conference)
    counts: dict[int, dict[str, int]] = {}
    for unit, state, count in (
        standing(conference).order_by().values_list("unit_id", "state").annotate(count=Count("pk"))
    ):
        counts.setdefault(unit, {})[state] = count
    units = Unit.objects.filter(Q(is_active=True) | Q(pk__in=counts)).order_by("position", "name")
    return [
        UnitRow(
            unit,
            own.get(unit.pk, conference.most_delegates),
            counts.get(unit.pk, {}).get(Delegate.State.NOMINATED, 0),
            counts.get(unit.pk, {}).get(Delegate.State.CONFIRMED, 0),
        )
        for unit in units
    ]
