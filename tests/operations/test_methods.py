"""Public pages are only read. Whoever sends something there is told so, and costs the site nothing."""

import pytest
from django.test import Client

from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

READ_ONLY = [
    "/",
    "/tin-tuc/",
    "/tin-tuc/2024/01/",
    "/tin-tuc/hoi-nghi/",
    "/tin-tuc/hoi-nghi/in/",
    "/tin-tuc/rss.xml",
    "/su-kien/rss.xml",
    "/tim-kiem/",
    "/robots.txt",
    "/sitemap.xml",
    "/health/",
    "/khong-co/",
]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("address", READ_ONLY)
def test_a_public_page_is_only_read(address, method, django_assert_num_queries):
    ArticleFactory(slug="hoi-nghi")
    client = Client(enforce_csrf_checks=True)

    with django_assert_num_queries(0):
        response = client.generic(method, address, b"q=1", content_type="application/x-www-form-urlencoded")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert 'class="error-page__code" aria-hidden="true">405<' in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("address", ["/tai-khoan/dang-nhap/", "/quan-tri/login/", "/_util/login/"])
def test_a_form_without_its_token_is_still_refused(address):
    assert Client(enforce_csrf_checks=True).post(address, {"username": "x", "password": "y"}).status_code == 403


def test_a_view_that_refuses_a_method_without_a_word_is_helped_out(client):
    response = client.get(f"/danh-gia/{ArticleFactory().pk}/rut/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "405" in response.content.decode()
    assert int(response["Content-Length"]) == len(response.content)


@pytest.mark.parametrize("address", ["/tin-tuc/hoi-nghi/", "/tim-kiem/"])
def test_reading_goes_on_as_ever(client, address):
    ArticleFactory(slug="hoi-nghi")

    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
