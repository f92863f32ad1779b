"""What is to stand in the calendar for an event: itself, its sessions, the ends of its registration.

Whoever knows of more (matches, a rehearsal) registers a function, once, when its app is ready. Only what everyone may
see is asked for: of a draft, and of what stands behind a password, nothing stands in the calendar.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from django.utils.functional import cached_property
from wagtail.models import Site

from events.models import ConferencePage, Discipline, EventPage, EventState, FestivalPage, Session
from events.queries import listed
from navigation.models import SiteIdentity
from pages.addresses import path_of

from .models import CalendarItem

Kind, Status = CalendarItem.Kind, CalendarItem.Status
FIRST_PART = re.compile(r".*?(?=\s*[,;(]|\s+[–—-]\s|\s*$)", re.DOTALL)
"""Of a place: of "Hội trường A, Nhà khách La Thành" the hall."""
KINDS = {FestivalPage: Kind.FESTIVAL, ConferencePage: Kind.CONFERENCE}


@dataclass(frozen=True)
class Standing:
    """Something that is to stand in the calendar, with the words of CalendarItem; `source` says what it is made of.

    A deadline begins and ends at the first moment at which it is too late.
    """

    source: str
    kind: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    path: str
    event_title: str = ""
    discipline_number: int | None = None
    asks_delegates: bool = False
    description: str = ""
    is_all_day: bool = False
    location: str = ""
    latitude: float | None = None
    longitude: float | None = None
    organiser_name: str = ""
    organiser_email: str = ""
    status: str = Status.CONFIRMED
    reason: str = ""

    def __post_init__(self):
        # A page's title, or a hall with a place and an address, can be longer together than there is room.
        for name in ("summary", "event_title", "location", "path", "organiser_name", "reason"):
            most = CalendarItem._meta.get_field(name).max_length
            object.__setattr__(self, name, getattr(self, name)[:most])
        # No form lets that through; one row that a script wrote must not keep all others from being written down.
        object.__setattr__(self, "ends_at", max(self.starts_at, self.ends_at))


UNTOLD = ("source", "discipline_number", "asks_delegates")
TOLD = tuple(field.name for field in fields(Standing) if field.name not in UNTOLD)
"""What a subscriber is told of an item, as far as its source decides it."""


class Public:
    """A published event that everyone may see, and what all its items have in common."""

    def __init__(self, page: EventPage):
        self.page = page
        self.number = page.pk
        self.title = page.title
        self.path = path_of(page.url_path)
        self.status = _status(page.state)
        self.reason = page.state_reason if page.state in (EventState.MOVED, EventState.CANCELLED) else ""

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @cached_property
    def common(self) -> dict[str, object]:
        """Where it is and who organises it."""
        point, identity = self.page.point, _identity()
        contact = next((found.email for found in self.page.contacts.all() if found.email), "")
        return {
            "event_title": self.title,
            "latitude": point and point.latitude,
            "longitude": point and point.longitude,
            "organiser_name": self.page.organiser or identity.organisation or identity.name,
            "organiser_email": contact or identity.email,
        }

    def location(self, hall: str = "") -> str:
        """The hall, the place and its address, as far as they are known. A place often begins with the hall already.

        Looked for anywhere in the place, two halls could both be found there, and nobody would be told of a change
        from one to the other.
        """
        if hall.casefold() == FIRST_PART.match(self.page.place)[0].casefold():
            hall = ""
        return ", ".join(filter(None, (hall, self.page.place, self.page.address)))

    @cached_property
    def disciplines(self) -> dict[int, Discipline]:
        if not isinstance(self.page, FestivalPage):
            return {}
        return {discipline.pk: discipline for discipline in self.page.disciplines.all()}

    def path_of_discipline(self, number: int | None) -> str:
        """A discipline's page; the event's where there is none."""
        discipline = self.disciplines.get(number)
        return f"{self.path}noi-dung/{discipline.slug}/" if discipline else self.path


Make = Callable[[Public], Iterable[Standing]]

_makers: list[Make] = []


def add(make: Make) -> None:
    """Has `make(event)` say what else stands in the calendar for each public event. It asks the database a fixed number
    of times, and gives each thing the same `source` for ever."""
    _makers.append(make)


def of_event(number: int) -> list[Standing]:
    """What is to stand in the calendar for the page with this number; nothing when it is no event, or not public."""
    for kind in KINDS:
        page = listed(kind).select_related(None).filter(pk=number).first()
        if page is not None:
            event = Public(page)
            return [standing for make in _makers for standing in make(event)]
    return []


def itself(event: Public) -> Iterator[Standing]:
    page = event.page
    yield Standing(
        source=f"event-{event.number}",
        kind=KINDS[type(page)],
        summary=event.title,
        description=page.intro,
        starts_at=page.begins_at,
        ends_at=page.ends_at,
        is_all_day=page.is_all_day,
        location=event.location(),
        path=event.path,
        status=event.status,
        reason=event.reason,
        **event.common,
    )


def sessions(event: Public) -> Iterator[Standing]:
    """A session of a cancelled event is cancelled with it."""
    for session in Session.objects.filter(event_id=event.number).prefetch_related("speakers"):
        is_cancelled = session.is_cancelled and not event.is_cancelled
        yield Standing(
            source=f"session-{session.pk}",
            kind=Kind.SESSION,
            discipline_number=session.discipline_id,
            asks_delegates=session.asks_delegates,
            summary=session.title,
            description="\n".join(filter(None, (session.description, *map(_speaking, session.speakers.all())))),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            location=event.location(session.hall),
            path=event.path_of_discipline(session.discipline_id),
            status=Status.CANCELLED if is_cancelled else event.status,
            reason=session.reason if is_cancelled else event.reason if event.is_cancelled else "",
            **event.common,
        )


def deadlines(event: Public) -> Iterator[Standing]:
    """The end of registration; and of each discipline that has one of its own."""
    own = [(row.pk, f"{row.name} – {event.title}", row.closes_at) for row in event.disciplines.values()]
    for number, summary, closes_at in [(None, event.title, event.page.closes_at), *own]:
        if closes_at is None:
            continue
        yield Standing(
            source=f"deadline-{event.number}" if number is None else f"deadline-{event.number}-{number}",
            kind=Kind.DEADLINE,
            discipline_number=number,
            summary=summary,
            starts_at=closes_at,
            ends_at=closes_at,
            path=event.path_of_discipline(number),
            asks_delegates=isinstance(event.page, ConferencePage),
            # Registration takes place as announced also for an event that is only planned.
            status=Status.CANCELLED if event.is_cancelled else Status.CONFIRMED,
            reason=event.reason if event.is_cancelled else "",
            **event.common | {"latitude": None, "longitude": None},
        )


def connect() -> None:
    for make in (itself, sessions, deadlines):
        add(make)


def _status(state: str) -> str:
    return {EventState.PLANNED: Status.TENTATIVE, EventState.CANCELLED: Status.CANCELLED}.get(state, Status.CONFIRMED)


def _speaking(speaker) -> str:
    who = f"{speaker.name} ({speaker.post})" if speaker.post else speaker.name
    return f"{who}: {speaker.topic}" if speaker.topic else who


def _identity() -> SiteIdentity:
    site = Site.objects.filter(is_default_site=True).first()
    return SiteIdentity.objects.filter(site=site).first() or SiteIdentity(site=site)
