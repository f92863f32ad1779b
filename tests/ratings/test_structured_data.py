import pytest

from ratings import services
from ratings.structured_data import aggregate_rating

pytestmark = pytest.mark.django_db


def rate(article, *given):
    for voter, stars in enumerate(given):
        services.vote(article, f"reader {voter}", stars, f"n{voter}")


def test_an_event_that_five_have_rated(article):
    rate(article, 5, 5, 5, 4, 4, 5)

    assert aggregate_rating(article, "Event") == {
        "@type": "AggregateRating",
        "ratingValue": 4.7,
        "ratingCount": 6,
        "bestRating": 5,
        "worstRating": 1,
    }


def test_four_are_too_few(article):
    rate(article, 5, 5, 5, 5)

    assert aggregate_rating(article, "Event") is None


def test_search_engines_show_no_stars_for_news(article, django_assert_num_queries):
    rate(article, 5, 5, 5, 5, 5)

    with django_assert_num_queries(0):
        assert aggregate_rating(article, "NewsArticle") is None
