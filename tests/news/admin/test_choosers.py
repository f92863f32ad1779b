"""Where an article is chosen: the lead story, related articles."""

from datetime import timedelta

import pytest
from lxml import html

from accounts.roles import CHIEF_EDITOR
from tests.factories import ArticleFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)


@pytest.fixture
def offered(client):
    """offered(query): the titles in the order in which the chooser offers them."""
    client.force_login(UserFactory(role=CHIEF_EDITOR))

    def ask(**query):
        answer = client.get("/quan-tri/choose-page/", {"page_type": "news.articlepage", **query}).json()
        return html.fromstring(answer["html"]).xpath("//tbody//a[contains(@class, 'choose-page')]/@data-title")

    return ask


def test_the_newest_comes_first_and_before_it_what_is_not_published(offered):
    for title, days in (("giữa", 1), ("cũ", 2), ("mới", 0)):
        ArticleFactory(title=title, display_at=NOON - timedelta(days=days))
    ArticleFactory(title="nháp", live=False)
    assert offered() == ["nháp", "mới", "giữa", "cũ"]


def test_a_chooser_of_any_page_keeps_wagtails_order(offered):
    assert offered(page_type="wagtailcore.page") == ["Trang chủ"]


@pytest.mark.parametrize("query", ["", "?q=bai"])
def test_the_page_search_has_a_name_for_what_it_lists(client, query):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    ArticleFactory(title="Bài")
    answer = html.fromstring(client.get(f"/quan-tri/pages/search/{query}").content.decode())
    assert "None" not in " ".join(answer.xpath("//thead//text()"))
