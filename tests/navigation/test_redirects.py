"""Redirects as the newsroom makes them: one that leads nowhere, or to itself, is refused in a sentence."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import create_redirects_from_dataset

from accounts.roles import CHIEF_EDITOR
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    return client


def add(admin, old_path, *, page=None, link="", address="/quan-tri/redirects/add/") -> list[str]:
    """The codes of what is wrong with it, or [] when it was taken."""
    data = {"old_path": old_path, "redirect_page": page.pk if page else "", "redirect_link": link}
    response = admin.post(address, data)
    if response.status_code == 302:
        return []
    return [error.code for error in response.context["form"].errors.as_data()["__all__"]]


@pytest.mark.parametrize(
    ("old_path", "link", "told"),
    [
        ("/cu/", "", ["nowhere"]),
        ("/cu/", "http://localhost/cu/", ["itself"]),
        ("/cu", "http://localhost/cu/", ["itself"]),
        ("/cu/?b=2&a=1", "http://localhost/cu?a=1&b=2", ["itself"]),
        ("/cu/", "https://khoi.example.vn/cu/", ["itself"]),
        ("/cu/", "https://khoi.example.vn/cu/?a=1", []),
        ("/cu/", "https://khac.example.vn/cu/", []),
        ("/cu/", "https://khoi.example.vn", []),
    ],
)
def test_an_address(admin, settings, old_path, link, told):
    settings.SITE_URL = "https://khoi.example.vn"
    assert add(admin, old_path, link=link) == told
    assert Redirect.objects.count() == (0 if told else 1)


def test_a_page(admin):
    page = ArticleFactory(title="Bài")
    assert add(admin, page.url, page=page) == ["itself"]
    assert add(admin, "/cu/", page=page) == []


def test_a_change_is_checked_like_a_new_one(admin):
    add(admin, "/cu/", link="https://khac.example.vn/")
    address = f"/quan-tri/redirects/{Redirect.objects.get().pk}/"
    assert add(admin, "/cu/", address=address) == ["nowhere"]
    assert add(admin, "/khac/", link="https://khac.example.vn/", address=address) == []


def test_so_is_an_import():
    config = {"from_index": 0, "to_index": 1, "permanent": True, "site": None}
    rows = [["/cu/", "http://localhost/cu/"], ["/cu/", "https://khac.example.vn/"]]
    summary = create_redirects_from_dataset(rows, config)
    assert (summary["errors_count"], summary["successes"]) == (1, 1)
