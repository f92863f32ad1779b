"""Sums of views over days: of Hanoi, both ends included, whatever the database thinks of time zones."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from readership.models import HourlyViews
from readership.reports import Span, batches, total_views, views_by_day, views_by_page
from tests.factories import ArticleFactory, hanoi

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


def read(page, hour, views=1):
    HourlyViews.objects.create(page=page, hour=hour, views=views)


def test_a_day_begins_and_ends_at_midnight_in_hanoi():
    page = ArticleFactory()
    for moment, views in (
        (hanoi(2026, 3, 1, 23), 1),
        (hanoi(2026, 3, 2, 0), 10),
        (hanoi(2026, 3, 2, 6), 100),  # the day before in UTC
        (hanoi(2026, 3, 2, 23), 1000),
        (hanoi(2026, 3, 3, 0), 10000),
    ):
        read(page, moment, views)

    assert views_by_day(Span(DAY, DAY)) == {DAY: 1110}
    assert views_by_page(Span(DAY, DAY)) == {page.pk: 1110}
    assert total_views(Span(DAY, DAY)) == 1110


def test_days_without_readers_are_there_too_and_in_order():
    read(ArticleFactory(), hanoi(2026, 3, 3, 8), 5)

    days = views_by_day(Span(DAY, DAY + timedelta(days=2)))

    assert list(days.items()) == [(DAY, 0), (date(2026, 3, 3), 5), (date(2026, 3, 4), 0)]


def test_pages_stand_by_their_views_and_those_alike_by_their_age():
    few, many, old, young = (ArticleFactory() for _number in range(4))
    for page, views in ((few, 1), (many, 8), (old, 4), (young, 4)):
        read(page, hanoi(2026, 3, 2, 8), views)
    read(many, hanoi(2026, 3, 2, 9), 1)

    assert list(views_by_page(Span(DAY, DAY)).items()) == [(many.pk, 9), (young.pk, 4), (old.pk, 4), (few.pk, 1)]


def test_without_readers_there_is_nothing():
    assert total_views(Span(DAY, DAY)) == 0
    assert views_by_page(Span(DAY, DAY)) == {}


def test_the_time_before_is_as_long_and_ends_the_day_before():
    before = Span(date(2026, 2, 27), date(2026, 3, 5)).before()

    assert before == Span(date(2026, 2, 20), date(2026, 2, 26))
    assert before.length == 7


@pytest.mark.parametrize("sums", [total_views, views_by_day, views_by_page])
def test_each_sum_is_one_query(sums):
    for number in range(5):
        read(ArticleFactory(), hanoi(2026, 3, 2, number))

    with CaptureQueriesContext(connection) as queries:
        sums(Span(DAY, DAY))

    assert len(queries) == 1


def test_batches_hold_all_in_order():
    assert list(batches(range(5), size=2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([])) == []
