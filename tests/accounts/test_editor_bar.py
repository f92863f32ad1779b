"""The editor's bar on pages that are the same for everyone: the marker, who is given the bar, and what it holds."""

import pytest
from django.conf import settings
from lxml import html
from wagtail.models import Site

from accounts.middleware import MARKER
from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from home.models import HomePage
from news.models import NewsIndexPage
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

STRANGER = "stranger"
REPRESENTATIVE = "unit representative"
WHO = (STRANGER, REPRESENTATIVE, EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR)
PASSWORD = "mot-mat-khau-dai-2026"


def sign_in(client, who):
    if who != STRANGER:
        client.force_login(UserFactory(role="" if who == REPRESENTATIVE else who))


def ask(client, page, **extra):
    """As the page's script asks."""
    return client.get(f"/quan-tri/thanh-cong-cu/{page.pk}/", headers={"X-Requested-With": "XMLHttpRequest"}, **extra)


def links(response) -> list[str]:
    return [address.removeprefix("//testserver") for address in html.fromstring(response.content).xpath("//a/@href")]


def paths(page) -> dict[str, str]:
    return {
        "admin": "/quan-tri/",
        "explore": f"/quan-tri/pages/{page.get_parent().pk}/",
        "edit": f"/quan-tri/pages/{page.pk}/edit/",
        "add": f"/quan-tri/pages/{page.pk}/add_subpage/",
    }


ALL = ["admin", "explore", "edit", "add"]
# The items of the bar on: an article, the news index, the home page.
ITEMS = {
    EDITOR:        (["admin", "explore", "edit"], ["admin", "edit", "add"], ["admin"]),
    CHIEF_EDITOR:  (["admin", "explore", "edit"], ["admin", "edit", "add"], ["admin"]),
    ORGANISER:     (["admin"],                    ["admin"],                ["admin"]),
    ADMINISTRATOR: (["admin", "explore", "edit"], ALL,                      ALL),
}  # fmt: skip


@pytest.mark.parametrize("who", ITEMS)
def test_the_bar_offers_what_the_user_may_do_with_the_page(client, who):
    sign_in(client, who)
    pages = (ArticleFactory(), NewsIndexPage.objects.get(), HomePage.objects.get())

    offered = [[name for name, path in paths(page).items() if path in links(ask(client, page))] for page in pages]

    assert offered == list(ITEMS[who])


@pytest.mark.parametrize("who", [STRANGER, REPRESENTATIVE])
def test_others_are_refused_plainly_and_told_nothing(client, who):
    sign_in(client, who)

    response = ask(client, ArticleFactory())

    assert response.status_code == 403
    assert "wagtail-userbar" not in response.content.decode()


@pytest.mark.parametrize("who", [STRANGER, REPRESENTATIVE])
def test_who_opens_the_address_itself_is_led_to_the_sign_in_page(client, who):
    sign_in(client, who)
    address = f"/quan-tri/thanh-cong-cu/{ArticleFactory().pk}/"

    assert client.get(address).url == f"/quan-tri/login/?next={address}"


def test_the_bar_is_for_one_person_and_kept_by_none(client):
    sign_in(client, EDITOR)

    response = ask(client, ArticleFactory())

    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("page_id", [0, 999_999, 10**30, "-1", "x"])
def test_a_page_that_does_not_exist_has_no_bar(client, page_id):
    sign_in(client, EDITOR)

    assert client.get(f"/quan-tri/thanh-cong-cu/{page_id}/").status_code == 404


def test_a_draft_has_no_bar(client):
    sign_in(client, EDITOR)

    assert ask(client, ArticleFactory(live=False)).status_code == 404


def test_nothing_is_taken_at_the_bars_address(client):
    sign_in(client, EDITOR)

    assert client.post(f"/quan-tri/thanh-cong-cu/{ArticleFactory().pk}/").status_code == 405


# --- The marker -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", WHO)
def test_the_admin_marks_those_who_may_use_it(client, who):
    sign_in(client, who)

    client.get("/quan-tri/")

    assert (MARKER in client.cookies) == (who in ITEMS)


def test_the_marker_is_readable_by_scripts_of_this_site_alone_and_says_nothing(client):
    sign_in(client, EDITOR)

    marker = client.get("/quan-tri/", secure=True).cookies[MARKER]

    assert marker.value == "1"
    assert (marker["path"], marker["samesite"], marker["secure"], marker["httponly"]) == ("/", "Lax", True, "")
    assert not client.get("/quan-tri/").cookies.get(MARKER)  # it is there, and not sent again


def sign_in_by_form(client, **more):
    user = User.objects.create_user("ha@example.vn", PASSWORD, full_name="Lê Thu Hà")
    user.groups.add(UserFactory(role=EDITOR).groups.get())
    return client.post("/tai-khoan/dang-nhap/", {"login": user.email, "password": PASSWORD} | more)


@pytest.mark.parametrize(("more", "age"), [({}, ""), ({"remember": "on"}, settings.SESSION_COOKIE_AGE)])
def test_the_marker_lives_as_long_as_the_session(client, more, age):
    cookies = sign_in_by_form(client, **more).cookies

    assert cookies["sessionid"]["max-age"] == age
    assert cookies[MARKER]["max-age"] == age


def is_dropped(response) -> bool:
    return MARKER in response.cookies and response.cookies[MARKER]["max-age"] == 0


def test_signing_out_drops_the_marker(client):
    sign_in_by_form(client)

    assert is_dropped(client.post("/quan-tri/logout/"))


@pytest.mark.parametrize("who", [STRANGER, REPRESENTATIVE])
def test_a_forged_marker_brings_no_bar_and_is_dropped(client, who):
    sign_in(client, who)
    client.cookies[MARKER] = "1"

    response = ask(client, ArticleFactory())

    assert response.status_code == 403
    assert is_dropped(response)


def test_a_marker_whose_session_is_over_is_dropped(client):
    sign_in(client, EDITOR)
    client.get("/quan-tri/")
    client.session.flush()

    assert is_dropped(ask(client, ArticleFactory()))


def test_an_editor_keeps_the_marker_where_a_page_is_gone(client):
    sign_in(client, EDITOR)
    client.get("/quan-tri/")

    assert not ask(client, ArticleFactory(live=False)).cookies


# --- The page ---------------------------------------------------------------------------------


def test_a_public_page_is_the_same_bytes_for_everyone_and_sets_no_cookie(client):
    article = ArticleFactory(slug="hoi-nghi")
    plain = client.get("/tin-tuc/hoi-nghi/")
    sign_in(client, EDITOR)
    client.get("/quan-tri/")

    signed_in = client.get("/tin-tuc/hoi-nghi/")

    assert signed_in.content == plain.content
    assert not signed_in.cookies
    assert not plain.cookies
    assert html.fromstring(plain.content).xpath("//body/@data-page") == [str(article.pk)]


@pytest.mark.parametrize("address", ["/tin-tuc/hoi-nghi/in/", "/tin-tuc/", "/tin-tuc/2024/", "/"])
def test_every_page_of_the_tree_says_which_one_it_is(client, address):
    article = ArticleFactory(slug="hoi-nghi")
    pages = {"/": Site.objects.get().root_page.pk, "/tin-tuc/hoi-nghi/in/": article.pk}

    body = html.fromstring(client.get(address).content).xpath("//body")[0]

    assert body.get("data-page") == str(pages.get(address, NewsIndexPage.objects.get().pk))


@pytest.mark.parametrize("address", ["/tim-kiem/", "/tim-kiem/?q=hoi+nghi", "/khong-co/"])
def test_what_is_no_page_of_the_tree_has_no_bar(client, address):
    document = html.fromstring(client.get(address).content)

    assert document.xpath("//body/@data-page") == []
    assert document.xpath("//script[contains(@src, 'editor-bar')]") == []


def test_a_preview_has_its_own_bar_and_does_not_ask_for_another(client):
    sign_in(client, EDITOR)
    article = ArticleFactory()
    article.save_revision()

    document = html.fromstring(client.get(f"/quan-tri/pages/{article.pk}/view_draft/").content)

    assert len(document.xpath("//template[@id='wagtail-userbar-template']")) == 1
    assert document.xpath("//body/@data-page") == []
    assert document.xpath("//script[contains(@src, 'editor-bar')]") == []
