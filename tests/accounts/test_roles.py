"""Who may do what in the admin: roles × addresses, and an article's way from a draft to its readers."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from lxml import html
from wagtail.models import Collection, Page, Site, Task, Workflow, WorkflowState

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from accounts.wagtail_hooks import WAGTAILS_REPORTS
from gallery.models import GalleryIndexPage
from home.models import HomePage
from news.models import ArticlePage, NewsIndexPage
from pages.models import InformationPage
from tests.factories import AlbumFactory, ArticleFactory, TopicFactory, UnitFactory, UserFactory
from topics.models import Topic

pytestmark = pytest.mark.django_db

STRANGER = "stranger"
REPRESENTATIVE = "unit representative"
# Each row below answers for these, in this order.
WHO = (STRANGER, REPRESENTATIVE, EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR)

YES = 200
NO = 302
"""Wagtail's refusal leads elsewhere: strangers to the sign-in page, others to their dashboard with a message."""
GONE = 404


def sign_in(client, who):
    """Signs `who` in and returns them; the administrator has the group and no superuser's key to everything."""
    if who == STRANGER:
        return None
    user = UserFactory(role="" if who == REPRESENTATIVE else who)
    client.force_login(user)
    return user


@pytest.fixture
def site():
    """One of each thing that an address can be about."""
    return {
        "home": HomePage.objects.get().pk,
        "news": NewsIndexPage.objects.get().pk,
        "information": HomePage.objects.get().add_child(instance=InformationPage(title="Giới thiệu")).pk,
        "draft": ArticleFactory(live=False).pk,
        "live": ArticleFactory().pk,
        "albums": GalleryIndexPage.objects.get().pk,
        "draft_album": AlbumFactory(live=False).pk,
        "live_album": AlbumFactory().pk,
        "topic": TopicFactory().pk,
        "unit": UnitFactory().pk,
        "user": UserFactory().pk,
        "group": Group.objects.get(name=EDITOR).pk,
        "collection": Collection.get_first_root_node().add_child(name="Riêng").pk,
        "workflow": Workflow.objects.get().pk,
        "task": Task.objects.get().pk,
        "site": Site.objects.get().pk,
    }


# address                                  stranger representative editor chief organiser administrator
READING = {
    "/quan-tri/":                           (NO, NO, YES, YES, YES, YES),
    "/quan-tri/account/":                   (NO, NO, YES, YES, YES, YES),
    # For the organisers, who write festivals, it is empty and stands in no menu.
    "/quan-tri/bai-viet/":                  (NO, NO, YES, YES, YES, YES),
    "/quan-tri/pages/{news}/":              (NO, NO, YES, YES, NO, YES),
    # Above the news and the albums: it shows the newsroom these two alone, see below.
    "/quan-tri/pages/{home}/":              (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{information}/":       (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{home}/edit/":         (NO, NO, NO, NO, NO, YES),
    "/quan-tri/pages/{information}/edit/":  (NO, NO, NO, NO, NO, YES),
    "/quan-tri/pages/{draft}/edit/":        (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{live}/edit/":         (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{draft}/delete/":      (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{live}/delete/":       (NO, NO, NO, YES, NO, YES),
    "/quan-tri/pages/{live}/unpublish/":    (NO, NO, NO, YES, NO, YES),
    "/quan-tri/pages/{live}/history/":      (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{home}/history/":      (NO, NO, NO, NO, NO, YES),
    "/quan-tri/pages/add/news/articlepage/{news}/":          (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/add/pages/informationpage/{home}/":     (NO, NO, NO, NO, NO, YES),
    "/quan-tri/pages/{albums}/":            (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/add/gallery/albumpage/{albums}/":       (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{draft_album}/edit/":  (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{live_album}/edit/":   (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{draft_album}/delete/": (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{live_album}/delete/": (NO, NO, NO, YES, NO, YES),
    "/quan-tri/pages/{live_album}/unpublish/": (NO, NO, NO, YES, NO, YES),
    "/quan-tri/images/":                    (NO, NO, YES, YES, YES, YES),
    "/quan-tri/images/add/":                (NO, NO, YES, YES, YES, YES),
    "/quan-tri/documents/":                 (NO, NO, YES, YES, YES, YES),
    "/quan-tri/documents/multiple/add/":    (NO, NO, YES, YES, YES, YES),
    "/quan-tri/chu-de/":                    (NO, NO, NO, YES, NO, YES),
    "/quan-tri/chu-de/add/":                (NO, NO, NO, YES, NO, YES),
    "/quan-tri/chu-de/edit/{topic}/":       (NO, NO, NO, YES, NO, YES),
    "/quan-tri/chu-de/delete/{topic}/":     (NO, NO, NO, YES, NO, YES),
    "/quan-tri/don-vi/":                    (NO, NO, NO, NO, YES, YES),
    "/quan-tri/don-vi/new/":                (NO, NO, NO, NO, YES, YES),
    "/quan-tri/don-vi/edit/{unit}/":        (NO, NO, NO, NO, YES, YES),
    "/quan-tri/don-vi/delete/{unit}/":      (NO, NO, NO, NO, YES, YES),
    "/quan-tri/don-vi/history/{unit}/":     (NO, NO, NO, NO, YES, YES),
    "/quan-tri/reports/luot-xem/":          (NO, NO, YES, YES, YES, YES),
    "/quan-tri/redirects/":                 (NO, NO, NO, YES, NO, YES),
    "/quan-tri/redirects/add/":             (NO, NO, NO, YES, NO, YES),
    "/quan-tri/users/":                     (NO, NO, NO, NO, NO, YES),
    "/quan-tri/users/new/":                 (NO, NO, NO, NO, NO, YES),
    "/quan-tri/users/edit/{user}/":         (NO, NO, NO, NO, NO, YES),
    "/quan-tri/groups/":                    (NO, NO, NO, NO, NO, YES),
    "/quan-tri/groups/edit/{group}/":       (NO, NO, NO, NO, NO, YES),
    "/quan-tri/collections/":               (NO, NO, NO, NO, NO, YES),
    "/quan-tri/collections/{collection}/":  (NO, NO, NO, NO, NO, YES),
    "/quan-tri/sites/":                     (NO, NO, NO, NO, NO, YES),
    "/quan-tri/sites/edit/{site}/":         (NO, NO, NO, NO, NO, YES),
    "/quan-tri/workflows/list/":            (NO, NO, NO, NO, NO, YES),
    "/quan-tri/workflows/edit/{workflow}/": (NO, NO, NO, NO, NO, YES),
    "/quan-tri/workflows/tasks/edit/{task}/": (NO, NO, NO, NO, NO, YES),
    "/quan-tri/settings/navigation/siteidentity/{site}/": (NO, NO, NO, NO, NO, YES),
    "/quan-tri/khong-co-o-day/":            (NO, NO, GONE, GONE, GONE, GONE),
}  # fmt: skip

# An empty form: 200 is the form again with its errors, so the user was let in; nothing is changed in either case.
WRITING = {
    "/quan-tri/pages/add/news/articlepage/{news}/":          (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/add/pages/informationpage/{home}/":     (NO, NO, NO, NO, NO, YES),
    "/quan-tri/pages/{home}/edit/":         (NO, NO, NO, NO, NO, YES),
    "/quan-tri/pages/{live}/edit/":         (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/add/gallery/albumpage/{albums}/":       (NO, NO, YES, YES, NO, YES),
    "/quan-tri/pages/{live_album}/edit/":   (NO, NO, YES, YES, NO, YES),
    "/quan-tri/chu-de/add/":                (NO, NO, NO, YES, NO, YES),
    "/quan-tri/chu-de/edit/{topic}/":       (NO, NO, NO, YES, NO, YES),
    "/quan-tri/don-vi/new/":                (NO, NO, NO, NO, YES, YES),
    "/quan-tri/don-vi/edit/{unit}/":        (NO, NO, NO, NO, YES, YES),
    "/quan-tri/redirects/add/":             (NO, NO, NO, YES, NO, YES),
    "/quan-tri/users/new/":                 (NO, NO, NO, NO, NO, YES),
    "/quan-tri/users/edit/{user}/":         (NO, NO, NO, NO, NO, YES),
    "/quan-tri/groups/new/":                (NO, NO, NO, NO, NO, YES),
    "/quan-tri/collections/add/":           (NO, NO, NO, NO, NO, YES),
    "/quan-tri/sites/new/":                 (NO, NO, NO, NO, NO, YES),
    "/quan-tri/settings/navigation/siteidentity/{site}/": (NO, NO, NO, NO, NO, YES),
}  # fmt: skip


EMPTY_FORM = {"body-count": "0"} | {
    f"{formset}-{count}_FORMS": "0"
    for formset in ("article_topics", "related_articles", "album_topics", "terms", "awards", "comments")
    for count in ("TOTAL", "INITIAL")
}


def column(matrix, who) -> dict[str, int]:
    """What the matrix says of one of them."""
    return {address: row[WHO.index(who)] for address, row in matrix.items()}


@pytest.mark.parametrize("who", WHO)
def test_reading(client, site, who):
    sign_in(client, who)

    answers = {address: client.get(address.format(**site)).status_code for address in READING}

    assert answers == column(READING, who)


@pytest.mark.parametrize("who", WHO)
def test_writing(client, site, who):
    sign_in(client, who)

    answers = {address: client.post(address.format(**site), EMPTY_FORM).status_code for address in WRITING}

    assert answers == column(WRITING, who)


@pytest.mark.parametrize("who", [STRANGER, REPRESENTATIVE])
def test_those_without_a_role_are_led_to_the_sign_in_page(client, who):
    sign_in(client, who)

    response = client.get("/quan-tri/")

    assert response.url == "/quan-tri/login/?next=/quan-tri/"


@pytest.mark.parametrize("who", [STRANGER, REPRESENTATIVE, EDITOR, ORGANISER])
def test_those_who_may_not_delete_what_is_published_do_not(client, site, who):
    sign_in(client, who)

    client.post(f"/quan-tri/pages/{site['live']}/delete/")
    client.post(f"/quan-tri/chu-de/delete/{site['topic']}/")
    client.post(f"/quan-tri/pages/{site['live']}/unpublish/")

    assert ArticlePage.objects.get(pk=site["live"]).live
    assert Topic.objects.filter(pk=site["topic"]).exists()


def menu(response) -> list[str]:
    """The names of the items of the sidebar's menu, in their order."""
    props = json.loads(html.fromstring(response.content).xpath("//script[@id='wagtail-sidebar-props']")[0].text)
    [main] = [module for module in props["modules"] if module["_type"] == "wagtail.sidebar.MainMenuModule"]
    return [_name(item) for item in main["_args"][0]]


def _name(item) -> str:
    first = item["_args"][0]
    return first["name"] if isinstance(first, dict) else first


@pytest.mark.parametrize(
    ("who", "items"),
    [
        (
            EDITOR,
            ["articles", "albums", "explorer", "ratings-comments", "images", "documents", "reports", "help"],
        ),
        (
            CHIEF_EDITOR,
            [
                "articles",
                "albums",
                "explorer",
                "topics",
                "ratings-comments",
                "images",
                "documents",
                "reports",
                "settings",
                "help",
            ],
        ),
        (
            ORGANISER,
            [
                "festivals",
                "conferences",
                "registration",
                "delegates",
                "explorer",
                "ratings-comments",
                "units",
                "representatives",
                "images",
                "documents",
                "reports",
                "help",
            ],
        ),
        (
            ADMINISTRATOR,
            [
                "articles",
                "albums",
                "festivals",
                "conferences",
                "registration",
                "delegates",
                "explorer",
                "topics",
                "ratings-comments",
                "units",
                "representatives",
                "images",
                "documents",
                "reports",
                "settings",
                "help",
            ],
        ),
    ],
)
def test_the_menu_holds_what_a_role_needs_and_no_more(client, who, items):
    sign_in(client, who)

    assert menu(client.get("/quan-tri/")) == items


def test_an_editor_finds_our_reports_and_none_of_wagtails(client):
    sign_in(client, EDITOR)

    props = html.fromstring(client.get("/quan-tri/").content).xpath("//script[@id='wagtail-sidebar-props']")[0].text

    assert "/quan-tri/reports/luot-xem/" in props
    for name in WAGTAILS_REPORTS:
        assert f'"{name}"' not in props


@pytest.mark.parametrize("who", [EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR])
def test_help_leads_to_nothing_in_english(client, who):
    sign_in(client, who)

    page = client.get("/quan-tri/").content.decode()

    assert "guide.wagtail.org" not in page
    assert "releases/latest" not in page


@pytest.mark.parametrize("who", [EDITOR, CHIEF_EDITOR])
def test_the_newsroom_does_not_meet_other_pages(client, site, who):
    sign_in(client, who)

    listing = client.get("/quan-tri/bai-viet/").content.decode()
    explorer = client.get(f"/quan-tri/pages/{site['home']}/")

    assert "Giới thiệu" not in listing
    assert sorted(page.title for page in explorer.context["pages"]) == ["Thư viện ảnh", "Tin tức"]


def form_of(article, action="") -> dict:
    """The editor's form as a browser would send it, with the button that was pressed."""
    filled = {"title": article.title, "slug": article.slug, "lead": article.lead}
    return EMPTY_FORM | filled | ({action: "1"} if action else {})


@pytest.fixture
def draft():
    article = ArticleFactory(live=False, title="Hội nghị tổng kết", display_at=None)
    article.save_revision()
    return article


def edit(client, article, action, **more):
    return client.post(f"/quan-tri/pages/{article.pk}/edit/", form_of(article, action) | more)


def is_live(article) -> bool:
    return Page.objects.get(pk=article.pk).live


def states_of(article) -> list[str]:
    return list(WorkflowState.objects.filter(object_id=str(article.pk)).values_list("status", flat=True))


def test_an_editor_writes_a_draft_and_owns_it(client):
    editor = sign_in(client, EDITOR)
    index = NewsIndexPage.objects.get()

    client.post(f"/quan-tri/pages/add/news/articlepage/{index.pk}/", form_of(ArticlePage(title="Mới", slug="moi")))

    article = ArticlePage.objects.get(slug="moi")
    assert (article.live, article.owner) == (False, editor)


def test_an_editor_who_asks_to_publish_only_saves(client, draft):
    sign_in(client, EDITOR)

    edit(client, draft, "action-publish")

    assert not is_live(draft)
    assert states_of(draft) == []


def test_an_editor_submits_and_cannot_approve(client, draft):
    sign_in(client, EDITOR)

    edit(client, draft, "action-submit")
    edit(client, draft, "action-workflow-action", **{"workflow-action-name": "approve"})

    assert not is_live(draft)
    assert states_of(draft) == [WorkflowState.STATUS_IN_PROGRESS]


def test_the_chief_editor_is_told_and_approves_and_readers_see_it(client, draft):
    chief = UserFactory(role=CHIEF_EDITOR)
    sign_in(client, EDITOR)
    edit(client, draft, "action-submit")
    told = [message.to for message in mail.outbox]

    client.force_login(chief)
    edit(client, draft, "action-workflow-action", **{"workflow-action-name": "approve"})

    assert [chief.email] in told
    assert is_live(draft)
    assert states_of(draft) == [WorkflowState.STATUS_APPROVED]
    client.logout()
    assert client.get(ArticlePage.objects.get(pk=draft.pk).url).status_code == 200


def test_the_chief_editor_returns_an_article_with_a_reason_and_the_editor_submits_again(client, draft):
    editor = sign_in(client, EDITOR)
    edit(client, draft, "action-submit")

    client.force_login(UserFactory(role=CHIEF_EDITOR))
    edit(
        client,
        draft,
        "action-workflow-action",
        **{"workflow-action-name": "reject", "workflow-action-extra-data": json.dumps({"comment": "Thiếu ảnh"})},
    )

    assert not is_live(draft)
    assert states_of(draft) == [WorkflowState.STATUS_NEEDS_CHANGES]
    client.force_login(editor)
    assert "Thiếu ảnh" in client.get("/quan-tri/").content.decode()
    edit(client, draft, "action-submit")
    assert states_of(draft) == [WorkflowState.STATUS_IN_PROGRESS]


def test_the_chief_editor_publishes_without_a_workflow(client, draft):
    sign_in(client, CHIEF_EDITOR)

    edit(client, draft, "action-publish")

    assert is_live(draft)
    assert states_of(draft) == []


@pytest.mark.parametrize("who", [STRANGER, REPRESENTATIVE, ORGANISER])
def test_others_neither_submit_nor_publish(client, draft, who):
    sign_in(client, who)

    for action in ("action-submit", "action-publish"):
        assert edit(client, draft, action).status_code == 302

    assert not is_live(draft)
    assert states_of(draft) == []
