"""Reading the search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connections, router
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from images.models import CustomImage
from images.queries import attach_renditions
from topics.models import Topic
from units import queries as units

from .index import Match, index_on
from .keys import HIGHEST, LOWEST, first_key, last_key
from .kinds import ALBUM, label_of
from .models import SearchEntry
from .photos import FoundPhoto, photos_found
from .snippets import marked, snippet
from .tokens import KIND, TOPIC
from .typed import Tokens, Typed, suggestion_tiers

MOST_RESULTS = 1_000
"""Results after these are not counted and cannot be reached: nobody turns a hundred pages, and there the work for a
word that stands everywhere has its bound."""

SUGGESTIONS = 8
UNITS_SUGGESTED = 3


@dataclass(frozen=True)
class Filters:
    """What narrows a search down."""

    kind: str = ""
    topic: Topic | None = None
    first: date | None = None
    last: date | None = None

    def tokens(self) -> Tokens:
        """The tokens that every result must have."""
        wanted = [KIND + self.kind] if self.kind else []
        if self.topic:
            wanted.append(f"{TOPIC}{self.topic.pk}")
        return tuple(wanted)


@dataclass(frozen=True)
class Result:
    """One result as the page shows it."""

    title_html: SafeString
    snippet_html: SafeString
    url: str
    kind_label: str
    date: datetime | None
    image: CustomImage | None
    topics: list[str]
    photos: list[FoundPhoto]


@dataclass(frozen=True)
class Suggestion:
    """A title that fits what has been typed so far."""

    title_html: SafeString
    url: str


def find(typed: Typed, filters: Filters | None = None) -> list[int]:
    """The keys of what was searched for, the best first: at most one more than `MOST_RESULTS`."""
    filters = filters or Filters()
    zone = timezone.get_default_timezone()
    narrowed = {
        "excluded": typed.excluded(),
        "lowest": first_key(filters.first, zone) if filters.first else LOWEST,
        "highest": last_key(filters.last, zone) if filters.last else HIGHEST,
    }
    return _tier_by_tier([Match((*tier, *filters.tokens()), **narrowed) for tier in typed.tiers()], MOST_RESULTS + 1)


def _tier_by_tier(tiers: Sequence[Match], amount: int) -> list[int]:
    """The first keys of all tiers in a row, each key once.

    The last tier has all pages of the others in it, so it is asked first: what it does not find need not be looked
    for, and what it finds says from where and, unless it found more than enough, how far. Every tier is asked for
    the full amount, because its pages may all have been in tiers before it; those are never more than that amount, so
    neither is the work.
    """
    if not tiers:
        return []
    index = index_on(connections[router.db_for_read(SearchEntry)])
    *narrow, widest = tiers
    among = index.newest(widest, amount)
    if not among:
        return []
    lowest = among[-1] if len(among) < amount else widest.lowest
    found: dict[int, None] = {}
    for tier in narrow:
        tier = replace(tier, lowest=lowest, highest=among[0])
        found.update(dict.fromkeys(index.newest(tier, amount)))
        if len(found) >= amount:
            break
    found.update(dict.fromkeys(among))
    return list(found)[:amount]


def results(keys: Sequence[int], typed: Typed, topics: Iterable[Topic]) -> list[Result]:
    """What to show for these keys, in their order."""
    entries = _entries(keys)
    found = photos_found([entry for entry in entries if entry.kind == ALBUM], typed)
    pages = _pages_with_pictures(entries, beside=[photo.image for some in found.values() for photo in some])
    names = {topic.pk: topic.name for topic in topics}
    terms = typed.marks()
    return [
        Result(
            title_html=mark_safe(marked(entry.title, terms)),
            snippet_html=mark_safe(snippet(entry.text, terms)),
            url=page.url,
            kind_label=label_of(entry.kind),
            date=entry.published_at,
            image=page.picture(),
            topics=[names[topic_id] for topic_id in entry.topic_ids if topic_id in names],
            photos=found.get(entry.pk, []),
        )
        for entry in entries
        if (page := pages.get(entry.pk))
    ]


def suggestions(text: str) -> list[Suggestion]:
    """A few units and titles that fit what has been typed so far, the newest first."""
    words = text.split()
    fitting = units.beginning_with(text, units.units())[:UNITS_SUGGESTED]
    of_units = [
        Suggestion(mark_safe(marked(unit.name, words, prefix=True)), unit.get_absolute_url()) for unit in fitting
    ]
    entries = _entries(_tier_by_tier([Match(tier) for tier in suggestion_tiers(text)], SUGGESTIONS))
    pages = Page.objects.in_bulk([entry.pk for entry in entries])
    of_pages = [
        Suggestion(mark_safe(marked(entry.title, words, prefix=True)), page.url)
        for entry in entries
        if (page := pages.get(entry.pk))
    ]
    return [*of_units, *of_pages][:SUGGESTIONS]


def _entries(keys: Sequence[int]) -> list[SearchEntry]:
    by_key = SearchEntry.objects.in_bulk(keys, field_name="key")
    return [by_key[key] for key in keys if key in by_key]


def _pages_with_pictures(entries: Iterable[SearchEntry], beside: Iterable[CustomImage]) -> dict[int, Page]:
    """The specific pages and their pictures, in a number of queries that depends on the kinds of pages only. The
    pictures that stand `beside` them get their renditions in the same query."""
    of_entries = Page.objects.filter(pk__in=[entry.pk for entry in entries]).defer_streamfields().specific()
    pages = {page.pk: page for page in of_entries}
    for model in {type(page) for page in pages.values()}:
        model.fetch_pictures([page for page in pages.values() if type(page) is model])
    attach_renditions([*(page.picture() for page in pages.values()), *beside])
    return pages
