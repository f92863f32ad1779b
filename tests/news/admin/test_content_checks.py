"""What an article lacks, and that it is said without standing in anybody's way."""

import pytest
from django.urls import reverse

from accounts.roles import CHIEF_EDITOR, EDITOR
from news.content_checks import LONGEST_TITLE, Problem, problems
from news.models import ArticlePage
from news.panels import ANCHORS, SENTENCES, findings
from tests.factories import ArticleFactory, ImageFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return ImageFactory()


@pytest.fixture
def make(picture):
    """An article that lacks nothing but what the test takes away."""

    def make(**changes):
        whole = {"lead": "Sáng 17/1.", "main_picture": picture, "topics": [TopicFactory()], "body": []}
        return ArticleFactory(**whole | changes)

    return make


def picture_block(image, alt_text=""):
    return "picture", {"image": image, "caption": "", "credit": "", "alt_text": alt_text}


def heading(text, level):
    return "heading", {"text": text, "level": level}


def codes(article) -> list[str]:
    return [problem.code for problem in problems(article)]


def test_a_whole_article_has_no_problem(make, picture):
    body = [heading("Kết quả", "2"), heading("Thể thao", "3"), picture_block(picture)]

    assert problems(make(body=body)) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lead": ""}, "no_lead"),
        ({"lead": "  \n"}, "no_lead"),
        ({"main_picture": None}, "no_main_picture"),
        ({"topics": []}, "no_topic"),
        ({"title": "a" * (LONGEST_TITLE + 1)}, "long_title"),
        ({"body": [heading("Môn kéo co", "3")]}, "heading_skips_level"),
    ],
)
def test_what_is_missing_is_found(make, changes, code):
    assert codes(make(**changes)) == [code]


def test_a_title_of_the_greatest_length_is_no_problem(make):
    assert codes(make(title="a" * LONGEST_TITLE)) == []


def test_a_main_picture_without_a_description(make):
    image = ImageFactory(title="DSC_0042", description="")

    assert problems(make(main_picture=image)) == [
        Problem("main_picture_without_alt", "main_picture", {"title": "DSC_0042"})
    ]


def test_pictures_of_the_text_are_counted_through_rows(make, picture):
    silent = ImageFactory(description="")
    row = {
        "pictures": [picture_block(picture)[1], picture_block(silent)[1]],
        "caption": "",
    }
    body = [picture_block(picture), ("picture_row", row), picture_block(silent, alt_text="Lễ khai mạc")]

    assert problems(make(body=body)) == [Problem("picture_without_alt", "body", {"number": 3})]


def test_a_picture_that_was_deleted_from_the_library(make):
    image = ImageFactory()
    article = make(body=[picture_block(image)])
    image.delete()

    assert codes(ArticlePage.objects.get(pk=article.pk)) == ["picture_gone"]


def test_a_subsection_after_a_section_is_no_problem_and_a_wrong_beginning_is_told_once(make):
    assert codes(make(body=[heading("A", "2"), heading("B", "3"), heading("C", "3")])) == []
    assert codes(make(body=[heading("A", "3"), heading("B", "3"), heading("C", "2")])) == ["heading_skips_level"]


def test_a_draft_is_judged_by_its_revision(make):
    article = make(live=False)
    article.lead = ""
    article.article_topics = []
    article.save_revision()

    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()

    assert codes(draft) == ["no_lead", "no_topic"]


def test_every_problem_has_a_sentence_and_a_place_in_the_form(client, make):
    bare = make(title="a" * 200, lead="", main_picture=None, topics=[], body=[heading("100 %", "3")])
    client.force_login(UserFactory(role=CHIEF_EDITOR))

    page = client.get(reverse("wagtailadmin_pages:edit", args=[bare.pk])).content.decode()

    found = findings(bare)
    assert len(found) == 5
    for finding in found:
        assert f'href="#{finding.anchor}"' in page
        assert f'id="{finding.anchor}"' in page
    assert set(SENTENCES) >= {problem.code for problem in problems(bare)}
    assert set(ANCHORS) >= {problem.field for problem in problems(bare)}


def form_of(article, **changes) -> dict:
    """The editor's form as a browser would send it."""
    return {
        "title": article.title,
        "slug": article.slug,
        "lead": article.lead,
        "main_picture": article.main_picture_id or "",
        "body-count": "0",
        "article_topics-TOTAL_FORMS": "0",
        "article_topics-INITIAL_FORMS": "0",
        "related_articles-TOTAL_FORMS": "0",
        "related_articles-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    } | changes


def test_a_bare_article_is_published_and_the_message_says_what_it_lacks(client):
    article = ArticleFactory(live=False, lead="")
    client.force_login(UserFactory(role=CHIEF_EDITOR))

    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    response = client.post(address, form_of(article) | {"action-publish": "1"}, follow=True)

    assert ArticlePage.objects.get(pk=article.pk).live
    messages = [str(message) for message in response.context["messages"]]
    assert any(str(SENTENCES["no_lead"]) in message for message in messages)


def test_a_whole_article_gives_no_warning(client, make):
    article = make(live=False)
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    topic = article.topics[0]
    link = article.article_topics.get()
    data = form_of(article) | {
        "article_topics-TOTAL_FORMS": "1",
        "article_topics-INITIAL_FORMS": "1",
        "article_topics-0-id": link.pk,
        "article_topics-0-topic": topic.pk,
        "article_topics-0-ORDER": "1",
    }

    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    response = client.post(address, data | {"action-publish": "1"}, follow=True)

    assert ArticlePage.objects.get(pk=article.pk).live
    assert [message.level_tag for message in response.context["messages"]] == ["success"]


def test_a_title_in_the_message_is_text_and_not_markup(client):
    article = ArticleFactory(live=False, title="Bài <script>alert(1)</script>")
    client.force_login(UserFactory(role=EDITOR))

    response = client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form_of(article), follow=True)

    assert b"<script>alert(1)" not in response.content
    assert "Bài &lt;script&gt;" in response.content.decode()


def test_a_form_that_saves_itself_gets_its_findings_anew_and_no_message(client):
    article = ArticleFactory(live=False, lead="")
    article.save_revision()
    client.force_login(UserFactory(role=EDITOR))
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])

    before = client.post(address, form_of(article), headers={"accept": "application/json"}).json()
    after = client.post(address, form_of(article, lead="Sáng 17/1."), headers={"accept": "application/json"}).json()

    assert "#news-content-checks" in before["html"]
    assert str(SENTENCES["no_lead"]) in before["html"]
    assert str(SENTENCES["no_lead"]) not in after["html"]
    page = client.get(reverse("wagtailadmin_home"))
    assert list(page.context["messages"]) == []


def test_other_pages_have_no_findings(client, admin_user):
    from home.models import HomePage

    client.force_login(admin_user)
    home = HomePage.objects.get()

    page = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))

    assert b"news-content-checks" not in page.content
