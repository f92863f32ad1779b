"""Readers of the example content: how often its articles, albums and events were read in the last weeks, and what they
were given for it.

The figures hang on the addresses of the pages alone, so that two loads on one day tell the same story.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from events.models import EventPage
from gallery.models import AlbumPage
from news.models import ArticlePage
from ratings.models import Rating
from ratings.services import recount
from readership.models import HourlyViews, ViewTotal
from readership.services import compute_most_read
from vietnamese.dates import VIETNAM

DAYS = 60

UNREAD = "khoi-thi-dua-tong-ket-cong-tac-nam-2023"
"""The conference of the newsroom's sample: its page shows exactly the views that the old portal counted."""

BY_HOUR = (2, 1, 1, 1, 1, 3, 8, 22, 40, 38, 30, 34, 28, 20, 26, 30, 28, 24, 20, 26, 36, 34, 20, 8)
"""How many of a day's readers come in which hour in Hanoi: at work, over lunch, and in the evening."""

BY_WEEKDAY = (1.1, 1.15, 1.1, 1.05, 1.0, 0.6, 0.5)
STARS = ((0, 1, 4, 18, 60), (1, 2, 8, 30, 40), (2, 4, 14, 26, 22))
"""How readers rate an article: one of these, as weights of one star, two, … five."""


ReadPage = ArticlePage | AlbumPage | EventPage


def arrive(pages: Iterable[ReadPage]) -> None:
    """Lets readers come to published pages, and some of them rate what they read."""
    now = timezone.now().astimezone(VIETNAM)
    views: list[HourlyViews] = []
    votes: list[Rating] = []
    pages = list(pages)
    for page in pages:
        dice = Random(page.slug)  # noqa: S311 - chance, not secrecy
        hours = Counter() if page.slug == UNREAD else _hours(page, now, dice)
        views += [HourlyViews(page_id=page.pk, hour=hour, views=count) for hour, count in hours.items()]
        votes += _votes(page, now, dice)
    totals: Counter[int] = Counter()
    for row in views:
        totals[row.page_id] += row.views
    with transaction.atomic():
        HourlyViews.objects.bulk_create(views, batch_size=500)
        ViewTotal.objects.bulk_create(
            [ViewTotal(page_id=page_id, counted=count) for page_id, count in totals.items()],
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=["counted"],
        )
        Rating.objects.bulk_create(votes, batch_size=500)
        for page in pages:
            recount(page)
        compute_most_read()


def _public_since(page: ReadPage) -> datetime:
    return page.shown_at if isinstance(page, ArticlePage) else page.first_published_at


def _hours(page: ReadPage, now: datetime, dice: Random) -> Counter[datetime]:
    """How many readers came in which hour; a new page draws more of them from day to day, an old one a few."""
    since = _public_since(page)
    renown = min(dice.paretovariate(1.6), 5)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hours: Counter[datetime] = Counter()
    for age in range(DAYS):
        day = midnight - timedelta(days=age)
        published_for = (day.date() - timezone.localdate(since, VIETNAM)).days
        if published_for < 0:
            break
        expected = renown * BY_WEEKDAY[day.weekday()] * (2 + 60 / (1 + published_for) ** 1.2)
        readers = round(expected * dice.uniform(0.6, 1.4))
        hours.update(day + timedelta(hours=hour) for hour in dice.choices(range(24), BY_HOUR, k=readers))
    return Counter({hour: count for hour, count in hours.items() if since <= hour <= now})


def _votes(page: ReadPage, now: datetime, dice: Random) -> list[Rating]:
    weights = dice.choice(STARS)
    begun = max(page.rated_from() or _public_since(page), now - timedelta(days=DAYS))
    if begun >= now:
        return []
    votes = []
    for number, stars in enumerate(dice.choices(range(1, 6), weights, k=dice.randint(3, 40))):
        moment = begun + (now - begun) * dice.random()
        voter = hashlib.sha256(f"{page.slug} {number}".encode()).hexdigest()
        votes.append(Rating(page_id=page.pk, voter=voter, stars=stars, rated_at=moment, changed_at=moment))
    return votes
