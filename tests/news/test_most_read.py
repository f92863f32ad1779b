"""The lists of the articles that are read most."""

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from wagtail.models import PageViewRestriction

from news.models import ArticlePage, NewsIndexPage
from news.most_read import panel, rankings
from readership.models import MostRead
from tests.factories import ArticleFactory, hanoi

pytestmark = pytest.mark.django_db


def place(period: str, *pages, model=ArticlePage) -> None:
    """Says that these pages were read most, the first first."""
    kind = ContentType.objects.get_for_model(model)
    for rank, page in enumerate(pages, 1):
        MostRead.objects.create(content_type=kind, period=period, rank=rank, page=page, views=100 - rank)


def titles() -> dict[str, list[str]]:
    return {ranking.period.value: [card.title for card in ranking.articles] for ranking in rankings()}


@pytest.fixture
def articles() -> list[ArticlePage]:
    return [ArticleFactory(title=title) for title in "abcdefg"]


def test_while_nothing_was_read_there_is_no_list(articles):
    assert rankings() == []


def test_each_period_has_its_own_order(articles):
    a, b, c, *_ = articles
    place("day", b)
    place("week", c, a)
    place("month", a, b, c)
    assert titles() == {"day": ["b"], "week": ["c", "a"], "month": ["a", "b", "c"]}
    card = rankings()[0].articles[0]
    assert (card.pk, card.url, card.shown_at) == (b.pk, b.url, b.listed_at)


def test_a_period_in_which_nothing_was_read_stays_empty(articles):
    place("month", articles[0])
    assert titles() == {"day": [], "week": [], "month": ["a"]}


@pytest.mark.parametrize(
    ("day", "week", "month", "chosen"),
    [(1, 3, 3, "week"), (3, 3, 3, "day"), (0, 0, 1, "month"), (6, 7, 7, "day"), (4, 5, 7, "week")],
)
def test_the_shortest_period_with_a_full_list_is_seen_first(articles, day, week, month, chosen):
    for period, number in (("day", day), ("week", week), ("month", month)):
        place(period, *articles[:number])
    assert [ranking.period for ranking in rankings() if ranking.is_chosen] == [chosen]


def test_five_of_a_list_are_shown(articles):
    place("day", *articles)
    assert titles()["day"] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("withdraw", ["unpublish", "restrict", "delete"])
def test_what_was_withdrawn_since_is_left_out(articles, withdraw):
    place("day", *articles)
    if withdraw == "unpublish":
        articles[0].unpublish()
    elif withdraw == "restrict":
        PageViewRestriction.objects.create(page=articles[0], restriction_type="login")
        articles[0].save()
    else:
        articles[0].delete()
    assert titles()["day"] == ["b", "c", "d", "e", "f"]


def test_other_kinds_of_pages_have_lists_of_their_own(articles):
    place("day", NewsIndexPage.objects.get(), model=NewsIndexPage)
    assert rankings() == []


@pytest.mark.parametrize("count", [1, 7])
def test_they_cost_one_query(articles, django_assert_num_queries, count):
    for period in ("day", "week", "month"):
        place(period, *articles[:count])
    with django_assert_num_queries(1):
        assert len(rankings()) == 3


@pytest.mark.parametrize("address", ["/", "/tin-tuc/"])
def test_they_stand_on_home_and_index(articles, client, address):
    place("week", articles[0])
    shown = client.get(address).content.decode()
    assert shown.count(panel()) == 1
    assert panel().count(f'href="{articles[0].url}"') == 1


def test_they_are_made_once_a_minute_and_when_the_site_changes(articles, empty_cache, django_assert_num_queries):
    with time_machine.travel(hanoi(2026, 11, 24, 12), tick=False) as clock:
        assert panel().strip() == ""
        place("day", articles[0])
        clock.shift(59)
        with django_assert_num_queries(0):
            assert panel().strip() == ""
        clock.shift(1)
        assert panel().count(f'href="{articles[0].url}"') == 1
        articles[0].unpublish()
        empty_cache()  # as the commit does
        assert panel().strip() == ""
