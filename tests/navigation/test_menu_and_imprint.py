"""The menu and the imprint are kept, and follow every change once it is committed."""

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage
from navigation import queries
from navigation.models import SiteIdentity
from pagecache import generation
from pages.models import InformationPage
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site.objects.get()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """committed(function): does what the function does, as if its transaction were committed."""

    def run(function, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return function(*args, **kwargs)

    return run


def add(title, *, parent=None, **fields) -> InformationPage:
    page = InformationPage(title=title, **{"show_in_menus": True} | fields)
    return (parent or HomePage.objects.get()).add_child(instance=page)


def menu(site, path="/") -> list[str]:
    return [item.title for item in queries.main_menu(site, path)]


class TestMenu:
    def test_it_holds_the_live_pages_below_home_that_are_marked_for_it(self, site):
        shown = add("Liên hệ")
        add("Không trong menu", show_in_menus=False)
        add("Nháp", live=False)
        add("Dưới", parent=shown)
        closed = add("Kín")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Liên hệ"]

    @pytest.mark.parametrize("restricted", ["home", "root"])
    def test_nothing_below_a_restricted_page_is_in_it(self, site, restricted):
        add("Liên hệ")
        page = site.root_page if restricted == "home" else Page.get_first_root_node()
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert menu(site) == []

    def test_one_below_a_page_of_the_menu_closes_nothing_else(self, site):
        below = add("Dưới", parent=add("Liên hệ"))
        PageViewRestriction.objects.create(page=below, restriction_type=PageViewRestriction.LOGIN)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Liên hệ"]

    def test_it_keeps_the_order_of_the_tree(self, site, committed):
        contact = add("Liên hệ")
        committed(contact.move, Page.objects.get(slug="tin-tuc"), pos="left")
        assert menu(site) == ["Liên hệ", "Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch"]

    @pytest.mark.parametrize(
        ("path", "active"),
        [
            ("/", []),
            ("/tin-tuc/", ["Tin tức"]),
            ("/tin-tuc/2024/01/", ["Tin tức"]),
            ("/tin-tuc-khac/", []),
            ("/lich/2026/11/", ["Lịch"]),
            ("/lien-he/", ["Liên hệ"]),
        ],
    )
    def test_the_item_that_the_reader_is_below_is_active(self, site, path, active):
        add("Liên hệ")
        assert [item.title for item in queries.main_menu(site, path) if item.active] == active

    def test_it_is_asked_for_once(self, site, django_assert_num_queries):
        menu(site)
        queries.site_identity(site)
        with django_assert_num_queries(0):
            menu(site, "/tin-tuc/")
            queries.site_identity(site)

    def test_pages_show_it(self, client):
        add("Liên hệ")
        assert 'href="/lien-he/"' in client.get("/").content.decode()


class TestFollowsEveryChange:
    @pytest.fixture
    def contact(self, site, committed) -> InformationPage:
        page = committed(add, "Liên hệ")
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Liên hệ"]
        return page

    def test_a_publication(self, site, contact, committed):
        page = InformationPage(title="Giới thiệu", show_in_menus=True, live=False)
        HomePage.objects.get().add_child(instance=page)
        committed(page.save_revision().publish)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Liên hệ", "Giới thiệu"]

    def test_a_new_title(self, site, contact, committed):
        contact.title = "Địa chỉ"
        committed(contact.save_revision().publish)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Địa chỉ"]

    def test_a_new_address(self, site, contact, committed):
        contact.slug = "dia-chi"
        committed(contact.save_revision().publish)
        assert [item.url for item in queries.main_menu(site, "/")] == [
            "/tin-tuc/",
            "/thu-vien-anh/",
            "/su-kien/",
            "/lich/",
            "/dia-chi/",
        ]

    def test_a_withdrawal(self, site, contact, committed):
        committed(contact.unpublish)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch"]

    def test_a_removal(self, site, contact, committed):
        committed(contact.delete)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch"]

    def test_a_move_out_of_the_menus_reach(self, site, contact, committed):
        other = committed(add, "Giới thiệu")
        committed(contact.move, other, pos="last-child")
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Giới thiệu"]

    def test_a_page_closed_to_the_public_and_opened_again(self, site, contact, committed):
        restriction = committed(
            PageViewRestriction.objects.create, page=contact, restriction_type=PageViewRestriction.LOGIN
        )
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch"]
        committed(restriction.delete)
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Liên hệ"]

    def test_the_imprint(self, site, committed):
        assert queries.site_identity(site).name == "Khối thi đua"
        committed(SiteIdentity.objects.create, site=site, name="Khối 7")
        assert queries.site_identity(site).name == "Khối 7"
        identity = SiteIdentity.objects.get()
        identity.name = "Khối 8"
        committed(identity.save)
        assert queries.site_identity(site).name == "Khối 8"
        committed(identity.delete)
        assert queries.site_identity(site).name == "Khối thi đua"

    def test_not_before_the_commit(self, site, contact, django_capture_on_commit_callbacks):
        """Whoever reads meanwhile must not put the old state back for good."""
        with django_capture_on_commit_callbacks(execute=True):
            contact.unpublish()
            with transaction.atomic():
                assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch", "Liên hệ"]
        assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch"]


def test_a_reader_who_is_slow_puts_no_old_state_back(site, django_capture_on_commit_callbacks):
    """What was read before a change is kept under the token of before, which nobody asks for again."""

    def slow():
        with django_capture_on_commit_callbacks(execute=True):
            add("Liên hệ").save_revision().publish()
        return "cũ"

    assert generation.kept("x", slow) == "cũ"
    assert generation.kept("x", lambda: "mới") == "mới"


def test_an_article_is_in_no_menu(site):
    ArticleFactory(show_in_menus=True)
    assert menu(site) == ["Tin tức", "Thư viện ảnh", "Sự kiện", "Lịch"]


def test_a_page_without_a_site_still_has_an_imprint(client):
    Site.objects.all().delete()
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Khối thi đua" in response.content.decode()
