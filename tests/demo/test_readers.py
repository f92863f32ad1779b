"""The readers of the example content: the same whenever they come, and never before there is something to read."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Sum

from demo.readers import UNREAD, arrive
from ratings.models import Rating, RatingTotal
from readership.models import HourlyViews, MostRead, Period, ViewTotal
from readership.services import set_imported
from tests.factories import ArticleFactory, hanoi

pytestmark = pytest.mark.django_db

NOW = hanoi(2026, 3, 31, 10, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def counted() -> dict[str, tuple[int, int]]:
    return {slug: rest for slug, *rest in ViewTotal.objects.values_list("page__slug", "imported", "counted")}


def test_they_are_the_same_for_two_loads_of_one_day():
    articles = [ArticleFactory(slug=f"bai-{number}") for number in range(3)]
    arrive(articles)
    first = list(HourlyViews.objects.order_by("page", "hour").values_list("page", "hour", "views"))
    stars = list(Rating.objects.order_by("page", "voter").values_list("page", "voter", "stars", "rated_at"))
    for model in (HourlyViews, ViewTotal, Rating, RatingTotal):
        model.objects.all().delete()

    arrive(articles)

    assert list(HourlyViews.objects.order_by("page", "hour").values_list("page", "hour", "views")) == first
    assert list(Rating.objects.order_by("page", "voter").values_list("page", "voter", "stars", "rated_at")) == stars


def test_totals_are_the_sums_of_the_hours_beside_what_was_imported():
    article, new = ArticleFactory(slug="bai-cu"), ArticleFactory(slug="bai-moi")
    set_imported({article.pk: 500})

    arrive([article, new])

    hours = dict(HourlyViews.objects.values_list("page__slug").annotate(Sum("views")))
    assert counted() == {"bai-cu": [500, hours["bai-cu"]], "bai-moi": [0, hours["bai-moi"]]}


def test_the_conference_keeps_the_count_of_the_old_portal():
    conference = ArticleFactory(slug=UNREAD)
    set_imported({conference.pk: 1079})

    arrive([conference])

    assert counted() == {UNREAD: [1079, 0]}
    assert HourlyViews.objects.count() == 0
    assert RatingTotal.objects.get().count > 0


def test_nobody_reads_or_rates_before_it_is_published_or_later_than_now():
    published = NOW - timedelta(days=5)
    article = ArticleFactory(display_at=published)

    arrive([article])

    hours = HourlyViews.objects.order_by("hour").values_list("hour", flat=True)
    votes = Rating.objects.order_by("rated_at").values_list("rated_at", flat=True)
    assert published <= hours.first()
    assert hours.last() <= NOW
    assert published <= votes.first()
    assert votes.last() <= NOW
    assert {(hour.minute, hour.second) for hour in hours} == {(0, 0)}


def test_stars_are_counted_and_the_most_read_worked_out():
    articles = [ArticleFactory(slug=f"bai-{number}") for number in range(3)]

    arrive(articles)

    votes = {
        article.pk: Rating.objects.filter(page=article).aggregate(total=Sum("stars"))["total"] for article in articles
    }
    assert dict(RatingTotal.objects.values_list("page", "sum")) == votes
    assert set(MostRead.objects.filter(period=Period.MONTH).values_list("page", flat=True)) == set(votes)
