"""Beacons: counted once a reader, and refused without a trace when they are not ours."""

import io

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from news.models import NewsIndexPage
from pagecache import generation
from readership import beacon, views
from readership.buffers import buffer
from tests.factories import ArticleFactory, hanoi

from .conftest import BROWSER

pytestmark = pytest.mark.django_db

NOON = hanoi(2026, 11, 24, 12)


def waiting() -> dict[int, int]:
    """Views in the buffer by page."""
    sums = {}
    for batch in buffer().batches():
        for (page, _), number in batch.views.items():
            sums[page] = sums.get(page, 0) + number
    return sums


class TestCounting:
    def test_a_view(self, send):
        article = ArticleFactory()
        response = send(article.pk)
        assert (response.status_code, response.content, dict(response.cookies)) == (204, b"", {})
        assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
        assert waiting() == {article.pk: 1}

    def test_once_a_reader_and_page(self, send):
        one, other = ArticleFactory(), ArticleFactory()
        sent = [
            send(one.pk),
            send(one.pk),
            send(other.pk),
            send(one.pk, reader="192.0.2.2"),
            send(one.pk, HTTP_USER_AGENT=BROWSER + " Zalo"),
        ]
        assert [response.status_code for response in sent] == [204] * 5
        assert waiting() == {one.pk: 3, other.pk: 1}

    def test_again_when_the_window_is_over_or_the_day(self, send, settings):
        if settings.REDIS_URL:
            pytest.skip("the clock of Redis does not travel")
        article = ArticleFactory()
        with time_machine.travel(NOON, tick=False) as clock:
            for seconds in (0, 1799, 1, 1800):
                clock.shift(seconds)
                send(article.pk)
            assert waiting() == {article.pk: 3}
            clock.move_to(hanoi(2026, 11, 24, 23, 59, 59))
            send(article.pk)
            clock.shift(1)
            send(article.pk)
        assert waiting() == {article.pk: 5}

    def test_nothing_of_the_reader_is_kept(self, send, settings):
        if settings.REDIS_URL:
            pytest.skip("of the buffer without Redis")
        send(ArticleFactory().pk, reader="203.0.113.77")
        from visitors import memory

        kept = b"".join(path.read_bytes() for path in memory.folder().iterdir())
        assert b"203.0.113.77" not in kept
        assert b"Firefox" not in kept

    def test_a_page_that_readers_find_under_any_of_our_hosts(self, send):
        article = ArticleFactory()
        send(article.pk, HTTP_HOST="a.example", HTTP_ORIGIN="https://a.example")
        assert waiting() == {article.pk: 1}

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
            {"HTTP_USER_AGENT": ""},
            {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
            {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        ],
    )
    def test_programs_get_the_same_answer_and_do_not_count(self, send, headers):
        assert send(ArticleFactory().pk, **headers).status_code == 204
        assert waiting() == {}


class TestRefusals:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"trang=",
            b"trang=0",
            b"trang=-1",
            b"trang=1.5",
            b"trang=1e3",
            b"trang=%31",
            b"trang=01",
            b"trang=9999999999999999999",
            b"trang[]=1",
            b"trang=1&trang=2",
            b"trang=1&x=1",
            b"page=1",
            b"trang=1\n",
            b"trang=\xd9\xa1",
            b'{"trang": 1}',
            b"\x00",
        ],
    )
    def test_what_is_no_beacon(self, send, body):
        response = send(body)
        assert response.status_code == 400
        assert response.content.decode()
        assert waiting() == {}

    @pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data; boundary=x", "application/json", ""])
    def test_another_type(self, send, content_type):
        assert send(ArticleFactory().pk, content_type=content_type).status_code == 400

    def test_a_large_body(self, send):
        assert send(b"trang=1" + b"0" * 1024).status_code == 413

    @pytest.mark.parametrize("page_id", [999_999, 2**31, 2**53, 10**18 - 1])
    def test_no_such_page(self, send, page_id):
        assert send(page_id).status_code == 404
        assert waiting() == {}

    def test_pages_that_do_not_count(self, send):
        others = [HomePage.objects.get().pk, NewsIndexPage.objects.get().pk, Page.objects.get(depth=1).pk]
        assert [send(page_id).status_code for page_id in others] == [404] * 3

    def test_a_draft(self, send):
        assert send(ArticleFactory(live=False).pk).status_code == 404

    def test_a_restricted_tree(self, send):
        article = ArticleFactory()
        restriction = PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="groups")
        restriction.groups.add(Group.objects.first())
        assert send(article.pk).status_code == 404
        assert waiting() == {}

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "null"},
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_SEC_FETCH_SITE": "same-site"},
        ],
    )
    def test_another_origin(self, send, headers):
        assert send(ArticleFactory().pk, **headers).status_code == 403
        assert waiting() == {}

    @pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
    def test_other_methods(self, client, method):
        response = getattr(client, method)("/luot-xem/")
        assert (response.status_code, response["Allow"]) == (405, "POST")

    def test_a_flood_slows_its_own_address_only(self, send):
        article = ArticleFactory()
        statuses = [send(article.pk).status_code for _ in range(150)]
        assert statuses[:100] == [204] * 100
        assert statuses[100:] == [429] * 50
        assert send(article.pk, reader="192.0.2.2").status_code == 204
        assert waiting() == {article.pk: 2}

    def test_one_house_is_one_network(self, send):
        article = ArticleFactory()
        for number in range(150):
            send(article.pk, reader=f"2001:db8::{number:x}")
        assert send(article.pk, reader="2001:db8::ffff").status_code == 429
        assert send(article.pk, reader="2001:db8:0:1::1").status_code == 204

    def test_a_buffer_that_is_away(self, send, monkeypatch):
        def away():
            raise OSError("away")

        monkeypatch.setattr(beacon, "buffer", away)
        assert send(ArticleFactory().pk).status_code == 503

    @given(body=st.binary(max_size=60), content_type=st.sampled_from(["application/x-www-form-urlencoded", "", "a/b"]))
    def test_a_page_is_only_what_the_script_sends(self, body, content_type):
        page_id = beacon.page_in(content_type, body)
        assert page_id is None or body == b"trang=%d" % page_id


class TestInFrontOfDjango:
    """What is counted before Django wakes up is what Django would have counted."""

    @pytest.fixture
    def post(self):
        """Sends a beacon through the front; the answer, and whether Django was asked."""

        def post(body, **headers):
            asked = []

            def django(environ, start_response):
                asked.append(environ["wsgi.input"].read())
                start_response("200 OK", [])
                return [b""]

            environ = {
                "PATH_INFO": "/luot-xem/",
                "REQUEST_METHOD": "POST",
                "CONTENT_TYPE": "application/x-www-form-urlencoded;charset=UTF-8",
                "CONTENT_LENGTH": str(len(body)),
                "REMOTE_ADDR": "192.0.2.1",
                "HTTP_HOST": "testserver",
                "HTTP_USER_AGENT": BROWSER,
                "wsgi.input": io.BytesIO(body),
            } | headers
            answered = []
            content = beacon.BeaconFront(django)(environ, lambda *answer: answered.append(answer))
            return answered[0][0], b"".join(content), asked

        return post

    @pytest.fixture
    def article(self, send):
        """One that this process knows to be countable, for a reader has sent a beacon through Django."""
        article = ArticleFactory()
        send(article.pk, reader="192.0.2.250", HTTP_HOST="testserver")
        return article

    def test_a_known_page(self, post, article):
        assert post(b"trang=%d" % article.pk) == ("204 No Content", b"", [])
        assert post(b"trang=%d" % article.pk) == ("204 No Content", b"", [])
        assert waiting() == {article.pk: 2}

    def test_reader_and_front_are_one_count(self, post, send, article):
        post(b"trang=%d" % article.pk)
        send(article.pk, HTTP_HOST="testserver")
        assert waiting() == {article.pk: 2}

    def test_what_is_not_known_goes_on_whole(self, post, article):
        for body in (b"trang=999999", b"trang=x", b""):
            assert post(body) == ("200 OK", b"", [body])

    def test_so_does_what_is_no_beacon(self, post, article):
        body = b"trang=%d" % article.pk
        assert post(body, REQUEST_METHOD="GET")[2] == [body]
        assert post(body, PATH_INFO="/")[2] == [body]
        assert post(body, CONTENT_LENGTH="2000")[2] == [body]
        assert post(body, CONTENT_LENGTH="")[2] == [body]
        assert post(body, CONTENT_LENGTH="-1")[2] == [body]
        assert post(body, HTTP_HOST="other.example")[2] == [body]

    def test_it_refuses_what_django_would(self, post, article):
        body = b"trang=%d" % article.pk
        assert post(body, HTTP_ORIGIN="https://evil.example")[0] == "403 Forbidden"
        statuses = [post(body)[0] for _ in range(120)]
        assert statuses[-1] == "429 Too Many Requests"
        assert waiting() == {article.pk: 2}

    def test_it_asks_again_when_the_site_has_changed(self, post, article):
        generation.begin()
        body = b"trang=%d" % article.pk
        assert post(body)[2] == [body]

    def test_a_page_is_known_in_the_generation_in_which_it_was_looked_up(self):
        pages = beacon.CountablePages()
        before = generation.current()
        generation.begin()
        pages.add("testserver", 1, before)
        assert ("testserver", 1) not in pages
        pages.add("testserver", 1, generation.current())
        assert ("testserver", 1) in pages
        assert ("testserver", 2) not in pages

    def test_what_it_remembers_is_bounded(self, monkeypatch):
        monkeypatch.setattr(beacon, "MOST_KNOWN", 10)
        pages = beacon.CountablePages()
        for number in range(35):
            pages.add("testserver", number, generation.current())
        assert len(pages._pages) <= 10


def test_while_the_database_is_away_a_view_is_no_error_of_the_site(send, monkeypatch):
    def is_away(page_id):
        raise OperationalError("the database is away")

    monkeypatch.setattr(views, "is_countable", is_away)
    assert send(ArticleFactory().pk).status_code == 503
