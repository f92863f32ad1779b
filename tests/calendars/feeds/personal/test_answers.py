"""How somebody's own feed is answered, to whom no more, and what that costs."""

from datetime import timedelta

import icalendar
import pytest
from django.utils.translation import gettext as _

from accounts.models import Membership
from events.calendars import ledger
from events.calendars.models import CalendarItem, PersonalFeed
from events.calendars.personal import services
from events.calendars.tokens import new_token
from events.registration.models import Registration, State
from tests.calendars.feeds.clock import NOW
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory
from tests.factories.calendars import CalendarItemFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

pytestmark = pytest.mark.django_db


class TestAnswers:
    def test_headers(self, client, address):
        response = client.get(address)

        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"] == "private, max-age=0, must-revalidate"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "Access-Control-Allow-Origin" not in response
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()

    def test_named_after_the_site_and_nobody(self, client, address):
        body = client.get(address).content
        found = icalendar.Calendar.from_ical(body)

        assert found["X-WR-CALNAME"] == _("My calendar – %(site)s") % {"site": "Khối thi đua"}
        assert "Nguyễn Thị Hòa" not in body.decode()
        assert "METHOD" not in found

    @pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', "*"])
    def test_who_has_these_bytes_is_told_so(self, client, address, written):
        tag = client.get(address)["ETag"]

        response = client.get(address, headers={"If-None-Match": written.format(tag)})

        assert (response.status_code, response.content) == (304, b"")
        assert client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200

    def test_head(self, client, address):
        response = client.head(address)

        assert (response.status_code, response.content) == (200, b"")

    def test_the_same_bytes_whenever_it_is_asked_for(self, client, address, unit, clock, empty_cache):
        EntryFactory(unit=unit, discipline=DisciplineFactory(), state=State.APPROVED, place=1)
        ledger.refresh_all()
        first = client.get(address).content
        clock.shift(7200)
        empty_cache()

        assert client.get(address).content == first

    def test_a_token_guessed_or_altered_is_not_found_at_the_same_cost(self, client, address, django_assert_num_queries):
        token = address.removeprefix("/lich/rieng/").removesuffix(".ics")
        altered = token[:-1] + ("A" if token[-1] != "A" else "B")
        for guess in (altered, token.swapcase(), token[:-1], token + "A", new_token(), "x", "a" * 300):
            # The address; and two by which every 404 looks for a redirect.
            with django_assert_num_queries(3):
                response = client.get(f"/lich/rieng/{guess}.ics")
            assert response.status_code == 404
            assert response["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("guess", ["", "/", "a/b", "%00", "%F0%9F", "ắ", "'"])
    def test_what_is_no_token_at_all(self, client, guess):
        assert client.get(f"/lich/rieng/{guess}.ics").status_code == 404

    def test_a_revoked_one_is_gone_at_once(
        self, client, address, user, django_capture_on_commit_callbacks, django_assert_num_queries
    ):
        tag = client.get(address)["ETag"]
        with django_capture_on_commit_callbacks(execute=True):
            services.revoke(PersonalFeed.objects.get(), by=user)

        with django_assert_num_queries(0):
            assert client.get(address).status_code == 410
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 410

    def test_and_stays_gone(self, client, address, user, empty_cache):
        services.revoke(PersonalFeed.objects.get(), by=user)
        empty_cache()

        assert client.get(address).status_code == 410

    def test_an_answer_that_was_under_way_does_not_bring_it_back(
        self, client, address, user, monkeypatch, django_capture_on_commit_callbacks
    ):
        from events.calendars.personal import feed

        original = feed.calendar

        def revoked_meanwhile(*args, **kwargs):
            with django_capture_on_commit_callbacks(execute=True):
                services.revoke(PersonalFeed.objects.get(), by=user)
            return original(*args, **kwargs)

        monkeypatch.setattr(feed, "calendar", revoked_meanwhile)
        client.get(address)

        assert client.get(address).status_code == 410

    def test_of_a_closed_account_is_gone_and_back_when_it_opens(
        self, client, address, user, django_capture_on_commit_callbacks
    ):
        client.get(address)
        for is_active, status in ((False, 410), (True, 200)):
            user.is_active = is_active
            with django_capture_on_commit_callbacks(execute=True):
                user.save()
            assert client.get(address).status_code == status

    def test_of_somebody_who_was_deleted_is_not_found(self, client, address, user, empty_cache):
        user.delete()
        empty_cache()

        assert client.get(address).status_code == 404

    def test_it_never_expires(self, client, address, clock):
        clock.shift(timedelta(days=3650))

        assert client.get(address).status_code == 200


class TestCost:
    @pytest.mark.parametrize("count", [1, 3, 500])
    def test_of_making_it(self, client, address, unit, count, django_assert_num_queries, empty_cache):
        festival = FestivalFactory()
        CalendarItemFactory.create_batch(count, event_number=festival.pk, kind=CalendarItem.Kind.SESSION)
        Registration.objects.create(festival=festival, unit=unit)
        for place in range(min(count, 30)):
            EntryFactory(unit=unit, discipline__festival=festival, state=State.APPROVED, place=place)
            page = ConferenceFactory()
            session = SessionFactory(event=page, asks_delegates=True)
            DelegateFactory(conference=page, unit=unit).sessions.add(session)
        empty_cache()

        # The address with its owner, the site, its name, the note that it was asked for; entries, own addresses,
        # delegates, sessions, items.
        with django_assert_num_queries(9):
            assert client.get(address).content.count(b"BEGIN:VEVENT") == count

    def test_a_thousand_polls_with_the_tag_cost_no_query(self, client, address, django_assert_num_queries):
        FestivalFactory()
        ledger.refresh_all()
        tag = client.get(address)["ETag"]

        with django_assert_num_queries(0):
            statuses = {client.get(address, headers={"If-None-Match": tag}).status_code for _ in range(1000)}

        assert statuses == {304}

    def test_a_change_of_the_calendar_is_seen_at_once(self, client, address, django_capture_on_commit_callbacks):
        page = FestivalFactory(title="Ngày Hội")
        ledger.refresh_all()
        assert "Nhà B" not in client.get(address).content.decode()
        page.place = "Nhà B"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

        assert "Nhà B" in client.get(address).content.decode()

    def test_of_entries_within_minutes(self, client, address, unit, empty_cache):
        football = DisciplineFactory(name="Bóng đá")
        ledger.refresh_all()
        client.get(address)
        EntryFactory(unit=unit, discipline=football, state=State.SUBMITTED, place=1)
        empty_cache()  # five minutes later, by the clock of the cache

        assert "Bóng đá" in client.get(address).content.decode()

    def test_who_leaves_a_unit_reads_no_more_of_it_at_once(
        self, client, address, membership, django_capture_on_commit_callbacks
    ):
        FestivalFactory(title="Ngày Hội")
        ledger.refresh_all()
        assert "Ngày Hội" in client.get(address).content.decode()
        membership.state = Membership.State.SUSPENDED
        with django_capture_on_commit_callbacks(execute=True):
            membership.save()

        assert "Ngày Hội" not in client.get(address).content.decode()

    def test_that_it_was_fetched_is_noted_once_an_hour(self, client, address, clock, empty_cache):
        def noted_after(seconds: int):
            clock.shift(seconds)
            empty_cache()
            client.get(address)
            return PersonalFeed.objects.get().fetched_at

        assert PersonalFeed.objects.get().fetched_at is None
        assert noted_after(0) == NOW
        assert noted_after(3600) == NOW
        assert noted_after(1) == NOW + timedelta(seconds=3601)
