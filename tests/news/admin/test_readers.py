"""The report of views by topic and by author."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from accounts.roles import EDITOR
from home.models import HomePage
from news.admin.readers import lines_by_author, lines_by_topic
from pages.models import InformationPage
from readership.admin.groupings import Views
from readership.models import HourlyViews
from readership.reports import Span
from tests.factories import ArticleFactory, TopicFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db

NOW = hanoi(2026, 3, 31, 10)
VIEWS = Span(NOW.date(), NOW.date())


def read(page, views):
    HourlyViews.objects.create(page=page, hour=NOW, views=views)


def figures(lines) -> list[tuple[str, int, int]]:
    return [(line.label, line.views, line.pages) for line in lines]


@pytest.fixture
def other_page():
    """A page that is no article, and was read as well."""
    page = HomePage.objects.get().add_child(instance=InformationPage(title="Giới thiệu"))
    read(page, 1000)
    return page


@pytest.mark.usefixtures("other_page")
def test_an_article_counts_for_each_of_its_topics():
    emulation, conference, unread = (TopicFactory(name=name) for name in ("Thi đua", "Hội nghị", "Chưa ai đọc"))
    read(ArticleFactory(topics=[emulation, conference]), 10)
    read(ArticleFactory(topics=[emulation]), 5)
    ArticleFactory(topics=[unread])

    assert figures(lines_by_topic(Views(VIEWS))) == [("Thi đua", 15, 2), ("Hội nghị", 10, 1)]


@pytest.mark.usefixtures("other_page")
def test_articles_without_a_topic_have_a_line_that_leads_to_them(client):
    article = ArticleFactory(title="Bài thiếu chủ đề")
    read(article, 7)
    client.force_login(UserFactory(role=EDITOR))

    [line] = lines_by_topic(Views(VIEWS))

    assert (line.views, line.pages) == (7, 1)
    assert "Bài thiếu chủ đề" in client.get(line.url).content.decode()


def test_a_topic_leads_to_its_articles_the_most_read_first():
    topic = TopicFactory()
    read(ArticleFactory(topics=[topic]), 1)

    [line] = lines_by_topic(Views(VIEWS))

    assert line.url == f"/quan-tri/bai-viet/?topic={topic.pk}&ordering=-views"


@pytest.mark.usefixtures("other_page")
def test_the_author_is_whom_the_byline_names_else_the_owner_else_nobody():
    owner = UserFactory(full_name="Lê Thu Hà")
    for byline, by, views in (
        ("Hải Yến", owner, 100),
        (" Hải Yến", None, 20),
        ("", owner, 30),
        ("Lê Thu Hà", None, 3),
        ("", None, 1),
    ):
        read(ArticleFactory(byline=byline, owner=by), views)

    *named, nobody = lines_by_author(Views(VIEWS))

    assert figures(named) == [("Hải Yến", 120, 2), ("Lê Thu Hà", 33, 2)]
    assert (nobody.views, nobody.pages) == (1, 1)


@pytest.mark.parametrize(("make_lines", "queries"), [(lines_by_topic, 4), (lines_by_author, 2)])
def test_many_articles_cost_as_many_queries_as_one(make_lines, queries):
    for _number in range(12):
        read(ArticleFactory(topics=[TopicFactory()], byline="Hải Yến"), 1)

    with CaptureQueriesContext(connection) as asked:
        make_lines(Views(VIEWS))

    assert len(asked) == queries


def test_more_articles_than_a_query_can_name_are_all_counted(monkeypatch):
    from news.admin import readers

    monkeypatch.setattr(readers, "batches", lambda ids: ([pk] for pk in ids))
    topic = TopicFactory()
    for _number in range(3):
        read(ArticleFactory(topics=[topic], byline="Hải Yến"), 2)

    assert [line.views for line in lines_by_topic(Views(VIEWS))] == [6]
    assert [line.views for line in lines_by_author(Views(VIEWS))] == [6]


@pytest.mark.parametrize("group", ["topic", "author"])
@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
def test_the_report_offers_both_and_hands_them_out(client, group, export):
    read(ArticleFactory(topics=[TopicFactory()], byline="Hải Yến"), 5)
    client.force_login(UserFactory(role=EDITOR))

    with time_machine.travel(NOW, tick=False):
        response = client.get("/quan-tri/reports/luot-xem/", {"group": group, "export": export})

    assert response.status_code == 200
    if not export:
        chosen = html.fromstring(response.content).xpath("//nav[@id='views-groups']/a[@aria-current]/@href")
        assert [f"group={group}" in link for link in chosen] == [True]
