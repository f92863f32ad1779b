"""The list of articles: what it shows, in which order, what its filters and its search find, and at what cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from accounts.roles import CHIEF_EDITOR, EDITOR
from news.models import NewsIndexPage
from ratings.models import RatingTotal
from readership.models import ViewTotal
from tests.factories import ArticleFactory, ImageFactory, TopicFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role=EDITOR, full_name="Lê Thu Hà")


@pytest.fixture(params=["menu", "explorer"])
def address(request):
    """The list as an item of the menu, and as Wagtail's explorer shows the news index."""
    if request.param == "menu":
        return reverse("articles:index")
    return reverse("wagtailadmin_explore", args=[NewsIndexPage.objects.get().pk])


def rows(response) -> list[list[str]]:
    """The cells of the table, as one reads them."""
    assert response.status_code == 200
    table = html.fromstring(response.content).xpath("//table[contains(@class, 'listing')]")[0]
    return [
        [re.sub(r"\s+", " ", cell.text_content()).strip() for cell in row.findall("td")]
        for row in table.xpath(".//tbody/tr")
    ]


def titles(response) -> list[str]:
    """The titles, without what Wagtail writes into the same cell."""
    assert response.status_code == 200
    return [
        link.text_content().strip()
        for link in html.fromstring(response.content).xpath(
            "//td[contains(@class, 'title')]//a[contains(@href, 'edit')]"
        )
        if link.text_content().strip().startswith("Bài")
    ]


@pytest.fixture
def ask(client, editor, address):
    client.force_login(editor)

    def get(**query):
        return client.get(address, query)

    return get


def test_a_row_shows_topics_in_the_editors_order_and_the_date_that_readers_see(ask):
    first, second = TopicFactory(name="Thi đua"), TopicFactory(name="Hội nghị")
    ArticleFactory(title="Bài một", display_at=hanoi(2024, 1, 17, 15, 2), topics=[second, first])

    [row] = rows(ask())

    assert "Hội nghị, Thi đua" in row
    assert "17/01/2024 15:02" in row


def test_what_is_not_published_comes_first_then_the_newest(ask):
    ArticleFactory(title="Bài cũ", display_at=hanoi(2023, 5, 1, 8))
    ArticleFactory(title="Bài nháp", live=False, display_at=None)
    ArticleFactory(title="Bài mới", display_at=hanoi(2024, 5, 1, 8))

    assert titles(ask()) == ["Bài nháp", "Bài mới", "Bài cũ"]
    assert titles(ask(ordering="listed_at")) == ["Bài cũ", "Bài mới", "Bài nháp"]
    assert titles(ask(ordering="title")) == ["Bài cũ", "Bài mới", "Bài nháp"]


def test_a_row_shows_views_and_the_average_with_the_number_of_votes(ask):
    article = ArticleFactory()
    ViewTotal.objects.create(page=article, imported=1000, counted=79)
    RatingTotal.objects.create(page=article, fours=2, fives=1)

    [row] = rows(ask())

    assert row[5:7] == ["1.079", "4,3 (3)"]


def test_an_article_that_nobody_read_has_no_views_and_a_draft_has_nothing_to_count(ask):
    ArticleFactory(title="Bài đăng")
    ArticleFactory(title="Bài nháp", live=False, display_at=None)

    draft, published = rows(ask())

    assert draft[5:7] == ["", ""]
    assert published[5:7] == ["0", ""]


@pytest.fixture
def figures():
    """Four articles: the younger ones have fewer views, one of them has no row at all."""
    made = [ArticleFactory(title=f"Bài {name}") for name in ("nhiều", "vừa", "ít", "chưa ai đọc")]
    for article, views in zip(made, (1079, 30, 4), strict=False):
        ViewTotal.objects.create(page=article, counted=views)
    RatingTotal.objects.create(page=made[1], fives=1)
    RatingTotal.objects.create(page=made[2], ones=3)
    RatingTotal.objects.create(page=made[3])  # all its votes were withdrawn


@pytest.mark.parametrize("query", [{}, {"q": "bai"}], ids=["all", "found"])
@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("-views", ["Bài nhiều", "Bài vừa", "Bài ít", "Bài chưa ai đọc"]),
        ("views", ["Bài chưa ai đọc", "Bài ít", "Bài vừa", "Bài nhiều"]),
        ("-rating", ["Bài vừa", "Bài ít", "Bài chưa ai đọc", "Bài nhiều"]),
        ("rating", ["Bài ít", "Bài vừa", "Bài chưa ai đọc", "Bài nhiều"]),
    ],
)
def test_views_and_ratings_can_be_sorted_by(
    ask, query, ordering, expected, django_capture_on_commit_callbacks, request
):
    with django_capture_on_commit_callbacks(execute=True):
        request.getfixturevalue("figures")

    assert titles(ask(ordering=ordering, **query)) == expected


def test_the_first_click_on_a_figure_puts_the_largest_first(ask):
    ArticleFactory()

    def links(response):
        heads = html.fromstring(response.content).xpath("//th[contains(@class, 'news-figure')]/a/@href")
        return [re.search("ordering=([^&]+)", link)[1] for link in heads]

    assert links(ask()) == ["-views", "-rating"]
    assert links(ask(ordering="-views")) == ["views", "-rating"]
    assert links(ask(ordering="views")) == ["-views", "-rating"]


def test_a_scheduled_article_shows_when_it_will_appear(ask, editor):
    article = ArticleFactory(title="Bài hẹn giờ", live=False, display_at=None, go_live_at=hanoi(2099, 3, 2, 7))
    article.save_revision(approved_go_live_at=article.go_live_at)

    [row] = rows(ask())

    assert any("02/03/2099 07:00" in cell for cell in row)


@pytest.mark.parametrize("typed", ["hoi thao", "hội thảo", "HỘI THẢO", "Hội thảo", "hoi tha"])
def test_search_needs_no_accents(ask, typed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ArticleFactory(title="Bài về hội thảo đổi mới")
        ArticleFactory(title="Bài về đại hội")

    assert titles(ask(q=typed)) == ["Bài về hội thảo đổi mới"]


def test_search_and_filters_and_order_go_together(ask, django_capture_on_commit_callbacks):
    topic = TopicFactory()
    with django_capture_on_commit_callbacks(execute=True):
        ArticleFactory(title="Bài hội thảo một", display_at=hanoi(2024, 1, 1, 8), topics=[topic])
        ArticleFactory(title="Bài hội thảo hai", display_at=hanoi(2024, 1, 2, 8), topics=[topic])
        ArticleFactory(title="Bài hội thảo ba")

    found = ask(q="hoi thao", topic=topic.pk, state="published", lacks="picture", ordering="-listed_at")

    assert titles(found) == ["Bài hội thảo hai", "Bài hội thảo một"]


def test_filter_by_topic(ask):
    wanted, other = TopicFactory(), TopicFactory()
    ArticleFactory(title="Bài đúng", topics=[other, wanted])
    ArticleFactory(title="Bài sai", topics=[other])

    assert titles(ask(topic=wanted.pk)) == ["Bài đúng"]


def test_filter_by_days_takes_both_ends_and_counts_days_in_hanoi(ask):
    for day, hour in ((16, 23), (17, 0), (18, 23), (19, 0)):
        ArticleFactory(title=f"Bài {day}", display_at=hanoi(2024, 1, day, hour, 30))

    found = ask(listed_on_from="17/01/2024", listed_on_to="18/01/2024")

    assert titles(found) == ["Bài 18", "Bài 17"]


def test_filter_by_author(ask, editor):
    ArticleFactory(title="Bài của tôi", owner=editor)
    ArticleFactory(title="Bài của người khác", owner=UserFactory(role=EDITOR))

    assert titles(ask(owner=editor.pk)) == ["Bài của tôi"]


@pytest.mark.parametrize(
    ("lacks", "found"), [("picture", "Bài thiếu ảnh"), ("lead", "Bài thiếu sapo"), ("topic", "Bài thiếu chủ đề")]
)
def test_filter_by_what_is_lacking(ask, lacks, found):
    picture, topic = ImageFactory(), TopicFactory()
    whole = {"main_picture": picture, "lead": "Sáng 17/1.", "topics": [topic]}
    ArticleFactory(title="Bài đủ", **whole)
    ArticleFactory(title="Bài thiếu ảnh", **whole | {"main_picture": None})
    ArticleFactory(title="Bài thiếu sapo", **whole | {"lead": ""})
    ArticleFactory(title="Bài thiếu chủ đề", **whole | {"topics": []})

    assert titles(ask(lacks=lacks)) == [found]


def test_filter_by_state(ask, editor):
    published = ArticleFactory(title="Bài đã đăng")
    changed = ArticleFactory(title="Bài có sửa")
    changed.has_unpublished_changes = True
    changed.save()
    ArticleFactory(title="Bài nháp", live=False)
    scheduled = ArticleFactory(title="Bài hẹn giờ", live=False, go_live_at=timezone.now() + timedelta(days=1))
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    waiting = ArticleFactory(title="Bài chờ duyệt", live=False)
    waiting.save_revision()
    waiting.get_workflow().start(waiting, editor)
    returned = ArticleFactory(title="Bài trả lại", live=False)
    returned.save_revision()
    state = returned.get_workflow().start(returned, editor)
    chief = UserFactory(role=CHIEF_EDITOR)
    state.current_task_state.task.specific.on_action(state.current_task_state, chief, "reject", comment="Thiếu ảnh")

    assert set(titles(ask(state="published"))) == {published.title, changed.title}
    assert titles(ask(state="changed")) == ["Bài có sửa"]
    assert set(titles(ask(state="draft"))) == {"Bài nháp", "Bài hẹn giờ", "Bài chờ duyệt", "Bài trả lại"}
    assert titles(ask(state="scheduled")) == ["Bài hẹn giờ"]
    assert titles(ask(state="waiting")) == ["Bài chờ duyệt"]
    assert titles(ask(state="returned")) == ["Bài trả lại"]


@pytest.mark.parametrize(
    "query",
    [
        {"state": "khác"},
        {"topic": "abc"},
        {"owner": "999999"},
        {"listed_on_from": "31/02/2024"},
        {"lacks": "x"},
        {"ordering": "password"},
        {"p": "x"},
        {"p": "999"},
    ],
)
def test_nonsense_in_the_address_is_no_error(ask, query):
    ArticleFactory(title="Bài một")

    assert ask(**query).status_code == 200


def test_a_list_of_many_costs_as_many_queries_as_a_list_of_one(ask, address):
    def article():
        made = ArticleFactory(topics=[TopicFactory(), TopicFactory()], main_picture=ImageFactory())
        ViewTotal.objects.create(page=made, counted=made.pk)
        RatingTotal.objects.create(page=made, fours=1)

    article()
    ask()  # what the first request of a process asks once: content types, the site
    with CaptureQueriesContext(
        connection,
    ) as one:
        ask()
    for _number in range(12):
        article()

    with CaptureQueriesContext(connection) as many:
        ask()

    # The explorer also asks for the page whose children these are.
    assert len(one) == (24 if address == reverse("articles:index") else 32)
    assert len(many) == len(one)


@pytest.mark.parametrize("ordering", ["-listed_at", "-views", "-rating"])
def test_views_and_ratings_of_all_rows_are_a_query_each(ask, ordering):
    for _number in range(3):
        made = ArticleFactory()
        ViewTotal.objects.create(page=made, counted=made.pk)
    ask()

    with CaptureQueriesContext(connection) as queries:
        ask(ordering=ordering)

    own = [query["sql"] for query in queries if 'FROM "readership_' in query["sql"] or 'FROM "ratings_' in query["sql"]]
    assert len(own) == 2
