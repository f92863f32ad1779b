"""/so-lieu/<page id>/: what a page asks for after it was loaded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.roles import EDITOR
from news.models import ArticlePage, NewsIndexPage
from ratings.models import RatingTotal
from readership.models import ViewTotal
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
NOBODY = [{"stars": stars, "votes": "0", "percent": 0} for stars in (5, 4, 3, 2, 1)]


@pytest.fixture
def article() -> ArticlePage:
    return ArticleFactory(title="Hội nghị")


@pytest.fixture
def figures(client):
    """figures(page): the answer's JSON."""
    return lambda page: client.get(f"/so-lieu/{page.pk}/").json()


def test_a_page_that_nobody_has_read(article, figures):
    rating = {"average": "", "gauge": 0, "votes": "0", "summary": "Chưa có đánh giá", "rows": NOBODY}
    assert figures(article) == {"views": "0", "rating": rating}


def test_numbers_are_written_as_on_the_page(article, figures):
    ViewTotal.objects.create(page=article, imported=1000, counted=79)
    RatingTotal.objects.create(page=article, ones=100, threes=250, fives=1000)
    found = figures(article)
    assert found["views"] == "1.079"
    assert found["rating"] == {
        "average": "4,3",
        "gauge": 87,
        "votes": "1.350",
        "summary": "1.350 lượt đánh giá",
        "rows": [
            {"stars": 5, "votes": "1.000", "percent": 74},
            {"stars": 4, "votes": "0", "percent": 0},
            {"stars": 3, "votes": "250", "percent": 19},
            {"stars": 2, "votes": "0", "percent": 0},
            {"stars": 1, "votes": "100", "percent": 7},
        ],
    }


def test_any_cache_may_keep_it_for_five_seconds(article, client):
    client.force_login(UserFactory(role=EDITOR))
    response = client.get(f"/so-lieu/{article.pk}/")
    assert response.headers["Cache-Control"] == "public, max-age=5"
    assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert not response.cookies


@pytest.mark.parametrize("votes", [0, 3])
def test_it_costs_three_queries(article, client, votes):
    if votes:
        ViewTotal.objects.create(page=article, counted=votes)
        RatingTotal.objects.create(page=article, fives=votes)
    client.get(f"/so-lieu/{article.pk}/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/so-lieu/{article.pk}/").status_code == 200
    assert len(asked) == 3


def test_a_page_that_has_no_figures_is_not_found(client):
    assert client.get(f"/so-lieu/{NewsIndexPage.objects.get().pk}/").status_code == 404


class TestOnlyWhatEveryoneMayRead:
    """Two articles; the other stays as it is."""

    @pytest.fixture
    def statuses(self, article, client):
        other = ArticleFactory()
        return lambda: [client.get(f"/so-lieu/{page.pk}/").status_code for page in (article, other)]

    def test_a_draft(self, article, statuses):
        assert statuses() == [200, 200]
        article.unpublish()
        assert statuses() == [404, 200]

    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_a_restricted_page(self, article, statuses, kind):
        PageViewRestriction.objects.create(page=article, restriction_type=kind, password="x")
        assert statuses() == [404, 200]

    def test_a_restricted_tree_also_for_those_who_may_read_it(self, article, statuses, admin_client):
        PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
        assert statuses() == [404, 404]
        assert admin_client.get(f"/so-lieu/{article.pk}/").status_code == 404

    @pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
    def test_a_page_that_is_not_there(self, client, number):
        response = client.get(f"/so-lieu/{number}/")
        assert (response.status_code, response.json()) == (404, {})

    @pytest.mark.parametrize("text", ["-1", "abc", "1.5", "%00", "1/2"])
    def test_an_address_that_names_none(self, client, text):
        assert client.get(f"/so-lieu/{text}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(article, client, method):
    assert getattr(client, method)(f"/so-lieu/{article.pk}/").status_code == 405


@pytest.mark.parametrize(("away", "is_rated"), [(timedelta(hours=1), False), (-timedelta(hours=1), True)])
def test_a_page_that_is_rated_from_a_moment_on(article, figures, monkeypatch, away, is_rated):
    begins = timezone.now() + away
    monkeypatch.setattr(ArticlePage, "rated_from", lambda page: begins)
    assert (figures(article)["rating"] is not None) == is_rated
