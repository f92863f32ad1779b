"""The editor's dashboard: whose work it shows to whom."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from lxml import html

from accounts.roles import CHIEF_EDITOR, EDITOR, ORGANISER
from news.admin.dashboard import most_read_by
from news.models import ArticlePage, NewsIndexPage
from ratings.models import RatingTotal
from readership.models import MostRead, Period
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

HOME = "/quan-tri/"
PANELS = ["news_waiting", "news_drafts", "news_handed_in", "news_scheduled"]


@pytest.fixture
def editor():
    return UserFactory(role=EDITOR, full_name="Lê Thu Hà")


@pytest.fixture
def chief():
    return UserFactory(role=CHIEF_EDITOR, full_name="Trần Minh Đức")


def article(title, owner, **fields):
    """A draft with a revision, as the editor's form leaves it."""
    made = ArticleFactory(title=title, owner=owner, live=False, display_at=None, **fields)
    made.save_revision(user=owner)
    return made


def submit(made, user):
    return made.get_workflow().start(made, user)


def give_back(state, chief, comment=""):
    task = state.current_task_state
    task.task.specific.on_action(task, chief, "reject", comment=comment)


def schedule(made, user, moment):
    made.go_live_at = moment
    made.save_revision(user=user, approved_go_live_at=moment)


def panel_titles(client, user) -> dict[str, list[str]]:
    """The articles of each panel, as the user sees them."""
    client.force_login(user)
    page = html.fromstring(client.get(HOME).content)
    return {
        name: [link.text_content().strip() for link in page.xpath(f"//section[@id='{name}-section']//td//a")]
        for name in PANELS
        if page.xpath(f"//section[@id='{name}-section']")
    }


def test_drafts_are_those_that_nobody_else_has_yet(client, editor, chief):
    article("Đang viết", editor)
    article("Của người khác", chief)
    submit(article("Đã gửi duyệt", editor), editor)
    schedule(article("Đã hẹn giờ", editor), chief, timezone.now() + timedelta(days=1))
    ArticleFactory(title="Đã đăng", owner=editor)

    assert panel_titles(client, editor) == {
        "news_waiting": [],
        "news_drafts": ["Đang viết"],
        "news_handed_in": ["Đã gửi duyệt"],
        "news_scheduled": ["Đã hẹn giờ"],
    }


def test_the_chief_editor_sees_what_waits_for_approval_and_the_editor_does_not(client, editor, chief):
    submit(article("Chờ duyệt", editor), editor)

    assert panel_titles(client, chief)["news_waiting"] == ["Chờ duyệt"]
    assert panel_titles(client, editor)["news_waiting"] == []


def test_what_was_returned_waits_for_the_one_who_sent_it_with_the_reason(client, editor, chief):
    state = submit(article("Bị trả lại", editor), editor)
    give_back(state, chief, comment="Thiếu ảnh chính")

    assert panel_titles(client, editor)["news_waiting"] == ["Bị trả lại"]
    page = client.get(HOME).content.decode()
    assert "Thiếu ảnh chính" in page
    assert "Trần Minh Đức" in page
    assert panel_titles(client, chief)["news_waiting"] == []
    assert panel_titles(client, UserFactory(role=EDITOR))["news_waiting"] == []


def test_a_comment_is_text_and_not_markup(client, editor, chief):
    give_back(submit(article("Bị trả lại", editor), editor), chief, comment="<script>alert(1)</script>")
    client.force_login(editor)

    assert b"<script>alert(1)" not in client.get(HOME).content


def test_what_publishes_itself_stands_in_the_order_in_which_it_will(client, editor, chief):
    now = timezone.now()
    schedule(article("Sau", editor), chief, now + timedelta(days=2))
    schedule(article("Trước", editor), chief, now + timedelta(hours=1))
    schedule(article("Quá giờ", editor), chief, now - timedelta(hours=1))

    assert panel_titles(client, editor)["news_scheduled"] == ["Trước", "Sau"]


def test_a_deleted_article_leaves_no_row(client, editor, chief):
    made = article("Sẽ xoá", editor)
    submit(made, editor)
    made.delete()

    assert panel_titles(client, chief)["news_waiting"] == []


def test_a_long_list_is_cut_and_leads_to_the_whole(client, editor):
    for number in range(12):
        article(f"Nháp {number}", editor)

    assert len(panel_titles(client, editor)["news_drafts"]) == 8
    page = html.fromstring(client.get(HOME).content)
    [more] = page.xpath("//section[@id='news_drafts-section']//p/a/@href")
    assert more == f"/quan-tri/bai-viet/?state=draft&owner={editor.pk}"


def test_each_empty_panel_says_so(client, editor):
    client.force_login(editor)

    page = html.fromstring(client.get(HOME).content)

    for name in PANELS:
        assert page.xpath(f"//section[@id='{name}-section']//p")[0].text_content().strip()


def test_the_first_action_writes_an_article_below_the_news_index(client, editor):
    client.force_login(editor)

    first = html.fromstring(client.get(HOME).content).xpath("//nav[contains(@class, 'news-begin')]/a/@href")[0]

    assert first == reverse("wagtailadmin_pages:add", args=["news", "articlepage", NewsIndexPage.objects.get().pk])
    assert client.get(first).status_code == 200


def test_an_organiser_sees_nothing_of_the_newsroom(client, editor):
    article("Đang viết", editor)

    assert panel_titles(client, UserFactory(role=ORGANISER)) == {}
    assert "news-begin" not in client.get(HOME).content.decode()


def test_the_dashboard_costs_the_same_with_many_articles_as_with_few(client, editor, chief):
    def fill(count):
        for _number in range(count):
            article("Nháp", editor)
            submit(article("Chờ", editor), editor)
            give_back(submit(article("Trả", chief), chief), chief)
            schedule(article("Hẹn", editor), chief, timezone.now() + timedelta(days=1))

    fill(1)
    client.force_login(chief)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    fill(3)

    with CaptureQueriesContext(connection) as many:
        client.get(HOME)

    assert len(many) == len(few)


def reading(title, views, rank, **fields):
    """A published article that stands in the list of the most read of a week."""
    made = ArticleFactory(title=title, **fields)
    content_type = ContentType.objects.get_for_model(ArticlePage)
    MostRead.objects.create(content_type=content_type, period=Period.WEEK, rank=rank, page=made, views=views)
    return made


def readings(client, user) -> list[list[str]]:
    client.force_login(user)
    rows = html.fromstring(client.get(HOME).content).xpath("//section[@id='news_most_read-section']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.findall("td")] for row in rows]


def test_what_is_read_most_stands_with_its_views_and_stars_and_ones_own_is_marked(client, editor, chief):
    first = reading("Đọc nhiều", 1079, 1, owner=chief)
    reading("Của tôi", 12, 2, owner=editor)
    RatingTotal.objects.create(page=first, fours=2, fives=1)
    mark = gettext("Yours")

    first_row, second_row = readings(client, editor)

    assert (first_row[:2], first_row[3]) == (["1", "Đọc nhiều"], "★ 4,3 (3)")
    assert "1.079" in first_row[2].split()
    assert (second_row[:2], second_row[3]) == (["2", f"Của tôi {mark}"], "")
    assert [row[1] for row in readings(client, chief)] == [f"Đọc nhiều {mark}", "Của tôi"]


def test_what_was_withdrawn_since_is_not_in_the_list(client, editor):
    gone = reading("Đã gỡ", 5, 1)
    reading("Còn đó", 4, 2)
    gone.unpublish()

    assert [row[1] for row in readings(client, editor)] == ["Còn đó"]


def test_other_periods_and_other_pages_have_no_part_in_it(client, editor):
    content_type = ContentType.objects.get_for_model(ArticlePage)
    MostRead.objects.create(
        content_type=content_type, period=Period.MONTH, rank=1, page=ArticleFactory(title="Tháng"), views=9
    )
    index = NewsIndexPage.objects.get()
    MostRead.objects.create(content_type=index.content_type, period=Period.WEEK, rank=1, page=index, views=9)

    assert readings(client, editor) == []


def test_the_list_of_the_most_read_leads_to_the_report(client, editor):
    client.force_login(editor)

    page = html.fromstring(client.get(HOME).content)

    [link] = page.xpath("//section[@id='news_most_read-section']//p/a/@href")
    assert link == f"{reverse('views_report')}?period=7"
    assert client.get(link).status_code == 200


def test_the_list_of_the_most_read_is_three_queries(client, editor):
    for rank in range(1, 11):
        made = reading(f"Bài {rank}", 100 - rank, rank)
        RatingTotal.objects.create(page=made, fives=1)
    ContentType.objects.get_for_model(ArticlePage)

    with CaptureQueriesContext(connection) as queries:
        found = most_read_by(editor)

    assert [reading.views for reading in found] == list(range(99, 91, -1))
    assert len(queries) == 3
