"""Topics in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from accounts.roles import CHIEF_EDITOR
from tests.factories import ArticleFactory, TopicFactory, UserFactory
from topics.models import Topic

pytestmark = pytest.mark.django_db

LIST = "/quan-tri/chu-de/"


@pytest.fixture
def chief(client):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    return client


def rows(response) -> list[list[str]]:
    table = html.fromstring(response.content).xpath("//table[contains(@class, 'listing')]")[0]
    return [[" ".join(cell.text_content().split()) for cell in row.findall("td")] for row in table.xpath(".//tbody/tr")]


def test_the_list_counts_articles_in_the_order_of_the_site(chief):
    last = TopicFactory(name="Thi đua", slug="thi-dua", sort_order=9)
    first = TopicFactory(name="Hội nghị", slug="hoi-nghi", sort_order=1)
    ArticleFactory(topics=[first, last])
    ArticleFactory(topics=[first])

    shown = rows(chief.get(LIST))

    assert [row[-3:] for row in shown] == [["hoi-nghi", "2", "1"], ["thi-dua", "1", "9"]]


def test_the_list_costs_the_same_with_many_topics(chief):
    TopicFactory()
    chief.get(LIST)
    with CaptureQueriesContext(connection) as one:
        chief.get(LIST)
    for _number in range(7):
        ArticleFactory(topics=[TopicFactory()])

    with CaptureQueriesContext(connection) as many:
        chief.get(LIST)

    assert len(many) == len(one)


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("Đoàn kết, đổi mới", "", "doan-ket-doi-moi"),
        ("Đoàn kết, đổi mới", "doan-ket", "doan-ket"),
        ("!!!", "", "chu-de"),
    ],
)
def test_an_empty_slug_follows_the_name(chief, name, typed, stored):
    response = chief.post(LIST + "add/", {"name": name, "slug": typed, "description": "", "sort_order": "0"})

    assert response.status_code == 302
    assert Topic.objects.get().slug == stored


def test_a_slug_that_is_taken_is_refused_beside_its_field(chief):
    TopicFactory(name="Hội nghị", slug="hoi-nghi")

    response = chief.post(LIST + "add/", {"name": "Hội  nghị!", "slug": "", "description": "", "sort_order": "0"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["slug"]


def test_a_decomposed_name_is_stored_composed(chief):
    chief.post(LIST + "add/", {"name": "Ho\u0323\u0302i nghi\u0323", "slug": "", "description": "", "sort_order": "0"})

    assert Topic.objects.get().name == "Hội nghị"


def test_a_topic_with_articles_is_not_deleted(chief):
    topic = TopicFactory()
    ArticleFactory(topics=[topic])

    chief.post(f"{LIST}delete/{topic.pk}/")

    assert Topic.objects.filter(pk=topic.pk).exists()


def test_a_topic_without_articles_is_deleted(chief):
    topic = TopicFactory()

    chief.post(f"{LIST}delete/{topic.pk}/")

    assert not Topic.objects.exists()


def test_the_snippets_menu_does_not_list_topics_a_second_time(chief):
    assert "/quan-tri/snippets/" not in chief.get("/quan-tri/").content.decode()
