"""Papers that readers take home."""

import pytest
from wagtail.models import PageViewRestriction

from events.models import Handout
from tests.factories import ConferenceFactory, FestivalFactory, HandoutFactory

pytestmark = pytest.mark.django_db

Audience = Handout.Audience


@pytest.fixture
def handout():
    return HandoutFactory(name="Báo cáo tổng kết năm 2026.pdf")


def address(handout, event=None) -> str:
    return f"/su-kien/{(event or handout.event).slug}/tai-lieu/{handout.pk}/tai-ve/"


@pytest.mark.parametrize("make", [ConferenceFactory, FestivalFactory])
def test_the_file_comes_under_its_vietnamese_name_and_is_not_shown_as_a_page(client, make):
    handout = HandoutFactory(event=make(), name="Báo cáo tổng kết năm 2026.pdf")
    response = client.get(address(handout))
    assert response.status_code == 200
    assert response.getvalue() == b"%PDF-1.7 du lieu"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == "16"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20t%E1%BB%95ng%20k%E1%BA%BFt%20n%C4%83m%202026.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_it_is_streamed_and_kept_by_nobody(client, handout):
    response = client.get(address(handout))
    assert response.streaming
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    response.close()


def test_head_says_the_same_without_the_file(client, handout):
    response = client.head(address(handout))
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response.headers["Content-Length"] == "16"
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_written_there(client, handout, method):
    assert getattr(client, method)(address(handout)).status_code in (403, 405)


@pytest.mark.parametrize("audience", [Audience.DELEGATES, Audience.NOBODY])
def test_what_is_not_for_everyone_is_not_found(client, handout, audience):
    handout.audience = audience
    handout.save()
    assert client.get(address(handout)).status_code == 404


def test_under_another_event_it_is_not_found(client, handout):
    assert client.get(address(handout, ConferenceFactory())).status_code == 404


def test_with_the_event_it_is_withdrawn(client, handout):
    conference = ConferenceFactory._meta.model.objects.get(pk=handout.event_id)
    conference.unpublish()
    assert client.get(address(handout)).status_code == 404


def test_of_a_closed_page_it_is_no_way_around(client, sign_in, handout):
    PageViewRestriction.objects.create(page=handout.event, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(handout)).status_code in (302, 404)
    sign_in()
    assert client.get(address(handout)).status_code == 404


@pytest.mark.parametrize("number", ["0", "999", str(2**31), str(2**63), "9" * 60, "-1", "x", "1.0", "%00"])
def test_odd_numbers_are_not_found(client, handout, number):
    assert client.get(f"/su-kien/{handout.event.slug}/tai-lieu/{number}/tai-ve/").status_code == 404


def test_a_file_that_is_lost_is_not_found(client, handout):
    handout.file.storage.delete(handout.file.name)
    assert client.get(address(handout)).status_code == 404


def test_its_cost(client, handout, django_assert_num_queries):
    client.get("/su-kien/khong-co/")  # what the process asks once
    with django_assert_num_queries(6):
        response = client.get(address(handout))
    response.close()
