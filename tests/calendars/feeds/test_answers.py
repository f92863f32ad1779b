"""How a feed is answered: by Django, and by the page cache before it."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.utils.http import http_date

from events.calendars import ledger
from events.calendars.models import CalendarItem
from events.models import FestivalPage
from events.registration.models import State
from news.models import ArticlePage
from pagecache import generation
from tests.factories import ArticleFactory, DisciplineFactory, EntryFactory, FestivalFactory, UnitFactory
from tests.factories.calendars import CalendarItemFactory
from tests.factories.events import ConferenceFactory, SessionFactory

from .clock import NOW

pytestmark = pytest.mark.django_db

ALL = "/lich/tat-ca.ics"


def own(page) -> str:
    """The feed of an event."""
    return f"/lich/su-kien/{page.pk}.ics"


@pytest.fixture
def page(clock):
    page = ConferenceFactory(title="Hội nghị tổng kết công tác thi đua")
    ledger.refresh(page.pk)
    clock.shift(3600)
    return page


class TestHeaders:
    def test_are_those_of_a_calendar(self, page, client):
        response = client.get(ALL)

        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"] == 'inline; filename="lich-tat-ca.ics"'
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=300"
        assert response["ETag"].startswith('"')
        assert response["Last-Modified"] == http_date(NOW.timestamp() + 3600)
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies

    def test_each_says_since_when_it_is_as_it_is(self, page, client, clock):
        festival = FestivalFactory()
        ledger.refresh(festival.pk)
        discipline, unit = DisciplineFactory(festival=festival), UnitFactory(code="cnx")
        feeds = [ALL, own(page), f"/lich/noi-dung/{discipline.pk}.ics", f"/lich/don-vi/{unit.code}.ics"]
        dates = {path: client.get(path)["Last-Modified"] for path in feeds}
        clock.shift(3600)

        assert set(dates.values()) == {http_date(NOW.timestamp() + 3600)}
        assert {path: client.get(path)["Last-Modified"] for path in feeds} == dates
        assert [client.get(path, headers={"If-Modified-Since": dates[path]}).status_code for path in feeds] == [304] * 4

    def test_another_name_alone_moves_the_date(self, client, clock):
        """Of that no row of the calendar knows."""
        unit = UnitFactory(code="cnx")
        path = f"/lich/don-vi/{unit.code}.ics"
        before = client.get(path)["Last-Modified"]
        unit.short_name = "Cục Mới"
        unit.save()

        reply = client.get(path, headers={"If-Modified-Since": before})  # within the same second

        assert reply.status_code == 200
        assert "Cục Mới" in reply.content.decode()
        assert reply["Last-Modified"] == http_date(NOW.timestamp() + 1)

    def test_the_page_cache_keeps_them(self, page, ask):
        first, second = ask(own(page)), ask(own(page))

        assert first.headers["Cache-Status"].endswith("stored")
        assert second.headers["Cache-Status"] == "page-cache; hit"
        for name in ("Content-Type", "Content-Disposition", "Access-Control-Allow-Origin", "Last-Modified"):
            assert name in second.headers
        assert second.body == first.body

    def test_it_is_compressed_on_its_way(self, page, ask):
        whole, small = ask(ALL), ask(ALL, accept_encoding="gzip")

        assert small.headers["Content-Encoding"] == "gzip"
        assert len(small.body) < len(whole.body)
        assert small.headers["ETag"] != whole.headers["ETag"]

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    def test_it_is_only_read(self, page, client, method):
        assert client.generic(method, ALL).status_code == 405


class TestConditions:
    """Each way of asking, of Django itself and of the page cache."""

    @pytest.fixture(params=["django", "page cache"])
    def get(self, request, client, ask, page):
        def by_django(method="GET", **headers):
            response = client.generic(
                method, own(page), headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            return response.status_code, response.headers, response.content

        def by_cache(method="GET", **headers):
            ask(own(page))
            reply = ask(own(page), method, **headers)
            return reply.status, reply.headers, reply.body

        return by_django if request.param == "django" else by_cache

    @pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', 'W/"other" , W/{}', "*"])
    def test_who_has_these_bytes_is_told_so(self, page, get, written):
        _, headers, _ = get()

        status, told, body = get(if_none_match=written.format(headers["ETag"]))

        assert (status, body) == (304, b"")
        assert told["ETag"] == headers["ETag"]

    @pytest.mark.parametrize("written", ['"other"', "{}x", "unquoted", '"', ""])
    def test_who_has_others_gets_them(self, page, get, written):
        _, headers, _ = get()

        assert get(if_none_match=written.format(headers["ETag"]))[0] == 200

    def test_a_date(self, page, get):
        _, headers, _ = get()

        assert get(if_modified_since=headers["Last-Modified"])[0] == 304
        assert get(if_modified_since="Mon, 02 Mar 2026 00:59:59 GMT")[0] == 200
        assert get(if_modified_since="yesterday")[0] == 200

    def test_the_tag_goes_before_the_date(self, page, get):
        _, headers, _ = get()

        assert get(if_none_match='"other"', if_modified_since=headers["Last-Modified"])[0] == 200

    def test_head(self, page, get):
        _, headers, body = get()

        status, told, nothing = get("HEAD")

        assert (status, nothing) == (200, b"")
        assert told["ETag"] == headers["ETag"]
        assert int(told["Content-Length"]) == len(body)


class TestSameBytes:
    def test_whenever_and_whoever_asks(self, page, client, empty_cache, clock):
        first = client.get(ALL)
        clock.shift(86400)
        empty_cache()

        assert client.get(ALL).content == first.content

    def test_when_something_else_of_the_site_changes(self, page, ask, django_capture_on_commit_callbacks):
        tag = ask(ALL).headers["ETag"]
        before = generation.current()
        with django_capture_on_commit_callbacks(execute=True):
            ArticleFactory().save_revision().publish()
        assert generation.current() != before
        assert ArticlePage.objects.exists()

        reply = ask(ALL, if_none_match=tag)

        assert reply.status == 304
        assert "stored" in reply.headers["Cache-Status"]

    def test_when_the_event_is_published_as_it_was(self, page, client):
        before = client.get(ALL).content

        page.save_revision().publish()

        assert client.get(ALL).content == before

    def test_others_when_it_changes(self, page, ask, client, django_capture_on_commit_callbacks):
        tag = ask(own(page)).headers["ETag"]
        page.place = "Cung Văn hóa"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

        reply = ask(own(page), if_none_match=tag)

        assert reply.status == 200
        assert "Cung Văn hóa" in reply.body.decode()
        # The clock stands, yet who has the bytes of before must not be told that they still hold.
        assert reply.headers["Last-Modified"] == "Mon, 02 Mar 2026 02:00:01 GMT"


class TestTime:
    """What changes without anything in the database."""

    def test_what_was_cancelled_leaves_after_90_days(self, page, ask, clock):
        ended_at = NOW - timedelta(days=89, hours=22, minutes=45)
        item = CalendarItemFactory(summary="Cũ", event_number=page.pk, status="CANCELLED", ended_at=ended_at)
        first = ask(own(page))
        assert "Cũ" in first.body.decode()

        clock.shift(900)

        reply = ask(own(page), if_modified_since=first.headers["Last-Modified"])
        assert reply.status == 200
        assert item.summary not in reply.body.decode()
        assert parsedate_to_datetime(reply.headers["Last-Modified"]) == ended_at + timedelta(days=90)

    def test_a_session_that_is_given_to_another_discipline_leaves_its_feed(self, client, clock):
        festival = FestivalFactory()
        football, chess = DisciplineFactory(festival=festival, name="A"), DisciplineFactory(festival=festival, name="B")
        session = SessionFactory(event=festival, discipline=football, title="Lượt trận 1")
        ledger.refresh(festival.pk)
        path = f"/lich/noi-dung/{football.pk}.ics"
        before = client.get(path)["Last-Modified"]
        clock.shift(60)
        session.discipline = chess
        session.save()
        ledger.refresh(festival.pk)

        reply = client.get(path, headers={"If-Modified-Since": before})

        assert reply.status_code == 200
        assert "Lượt trận 1" not in reply.content.decode()


class TestGone:
    def test_410_is_no_page_and_names_nobody(self, ask):
        UnitFactory(code="cu", is_active=False)

        first, second = ask("/lich/don-vi/cu.ics"), ask("/lich/don-vi/cu.ics", if_none_match="*")

        assert first.status == second.status == 410
        assert "text/plain" in first.headers["Content-Type"]
        assert "Last-Modified" not in first.headers

    def test_polls_of_what_is_gone_cost_nothing_for_a_while(self, ask, django_assert_num_queries):
        UnitFactory(code="cu", is_active=False)
        ask("/lich/don-vi/cu.ics")

        with django_assert_num_queries(0):
            assert {ask("/lich/don-vi/cu.ics").status for _ in range(10)} == {410}

    def test_a_unit_that_comes_back_is_there_again(self, ask, django_capture_on_commit_callbacks):
        unit = UnitFactory(code="cu", is_active=False)
        assert ask("/lich/don-vi/cu.ics").status == 410
        unit.is_active = True
        with django_capture_on_commit_callbacks(execute=True):
            unit.save()

        assert ask("/lich/don-vi/cu.ics").status == 200


class TestQueries:
    @pytest.mark.parametrize("count", [1, 3, 500])
    def test_everything(self, client, count, django_assert_num_queries, empty_cache):
        CalendarItemFactory.create_batch(count)
        empty_cache()

        # The site, its name, the items.
        with django_assert_num_queries(3):
            assert client.get(ALL).content.count(b"BEGIN:VEVENT") == count

    @pytest.mark.parametrize("count", [1, 3, 500])
    def test_of_an_event(self, client, count, django_assert_num_queries):
        CalendarItemFactory.create_batch(count, event_number=77)

        with django_assert_num_queries(1):
            assert client.get("/lich/su-kien/77.ics").content.count(b"BEGIN:VEVENT") == count

    @pytest.mark.parametrize("count", [1, 3, 30])
    def test_of_a_discipline_and_a_unit(self, client, count, django_assert_num_queries, empty_cache):
        unit = UnitFactory(code="cnx")
        festival = FestivalFactory(units_shown_from=NOW)
        for place in range(count):
            discipline = DisciplineFactory(festival=festival)
            SessionFactory(event=festival, discipline=discipline)
            EntryFactory(unit=unit, discipline=discipline, state=State.APPROVED, place=place)
        ledger.refresh(festival.pk)
        assert FestivalPage.objects.count() == 1
        empty_cache()

        with django_assert_num_queries(2):
            client.get(f"/lich/noi-dung/{discipline.pk}.ics")
        with django_assert_num_queries(3):
            assert client.get("/lich/don-vi/cnx.ics").content.count(b"BEGIN:VEVENT") == count + 2

    def test_a_thousand_polls_cost_none(self, ask, django_assert_num_queries):
        CalendarItemFactory.create_batch(20)
        tag = ask(ALL).headers["ETag"]

        with django_assert_num_queries(0):
            statuses = {ask(ALL, if_none_match=tag).status for _ in range(1000)}

        assert statuses == {304}
        assert CalendarItem.objects.count() == 20
