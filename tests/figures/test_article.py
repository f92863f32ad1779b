"""The figures where they stand: on an article."""

import pytest
from lxml import html
from wagtail.models import PageViewRestriction

from accounts.roles import EDITOR
from news.models import ArticlePage
from ratings.models import RatingTotal
from readership.models import ViewTotal
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> ArticlePage:
    page = ArticleFactory(title="Hội nghị")
    ViewTotal.objects.create(page=page, imported=1000, counted=79)
    RatingTotal.objects.create(page=page, fours=2, fives=1)
    return page


def tree_of(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def text(element) -> str:
    return " ".join(element.text_content().split())


def scripts(tree) -> set[str]:
    return {source.rpartition("/")[2] for source in tree.xpath("//script/@src")}


def test_the_numbers_are_there_before_any_script_runs(article, client):
    tree = tree_of(client.get(article.url))
    assert text(tree.find_class("figures")[0]) == "Lượt xem: 1.079 4,3 3 lượt đánh giá"
    rows = [text(row) for row in tree.find_class("rating__row")]
    assert rows == ["5 sao: 1", "4 sao: 2", "3 sao: 0", "2 sao: 0", "1 sao: 0"]
    assert {"views.js", "stars.js"} <= scripts(tree)


def test_the_form_is_one_that_any_browser_can_send(article, client):
    form = tree_of(client.get(article.url)).xpath("//form[@method='post']")[0]
    assert form.get("action") == f"/danh-gia/{article.pk}/"
    assert form.xpath(".//input/@value") == ["1", "2", "3", "4", "5"]
    assert set(form.xpath(".//input/@name")) == {"diem"}
    assert form.xpath(".//button/@formaction") == [f"/danh-gia/{article.pk}/rut/"]


def test_a_restricted_article_has_none(article, client):
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    article.save()
    client.force_login(UserFactory(role=EDITOR))
    response = client.get(article.url)
    tree = tree_of(response)
    assert response.status_code == 200
    assert tree.find_class("figures") + tree.find_class("rating") == []
    assert scripts(tree).isdisjoint({"views.js", "stars.js"})


def test_a_preview_shows_them_and_sends_nothing(article):
    tree = html.fromstring(article.make_preview_request().rendered_content)
    assert len(tree.find_class("figures")) == 1
    assert tree.xpath("//form[@data-stars]") == []
    assert tree.xpath("//*[@data-send]/@disabled") == ["disabled"]
    assert scripts(tree).isdisjoint({"views.js", "stars.js"})


def test_the_print_view_has_none(article, client):
    tree = tree_of(client.get(f"{article.url}in/"))
    assert tree.find_class("figures") + tree.find_class("rating") == []
    assert scripts(tree).isdisjoint({"views.js", "stars.js"})


@pytest.mark.parametrize("takes_comments", [True, False])
def test_who_may_say_a_word_is_led_to_where_it_is_written(article, client, monkeypatch, takes_comments):
    monkeypatch.setattr(ArticlePage, "takes_comments", takes_comments)
    links = tree_of(client.get(article.url)).xpath(f"//a[@href='/danh-gia/{article.pk}/']")
    assert [text(link) for link in links] == (["Viết nhận xét"] if takes_comments else [])
