"""Reading the news. Every list costs the same among a thousand articles and among a hundred thousand:
identities come from an index that holds nothing else, and only the articles shown are then fetched."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import Page

from figures.queries import TOTALS
from images.queries import Picture, attach_renditions
from pagecache import generation
from pages.addresses import path_of
from topics.models import Topic
from units.models import Unit
from vietnamese.dates import month_grid

from .models import ArticlePage, ArticleTopic, NewsIndexPage, RelatedArticle

FIRST_YEAR = 1990
"""No portal is older, so no older month is worth keeping."""


def listed() -> QuerySet[ArticlePage]:
    """The articles that readers may find, newest first."""
    return ArticlePage.objects.filter(listed_at__isnull=False).order_by("-listed_at", "-pk")


@dataclass
class Card:
    """What a list shows of an article. A page object with its picture costs six times as much to fetch and to make."""

    pk: int
    title: str
    url: str
    lead: str
    shown_at: datetime
    main_picture: Picture | None
    topics: list[Topic] = field(default_factory=list)


def cards(ids: Iterable[int]) -> list[Card]:
    """The articles with these ids, in this order, with their topics and their pictures' renditions: three queries."""
    found = bare_cards(ids)
    _attach_topics(found)
    attach_renditions(card.main_picture for card in found)
    return found


def bare_cards(ids: Iterable[int]) -> list[Card]:
    """Cards without topics and renditions, for a caller that attaches them for the whole page at once."""
    ids = list(ids)
    by_id = {card.pk: card for card in _cards_of(ArticlePage.objects.filter(pk__in=ids))} if ids else {}
    return [by_id[pk] for pk in ids if pk in by_id]


def _cards_of(articles: QuerySet[ArticlePage]) -> list[Card]:
    columns = [f"main_picture__{name}" for name in Picture.COLUMNS]
    rows = articles.order_by().values_list("pk", "title", "url_path", "lead", "listed_at", *columns)
    return [
        Card(pk, title, path_of(url_path), lead, listed_at, Picture(*picture) if picture[0] else None)
        for pk, title, url_path, lead, listed_at, *picture in rows
    ]


def _attach_topics(found: list[Card]) -> None:
    topics = topics_of(card.pk for card in found)
    for card in found:
        card.topics = topics[card.pk]


def topics_of(ids: Iterable[int]) -> dict[int, list[Topic]]:
    """The topics of the articles with these ids, in the order that their editors gave them."""
    ids = list(ids)
    topics: dict[int, list[Topic]] = defaultdict(list)
    links = ArticleTopic.objects.filter(page_id__in=ids).order_by("sort_order", "pk")
    for link in links.select_related("topic") if ids else []:
        topics[link.page_id].append(link.topic)
    return topics


def with_bodies(ids: Iterable[int]) -> list[ArticlePage]:
    """The articles with these ids, in this order, whole."""
    links = ArticleTopic.objects.select_related("topic").order_by("sort_order", "pk")
    articles = (
        ArticlePage.objects.filter(pk__in=list(ids))
        .select_related("main_picture", "social_image")
        .prefetch_related(Prefetch("article_topics", queryset=links, to_attr="topic_links"))
    )
    by_id = {article.pk: article for article in articles}
    for article in by_id.values():
        article.topics = [link.topic for link in article.topic_links]
    return [by_id[pk] for pk in ids if pk in by_id]


def article_at(slug: str) -> ArticlePage | None:
    """The listed article of this slug, with its pictures and sums: what most requests ask for, in one query."""
    articles = ArticlePage.objects.filter(listed_at__isnull=False, slug=slug)
    return articles.select_related("main_picture", "social_image", "event", *TOTALS).first()


class Listing:
    """Articles for Django's Paginator: counts and slices on the index alone, then fetches the slice.

    A slice beyond the middle is read from the other end, so that the last page is as near as the first.
    """

    def __init__(self, rows: QuerySet, key: str = "pk", name: str = ""):
        """`key` is the column that holds the article; the count is kept under `name` until the site changes, because
        even an index takes its time to count a hundred thousand."""
        self.rows, self.key, self.name = rows, key, name
        self._count: int | None = None

    def count(self) -> int:
        if self._count is None:
            rows = self.rows.order_by()
            self._count = generation.kept(f"count.{self.name}", rows.count) if self.name else rows.count()
        return self._count

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Card]:
        start, stop = wanted.start, min(wanted.stop, self.count())
        ids = self.rows.values_list(self.key, flat=True)
        if start > self.count() // 2:
            tail = ids.reverse()[self.count() - stop : self.count() - start]
            return cards(reversed(list(tail)))
        return cards(ids[start:stop])


def all_articles() -> Listing:
    return Listing(listed(), name="all")


def articles_between(first: date, last: date) -> Listing:
    """The articles of a span of days in Hanoi, both ends included."""
    return Listing(listed().filter(listed_on__range=(first, last)))


def articles_about(topic: Topic) -> Listing:
    return Listing(_links(topic), key="page_id", name=f"topic.{topic.pk}")


def _links(topic: Topic) -> QuerySet[ArticleTopic]:
    return ArticleTopic.objects.filter(topic=topic, listed_at__isnull=False).order_by("-listed_at", "-page_id")


def latest_of(unit: Unit, count: int) -> list[Card]:
    """The newest articles about a unit, for its page, which is kept whole."""
    return cards(listed().filter(units=unit).values_list("pk", flat=True)[:count])


def latest_of_event(event: Page, count: int) -> list[Card]:
    """The newest articles about an event, for its page, which is kept whole."""
    return cards(listed().filter(event=event.pk).values_list("pk", flat=True)[:count])


def front(count: int) -> tuple[Card | None, list[Card]]:
    """The lead story and the newest articles beside it. The lead story is the one that the newsroom chose, else the
    newest that has a picture, else the newest."""
    chosen = NewsIndexPage.objects.live().values_list("lead_article", flat=True).first()
    ids = list(listed().values_list("pk", flat=True)[: count + 1])
    by_id = {card.pk: card for card in cards({*ids, chosen} - {None})}
    newest = [by_id[pk] for pk in ids if pk in by_id]
    lead = by_id.get(chosen)
    if lead is None or lead.shown_at is None:  # chosen, but not published any more
        lead = next((card for card in newest if card.main_picture), newest[0] if newest else None)
    return lead, [card for card in newest if lead is None or card.pk != lead.pk][:count]


def latest_ids_about(topic: Topic, count: int) -> list[int]:
    return list(_links(topic).values_list("page_id", flat=True)[:count])


def sections(topics: Iterable[Topic], each: int, without: Iterable[int] = ()) -> list[tuple[Topic, list[Card]]]:
    """For each topic its newest articles; an article stands in one section only, and empty sections are left out."""
    seen, plan = set(without), []
    for topic in topics:
        ids = [pk for pk in latest_ids_about(topic, each + len(seen)) if pk not in seen][:each]
        seen.update(ids)
        plan.append((topic, ids))
    by_id = {article.pk: article for article in cards(pk for _, ids in plan for pk in ids)}
    return [(topic, [by_id[pk] for pk in ids if pk in by_id]) for topic, ids in plan if ids]


@dataclass
class Surroundings:
    """What stands around an article: `older` and `newer` are listed just before and after it."""

    topics: list[Topic]
    related: list[Card]
    older: Card | None
    newer: Card | None


def surroundings(article: ArticlePage, count: int = 4, topics: list[Topic] | None = None) -> Surroundings:
    """The article's topics, the related articles (those the editor chose, else the newest of the first topic) and the
    two neighbours. A draft brings its own `topics`, of which the database does not know.

    The pictures' renditions are left to the caller, who attaches them for the whole page at once.
    """
    # By key, which the preview of a new article has not got yet.
    chosen = RelatedArticle.objects.filter(page_id=article.pk, article__listed_at__isnull=False)
    chosen = chosen.exclude(article_id=article.pk).order_by("sort_order").values_list("article_id", flat=True)
    related = list(dict.fromkeys(chosen[:count]))
    topics_by_id = topics_of([*related, *([article.pk] if topics is None else [])])
    topics = topics_by_id[article.pk] if topics is None else topics
    if topics and not related:
        related = [pk for pk in latest_ids_about(topics[0], count + 1) if pk != article.pk][:count]
        topics_by_id = dict.fromkeys(related, topics[:1])
    by_id, older, newer = _with_neighbours(article, related)
    for pk, card in by_id.items():
        card.topics = topics_by_id.get(pk, [])
    return Surroundings(topics, [by_id[pk] for pk in related if pk in by_id], older, newer)


def _with_neighbours(article: ArticlePage, ids: list[int]) -> tuple[dict[int, Card], Card | None, Card | None]:
    """The cards of these articles by their keys, and those of the articles listed just before and after this one, in
    one query: of all that it brings, the nearest on either side are the neighbours."""
    at, pk = article.listed_at, article.pk
    wanted = Q(pk__in=ids)
    if at is not None:
        # The first condition is the span of the index, the second settles those of the same second.
        older = listed().filter(listed_at__lte=at).filter(Q(listed_at__lt=at) | Q(pk__lt=pk))
        newer = listed().filter(listed_at__gte=at).filter(Q(listed_at__gt=at) | Q(pk__gt=pk)).reverse()
        wanted |= Q(pk=older.values("pk")[:1]) | Q(pk=newer.values("pk")[:1])
    found = {card.pk: card for card in _cards_of(listed().filter(wanted))}
    if at is None:
        return found, None, None

    def place(card: Card) -> tuple[datetime, int]:
        return card.shown_at, card.pk

    before = [card for card in found.values() if place(card) < (at, pk)]
    after = [card for card in found.values() if place(card) > (at, pk)]
    return found, max(before, key=place, default=None), min(after, key=place, default=None)


@dataclass(frozen=True)
class Day:
    """A day of the small calendar; `path` is empty when it has no news, `number` for a day of another month."""

    date: date
    number: str
    path: str


@dataclass(frozen=True)
class Month:
    """A month for the small calendar. `weeks` begin on Monday; `years` are those with news, the newest first."""

    first: date
    weeks: list[list[Day]]
    previous: date | None
    next: date | None
    years: list[int]


def month(year: int, month_number: int) -> Month:
    """The calendar of a month; `previous` and `next` are the nearest months with news, as their first days."""
    first = date(year, month_number, 1)
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        return _month(first)  # nobody else will ask; to keep ten thousand empty years would push out what is asked for
    return generation.kept(f"month.{year}.{month_number}", lambda: _month(first))


def _month(first: date) -> Month:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    within = listed().filter(listed_on__gte=first, listed_on__lt=following).order_by().values("listed_on").distinct()
    ends = _days_before(first), _days_after(following, inclusive=True), *_first_and_last()
    # The ends ride along with the days, so that a month with news costs one query.
    rows = list(within.values_list("listed_on", *(Subquery(end.values("listed_on")[:1]) for end in ends)))
    days = {day for day, *_ in rows}
    before, after, oldest, newest = (
        rows[0][1:] if rows else (end.values_list("listed_on", flat=True).first() for end in ends)
    )

    def cell(day: date) -> Day:
        inside = day.month == first.month
        return Day(day, str(day.day) if inside else "", f"{day:%Y/%m/%d}/" if day in days and inside else "")

    return Month(
        first=first,
        weeks=[[cell(day) for day in week] for week in month_grid(first.year, first.month)],
        previous=before.replace(day=1) if before else None,
        next=after.replace(day=1) if after else None,
        years=_from_newest(oldest, newest),
    )


def _days_before(day: date) -> QuerySet[ArticlePage]:
    return listed().filter(listed_on__lt=day).order_by("-listed_on")


def _days_after(day: date, inclusive: bool = False) -> QuerySet[ArticlePage]:
    return listed().filter(**{"listed_on__gte" if inclusive else "listed_on__gt": day}).order_by("listed_on")


def nearest_day_before(day: date) -> date | None:
    """The last day with news before `day`."""
    return _days_before(day).values_list("listed_on", flat=True).first()


def nearest_day_after(day: date, inclusive: bool = False) -> date | None:
    """The first day with news after `day`, or on it when `inclusive`."""
    return _days_after(day, inclusive).values_list("listed_on", flat=True).first()


def newest_day() -> date | None:
    """The last day with news."""
    return listed().order_by("-listed_on").values_list("listed_on", flat=True).first()


def months_of(year: int) -> list[tuple[date, int]]:
    """The months of a year that have news, with the number of articles."""
    span = listed().order_by().filter(listed_on__range=(date(year, 1, 1), date(year, 12, 31)))
    by_month: dict[date, int] = {}
    for day, count in span.values_list("listed_on").annotate(Count("pk")):
        by_month[day.replace(day=1)] = by_month.get(day.replace(day=1), 0) + count
    return sorted(by_month.items())


def years() -> list[int]:
    """From the newest year with news down to the oldest."""
    return generation.kept("years", _years)


def _years() -> list[int]:
    ends = [Subquery(end.values("listed_on")[:1]) for end in _first_and_last()]
    for oldest, newest in listed().order_by().values_list(*ends)[:1]:
        return _from_newest(oldest, newest)
    return []


def _first_and_last() -> tuple[QuerySet[ArticlePage], QuerySet[ArticlePage]]:
    return listed().order_by("listed_on"), listed().order_by("-listed_on")


def _from_newest(oldest: date | None, newest: date | None) -> list[int]:
    return list(range(newest.year, oldest.year - 1, -1)) if oldest and newest else []


def index_url(request) -> str:
    """Where the news stands, for pages that lead there; '' while there is no news index."""
    index = NewsIndexPage.objects.live().first()
    return index.get_url(request) if index else ""
