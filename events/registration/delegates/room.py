"""The room of a conference's documents: whom it is open to, and what lies there.

Open to those who act for a unit that sends somebody, to delegates themselves, known by the address of their account
that they have proved, and to those who make the conference: organisers, and the editors, who write about it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from accounts.queries import proved_addresses, represented_units
from events.models import ConferencePage, Handout, Session
from events.permissions import may_look
from events.published import give_papers
from vietnamese.dates import in_vietnam

from ..permissions import may_organise
from .models import STANDING, Delegate
from .queries import standing

Audience, Kind = Handout.Audience, Handout.Kind
LAST_FIRST = (Kind.RESOLUTION, Kind.MINUTES, Kind.MATERIAL, Kind.PAPER)
"""In which order documents of the whole conference stand: what it decided is looked for longest."""


def own_nominations(user: User) -> QuerySet[Delegate]:
    """The delegates that a person is: nominated or confirmed under an address that is theirs and proved. A unit may
    have given one address for several."""
    own = Delegate.objects.annotate(address=Lower("email")).filter(address__in=proved_addresses(user))
    return own.filter(state__in=STANDING)


def own_conferences(user: User) -> list[ConferencePage]:
    """The conferences to which a person goes as a delegate, the latest first."""
    own = own_nominations(user).order_by().values("conference")
    return list(ConferencePage.objects.live().filter(pk__in=own).defer("body").order_by("-starts_on", "-pk"))


def may_read(user: User, conference: ConferencePage) -> bool:
    """Whether the room of a conference is open to somebody."""
    if not user.is_authenticated:
        return False
    return (
        own_nominations(user).filter(conference=conference).exists()
        or standing(conference).filter(unit__in=represented_units(user)).exists()
        or may_organise(user)
        or may_look(user)
    )


def readable(conference: ConferencePage) -> QuerySet[Handout]:
    """What lies in the room: not what nobody is to read yet."""
    return Handout.objects.filter(event=conference, audience__in=[Audience.EVERYONE, Audience.DELEGATES])


@dataclass(frozen=True)
class Day:
    """The programme of one day; each session has its `readable` documents and its speakers at hand."""

    day: date
    sessions: list[Session]


@dataclass(frozen=True)
class Group:
    """The documents of one kind that belong to no session."""

    label: str
    handouts: list[Handout]


@dataclass(frozen=True)
class Shelf:
    """All that lies in a room: `groups` are of the whole conference, `days` the agenda with what belongs to it."""

    groups: Sequence[Group]
    days: Sequence[Day]
    count: int


def shelf(conference: ConferencePage) -> Shelf:
    """What lies in the room, in three queries."""
    handouts = list(readable(conference))
    sessions = list(Session.objects.filter(event=conference).prefetch_related("speakers"))
    general = give_papers(sessions, handouts)
    days = groupby(sessions, key=lambda session: in_vietnam(session.starts_at).date())
    groups = [Group(kind.label, own) for kind in LAST_FIRST if (own := [one for one in general if one.kind == kind])]
    return Shelf(groups, [Day(day, list(own)) for day, own in days], len(handouts))


def nominations_at(user: User, conference: ConferencePage) -> list[Delegate]:
    """The delegates that a person is at one conference, with the sessions that they attend."""
    sessions = Prefetch("sessions", queryset=Session.objects.order_by("starts_at", "ends_at", "hall", "pk"))
    own = own_nominations(user).filter(conference=conference).select_related("unit").prefetch_related(sessions)
    return list(own.order_by("sort_key", "pk"))
