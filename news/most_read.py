"""The lists of the articles that are read most."""

import time
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pagecache.generation import kept
from pages.addresses import path_of
from readership.models import MostRead, Period

from .models import ArticlePage
from .queries import Card

COUNT = 5
SECONDS = 60
"""How long the panel is kept: as often the lists are worked out anew."""


@dataclass(frozen=True)
class Ranking:
    """The articles read most in a period, the first first; of all the lists one is chosen to be seen first."""

    period: Period
    articles: list[Card]
    is_chosen: bool


def panel() -> SafeString:
    """The lists as HTML, the same beside every page: made once in a minute, and when the site changes."""
    return kept(f"most_read.{int(time.time()) // SECONDS}", _render)


def _render() -> SafeString:
    return render_to_string("components/most_read.html", {"most_read": rankings()})


def rankings(count: int = COUNT) -> list[Ranking]:
    """A list for each period, in one query; none at all while nothing was read in any of them.

    The shortest period that has enough to say is chosen.
    """
    article = "page__articlepage"
    meta = ArticlePage._meta
    # By name, not by the content type's row, which would have to be fetched first.
    places = MostRead.objects.filter(content_type__app_label=meta.app_label, content_type__model=meta.model_name)
    places = places.filter(**{f"{article}__listed_at__isnull": False})
    columns = ("period", "page", "page__title", "page__url_path", f"{article}__listed_at")
    found: dict[str, list[Card]] = {period: [] for period in Period}
    for period, pk, title, url_path, listed_at in places.order_by("rank").values_list(*columns):
        found[period].append(Card(pk, title, path_of(url_path), "", listed_at, None))
    if not any(found.values()):
        return []
    fullest = max(len(articles[:count]) for articles in found.values())
    chosen = next(period for period, articles in found.items() if len(articles) >= fullest)
    return [Ranking(Period(period), articles[:count], period == chosen) for period, articles in found.items()]
