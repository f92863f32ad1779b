"""Reading events and disciplines. There are a few events a year, of two kinds: lists of both take a query each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left, Length
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from pagecache.generation import kept
from pages.addresses import path_of
from vietnamese.dates import VIETNAM

from .models import Branch, ConferencePage, Discipline, EventPage, FestivalPage, Handout, Session

KINDS: tuple[type[EventPage], ...] = (FestivalPage, ConferencePage)
Kind = TypeVar("Kind", bound=EventPage)


def today() -> date:
    """The day that it is in Vietnam, wherever the server stands."""
    return timezone.localdate(timezone=VIETNAM)


def listed(kind: type[Kind] = FestivalPage) -> QuerySet[Kind]:
    """The events of a kind that everyone may see, the latest first. Of one that also stands elsewhere in the tree, as
    an alias, the original: its disciplines and its programme hang on that."""
    # Wagtail's .public() asks for all restrictions of the site first.
    above = Left(OuterRef("path"), Length("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(page__path=above))
    return kind.objects.live().filter(alias_of=None).exclude(restricted).order_by("-starts_on", "-pk")


def cards(condition: Q | None = None) -> list[EventPage]:
    """Events of both kinds for a list, in the order of the calendar, each festival with the number of its disciplines:
    two queries. `condition` speaks of what all events have."""
    festivals = listed(FestivalPage).defer("body", "consent_text").annotate(discipline_count=Count("disciplines"))
    conferences = listed(ConferencePage).defer("body", "delegates_note")
    found: list[EventPage] = []
    for events in (festivals, conferences):
        found += events.filter(condition) if condition else events
    return sorted(found, key=_place_in_calendar)


def _place_in_calendar(event: EventPage) -> tuple:
    return event.starts_on, event.start_time or time(), event.pk


@dataclass(frozen=True)
class Events:
    """All events from the view of a day: each stands in exactly one list, cancelled ones too. The next one that comes
    stands first, and of the past ones the last."""

    current: list[EventPage]
    coming: list[EventPage]
    past: list[EventPage]


def events_on(day: date) -> Events:
    """What is on, what comes and what was. An event is on for the whole of its days, whatever its hours."""
    found = cards()
    return Events(
        current=[event for event in found if event.starts_on <= day <= event.ends_on],
        coming=[event for event in found if day < event.starts_on],
        past=[event for event in reversed(found) if event.ends_on < day],
    )


def next_ones(most: int) -> list[EventPage]:
    """What is on today or comes, the next one first: what takes place as well as what no longer does."""
    return cards(Q(ends_on__gte=today()))[:most]


def years() -> dict[int, int]:
    """The years in which events began, the latest first, each with their number."""
    return _counted(month.year for month in _months())


def months_of(year: int) -> dict[int, int]:
    """The months of a year in which events began, in order, each with their number."""
    return dict(reversed(_counted(month.month for month in _months() if month.year == year).items()))


def _months() -> list[date]:
    return kept("events.months", _first_days)


def _first_days() -> list[date]:
    """The first day of each event, the latest first."""
    return sorted((day for kind in KINDS for day in listed(kind).values_list("starts_on", flat=True)), reverse=True)


def _counted(numbers: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    return counts


def events_between(first: date, last: date) -> list[EventPage]:
    """The events that began on one of these days, in the order of the calendar: of a year or a month each event is in
    one."""
    return cards(Q(starts_on__range=(first, last)))


def newest_changes(coming_from: date, most: int) -> list[EventPage]:
    """For those who follow what is new: the events that are not over, and of the others those that were published
    last. The last published first."""
    found = cards()
    found.sort(key=lambda event: (event.ends_on >= coming_from, _published(event)), reverse=True)
    return sorted(found[:most], key=_published, reverse=True)


def _published(event: Page) -> datetime:
    return event.last_published_at or event.first_published_at or datetime.min.replace(tzinfo=VIETNAM)


def addresses() -> list[tuple[str, datetime | None]]:
    """The path of each event and of each discipline, with the time of the event's last publication: three queries."""
    slugs: dict[int, list[str]] = defaultdict(list)
    for festival, slug in Discipline.objects.filter(festival__in=listed().values("pk")).values_list("festival", "slug"):
        slugs[festival].append(slug)
    found = []
    for kind in KINDS:
        for pk, url_path, published_at in listed(kind).values_list("pk", "url_path", "last_published_at"):
            url = path_of(url_path)
            found += [(url, published_at), *((f"{url}noi-dung/{slug}/", published_at) for slug in slugs[pk])]
    return found


def sessions_of(event: EventPage, **only) -> list[Session]:
    """The programme of an event, or what of it `only` these fields name, each session with its discipline and its
    speakers: two queries, and one when there is nothing."""
    sessions = Session.objects.filter(event=event.pk, **only).order_by("starts_at", "ends_at", "hall", "pk")
    return list(sessions.select_related("discipline").prefetch_related("speakers"))


def handouts_of(event: EventPage) -> list[Handout]:
    """The files of an event that somebody beside the organisers may have, in order: one query."""
    return list(Handout.objects.filter(event=event.pk).exclude(audience=Handout.Audience.NOBODY))


def disciplines_of(festival: FestivalPage) -> list[Discipline]:
    """The disciplines of a festival in order, each with the festival at hand: one query."""
    found = list(festival.disciplines.order_by("position", "pk"))
    for discipline in found:
        discipline.festival = festival
    return found


def by_branch(disciplines: list[Discipline]) -> list[tuple[Branch, list[Discipline]]]:
    """The same, sports first; a branch without disciplines is left out."""
    groups = [(branch, [item for item in disciplines if item.branch == branch]) for branch in Branch]
    return [(branch, found) for branch, found in groups if found]
