"""Somebody's own feed: what stands in it, who gets it, and what asking for it costs."""

import logging
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from accounts.models import Membership
from events.calendars import ledger
from events.calendars.models import CalendarItem, PersonalFeed
from events.calendars.personal import services
from events.calendars.tokens import LeaveOutTokens, new_token
from events.registration.delegates.models import Delegate
from events.registration.models import Registration, State
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, MembershipFactory, UnitFactory
from tests.factories.calendars import CalendarItemFactory
from tests.factories.events import ConferenceFactory, DelegateFactory, SessionFactory

from .words import deadline

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
OVER = {"opens_at": NOW - timedelta(days=9), "closes_at": NOW - timedelta(days=1)}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def unit():
    return UnitFactory(short_name="Cục CNX")


@pytest.fixture
def membership(unit):
    return MembershipFactory(unit=unit)


@pytest.fixture
def user(membership):
    return membership.user


@pytest.fixture
def address(user):
    return address_of(services.make("Điện thoại", by=user))


def address_of(feed: PersonalFeed) -> str:
    return f"/lich/rieng/{feed.token}.ics"


class TestOfARepresentative:
    def test_what_registration_is_open_for(self, events_at, address):
        FestivalFactory(title="Ngày Hội")
        ConferenceFactory(title="Hội nghị")
        FestivalFactory(title="Đã đóng", **OVER)
        ConferenceFactory(title="Cũng đã đóng", **OVER)
        DisciplineFactory(
            festival=FestivalFactory(title="Còn một môn", **OVER), closes_at=NOW + timedelta(days=1), name="Kéo co"
        )
        ledger.refresh_all()

        found = events_at(address).keys()

        assert {"Ngày Hội", deadline("Ngày Hội"), "Hội nghị", deadline("Hội nghị")} < found
        assert {"Còn một môn", deadline("Kéo co – Còn một môn")} < found
        assert not any("đã đóng" in name.lower() for name in found)

    def test_the_sessions_for_all_and_those_of_the_disciplines_entered(self, events_at, address, unit):
        festival = FestivalFactory(title="Ngày Hội", **OVER)
        football, chess = (DisciplineFactory(festival=festival, name=name) for name in ("Bóng đá", "Cờ vua"))
        EntryFactory(unit=unit, discipline=football, state=State.SUBMITTED, place=1)
        SessionFactory(event=festival, title="Khai mạc")
        SessionFactory(event=festival, title="Lượt trận 1", discipline=football)
        SessionFactory(event=festival, title="Ván 1", discipline=chess)
        ledger.refresh_all()

        assert events_at(address).keys() == {
            "Ngày Hội",
            deadline("Ngày Hội"),
            "Khai mạc – Ngày Hội",
            "Lượt trận 1 – Ngày Hội",
        }

    @pytest.mark.parametrize(
        ("state", "place", "concerned"),
        [
            (State.DRAFT, None, False),
            (State.WAITING, None, True),
            (State.RETURNED, 1, True),
            (State.APPROVED, 1, True),
            (State.REJECTED, None, False),
            (State.WITHDRAWN, None, False),
        ],
    )
    def test_an_entry_in_each_state(self, events_at, address, unit, state, place, concerned):
        football = DisciplineFactory(festival__title="Ngày Hội")
        EntryFactory(unit=unit, discipline=football, state=state, place=place)
        SessionFactory(event=football.festival, title="Lượt trận 1", discipline=football)
        ledger.refresh_all()

        assert ("Lượt trận 1 – Ngày Hội" in events_at(address)) == concerned

    def test_the_festival_lists_the_unit_s_own_entries(self, events_at, address, unit, clock):
        festival = FestivalFactory(title="Ngày Hội", intro="Mời dự.")
        football = DisciplineFactory(festival=festival, name="Bóng đá nam", position=1)
        ledger.refresh_all()
        clock.shift(60)
        entry = EntryFactory(unit=unit, discipline=football, name="Đội 1", state=State.SUBMITTED, place=1)
        EntryFactory(discipline=football, name="Đội khác", state=State.SUBMITTED, place=2)

        event = events_at(address)["Ngày Hội"]

        assert f"{_('Your entries:')}\nBóng đá nam – Đội 1: {State.SUBMITTED.label}\n\nMời dự." in event["DESCRIPTION"]
        assert "Đội khác" not in event["DESCRIPTION"]
        assert event["SEQUENCE"] == 0
        assert event.decoded("DTSTAMP") == entry.changed_at.replace(microsecond=0) == NOW + timedelta(minutes=1)

    def test_of_several_units_each_entry_names_its_own(self, events_at, address, unit, user):
        other = MembershipFactory(user=user, unit__short_name="Viện").unit
        football = DisciplineFactory(festival__title="Ngày Hội", name="Bóng đá")
        for place, owner in enumerate((unit, other)):
            EntryFactory(unit=owner, discipline=football, state=State.APPROVED, place=place)
        ledger.refresh_all()

        approved = State.APPROVED.label
        said = events_at(address)["Ngày Hội"]["DESCRIPTION"]
        assert f"Cục CNX, Bóng đá: {approved}\nViện, Bóng đá: {approved}" in said

    def test_the_sessions_that_its_delegates_attend(self, events_at, address, unit):
        page = ConferenceFactory(title="Hội nghị", **OVER)
        SessionFactory(event=page, title="Khai mạc")
        lunch, tour = (
            SessionFactory(event=page, title=title, asks_delegates=True) for title in ("Ăn trưa", "Tham quan")
        )
        DelegateFactory(conference=page, unit=unit).sessions.add(lunch)
        DelegateFactory(conference=page).sessions.add(tour)
        ledger.refresh_all()

        assert events_at(address).keys() == {
            "Hội nghị",
            deadline("Hội nghị"),
            "Khai mạc – Hội nghị",
            "Ăn trưa – Hội nghị",
        }

    @pytest.mark.parametrize("state", [Delegate.State.DECLINED, Delegate.State.WITHDRAWN])
    def test_not_of_delegates_who_do_not_come(self, events_at, address, unit, state):
        page = ConferenceFactory(title="Hội nghị", **OVER)
        DelegateFactory(conference=page, unit=unit, state=state)
        ledger.refresh_all()

        assert not events_at(address)

    @pytest.mark.parametrize("state", set(Membership.State) - {Membership.State.ACTIVE})
    def test_one_who_does_not_represent_the_unit_now(self, events_at, address, unit, membership, state):
        football = DisciplineFactory()
        EntryFactory(unit=unit, discipline=football, state=State.APPROVED, place=1)
        ledger.refresh_all()
        membership.state = state
        membership.save()

        assert not events_at(address)

    def test_a_unit_that_has_left(self, events_at, address, unit):
        FestivalFactory()
        ledger.refresh_all()
        unit.is_active = False
        unit.save()

        assert not events_at(address)


class TestOfADelegate:
    @pytest.fixture
    def person(self, user, membership):
        membership.delete()
        return user

    @pytest.fixture
    def conference(self):
        page = ConferenceFactory(title="Hội nghị")
        SessionFactory(event=page, title="Khai mạc")
        SessionFactory(event=page, title="Ăn trưa", asks_delegates=True)
        return page

    @pytest.mark.parametrize(
        ("written", "verified", "concerned"),
        [
            ("hoa@example.vn", True, True),
            ("HOA@Example.vn", True, True),
            ("hoa@example.vn", False, False),
            ("", True, False),
        ],
    )
    def test_by_their_own_address_that_is_confirmed(
        self, person, address, conference, events_at, written, verified, concerned
    ):
        EmailAddress.objects.create(user=person, email="hoa@example.vn", verified=verified)
        DelegateFactory(conference=conference, email=written)
        ledger.refresh_all()

        assert events_at(address).keys() == ({"Hội nghị", "Khai mạc – Hội nghị"} if concerned else set())

    def test_nothing_of_who_is_neither(self, person, address, conference, events_at):
        FestivalFactory()
        DelegateFactory(conference=conference)
        ledger.refresh_all()

        assert not events_at(address)


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

    def test_named_after_the_person(self, client, address):
        found = icalendar.Calendar.from_ical(client.get(address).content)

        assert found["X-WR-CALNAME"] == _("My calendar – %(name)s") % {"name": "Nguyễn Thị Hòa"}
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
        for guess in (
            altered,
            token.swapcase(),
            token[:-1],
            token + "A",
            new_token(),
            "x",
            "a" * 300,
            "%F0%9F",
            "'",
            "ắ",
        ):
            # The address; and two by which every 404 looks for a redirect.
            with django_assert_num_queries(3):
                response = client.get(f"/lich/rieng/{guess}.ics")
            assert response.status_code == 404
            assert response["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("guess", ["", "/", "a/b", "%00", "%F0%9F", "ắ"])
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
    def test_of_making_it(self, client, address, unit, count, django_assert_num_queries):
        festival = FestivalFactory()
        CalendarItemFactory.create_batch(count, event_number=festival.pk, kind=CalendarItem.Kind.SESSION)
        Registration.objects.create(festival=festival, unit=unit)
        for place in range(min(count, 30)):
            EntryFactory(unit=unit, discipline__festival=festival, state=State.APPROVED, place=place)
            page = ConferenceFactory()
            session = SessionFactory(event=page, asks_delegates=True)
            DelegateFactory(conference=page, unit=unit).sessions.add(session)

        # The address with its owner, the note that it was asked for, entries, delegates, sessions, items.
        with django_assert_num_queries(6):
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


class TestSecrecy:
    def test_no_log_names_a_token(self, client, address, user, caplog):
        services.revoke(PersonalFeed.objects.get(), by=user)
        with caplog.at_level(logging.DEBUG):
            client.get(address)
            client.get(address[:-5] + "x.ics")
            client.post(address)

        token = address.removeprefix("/lich/rieng/").removesuffix(".ics")
        assert token[:20] not in caplog.text

    @pytest.mark.parametrize(
        ("said", "args"),
        [
            ("Internal Server Error: %s", ("/lich/rieng/abc_D-1.ics",)),
            ("GET /lich/rieng/abc_D-1.ics HTTP/1.1", None),
            ('"%s" %s', ("GET /lich/rieng/abc_D-1.ics HTTP/1.1", 500)),
        ],
    )
    def test_what_errors_say_is_cleaned(self, said, args):
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, said, args, None)

        assert LeaveOutTokens().filter(record)

        assert "abc_D-1" not in record.getMessage()
        assert "/lich/rieng/….ics" in record.getMessage()

    def test_other_lines_stay_as_they_are(self):
        record = logging.LogRecord("x", logging.ERROR, "", 0, "%s of %s", ("/lich/su-kien/7.ics", 3), None)
        LeaveOutTokens().filter(record)

        assert record.args == ("/lich/su-kien/7.ics", 3)

    def test_the_console_of_the_site_is_filtered(self, settings):
        assert "without_tokens" in settings.LOGGING["handlers"]["console"]["filters"]

    def test_tokens_are_long_and_differ(self):
        tokens = {new_token() for _ in range(1000)}

        assert len(tokens) == 1000
        assert {len(token) for token in tokens} == {32}

    def test_robots_are_sent_away(self, client):
        assert "Disallow: /lich/rieng/" in client.get("/robots.txt").content.decode()

    def test_the_page_cache_leaves_it_alone(self, ask, address):
        assert ask(address).status == ask(address).status == 200
        assert "Cache-Status" not in ask(address).headers
