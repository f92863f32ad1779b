"""Reading events and disciplines. There are a few events a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Left, Length
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pagecache.generation import kept
from pages.addresses import path_of
from vietnamese.dates import VIETNAM

from .models import Branch, Discipline, FestivalPage


def today() -> date:
    """The day that it is in Vietnam, wherever the server stands."""
    return timezone.localdate(timezone=VIETNAM)


def listed() -> QuerySet[FestivalPage]:
    """The events that everyone may see, the latest first."""
    # Wagtail's .public() asks for all restrictions of the site first.
    above = Left(OuterRef("path"), Length("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(page__path=above))
    return FestivalPage.objects.live().exclude(restricted).order_by("-starts_on", "-pk")


def cards(festivals: QuerySet[FestivalPage]) -> list[FestivalPage]:
    """Events for a list, each with the number of its disciplines: one query."""
    return list(festivals.defer("body", "consent_text").annotate(discipline_count=Count("disciplines")))


@dataclass(frozen=True)
class Events:
    """All events from the view of a day: each stands in exactly one list. The next one that comes stands first, and
    of the past ones the last."""

    current: list[FestivalPage]
    coming: list[FestivalPage]
    past: list[FestivalPage]


def events_on(day: date) -> Events:
    found = cards(listed())
    return Events(
        current=[event for event in reversed(found) if event.starts_on <= day <= event.ends_on],
        coming=[event for event in reversed(found) if day < event.starts_on],
        past=[event for event in found if event.ends_on < day],
    )


def years() -> dict[int, int]:
    """The years in which events began, the latest first, each with their number."""
    return kept("events.years", _years)


def _years() -> dict[int, int]:
    counts: dict[int, int] = {}
    for day in listed().values_list("starts_on", flat=True):
        counts[day.year] = counts.get(day.year, 0) + 1
    return counts


def events_of_year(year: int) -> list[FestivalPage]:
    """The events that began in a year, in the order of the calendar."""
    return cards(listed().filter(starts_on__range=(date(year, 1, 1), date(year, 12, 31))).order_by("starts_on", "pk"))


def addresses() -> list[tuple[str, datetime | None]]:
    """The path of each event and of each of its disciplines, with the time of the event's last publication: two
    queries."""
    slugs: dict[int, list[str]] = defaultdict(list)
    for festival, slug in Discipline.objects.filter(festival__in=listed().values("pk")).values_list("festival", "slug"):
        slugs[festival].append(slug)
    found = []
    for pk, url_path, published_at in listed().values_list("pk", "url_path", "last_published_at"):
        url = path_of(url_path)
        found += [(url, published_at), *((f"{url}noi-dung/{slug}/", published_at) for slug in slugs[pk])]
    return found


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
