"""Which feed has what, what it says of it, and when it is not found or gone."""

from datetime import date, timedelta

import icalendar
import pytest
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from events.calendars import ledger
from events.models import EventState
from events.registration.models import State
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, UnitFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .clock import NOW
from .words import cancelled, deadline, nomination, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def festival():
    return FestivalFactory(title="Ngày Hội")


@pytest.fixture
def football(festival):
    return DisciplineFactory(festival=festival, name="Bóng đá")


def change(page, **values) -> None:
    type(page).objects.filter(pk=page.pk).update(**values)
    ledger.refresh(page.pk)


class TestEverything:
    def test_is_all_that_is_public(self, festival, football, events_at):
        SessionFactory(event=festival, discipline=football, title="Lượt trận 1")
        ConferenceFactory(title="Hội nghị")
        ConferenceFactory(title="Nháp", live=False)
        ledger.refresh_all()

        assert events_at("/lich/tat-ca.ics").keys() == {
            "Ngày Hội",
            "Lượt trận 1 – Ngày Hội",
            deadline("Ngày Hội"),
            "Hội nghị",
            nomination("Hội nghị"),
        }

    def test_begins_with_the_year_before_last(self, events_at):
        for day in (date(2023, 12, 30), date(2023, 12, 31), date(2024, 1, 1)):
            ConferenceFactory(title=f"{day}", starts_on=day, opens_at=None, closes_at=None)
        ledger.refresh_all()

        assert events_at("/lich/tat-ca.ics").keys() == {"2024-01-01"}

    def test_without_events_is_an_empty_calendar(self, client):
        response = client.get("/lich/tat-ca.ics")

        assert response.status_code == 200
        assert not icalendar.Calendar.from_ical(response.content).walk("VEVENT")

    def test_is_named_after_the_site(self, client):
        found = icalendar.Calendar.from_ical(client.get("/lich/tat-ca.ics").content)

        assert found["X-WR-CALNAME"] == found["NAME"] == _("Calendar – %(site)s") % {"site": "Khối thi đua"}
        assert "METHOD" not in found


class TestOfAnEvent:
    def test_has_its_sessions_and_deadlines_however_old(self, client, events_at):
        page = ConferenceFactory(title="Hội nghị", starts_on=date(2020, 5, 6), opens_at=None, closes_at=None)
        SessionFactory(event=page, title="Khai mạc")
        ConferenceFactory()
        ledger.refresh_all()

        assert events_at(f"/lich/su-kien/{page.pk}.ics").keys() == {"Hội nghị", "Khai mạc – Hội nghị"}
        found = icalendar.Calendar.from_ical(client.get(f"/lich/su-kien/{page.pk}.ics").content)
        assert found["X-WR-CALNAME"] == "Hội nghị"
        assert found["URL"] == f"http://testserver{page.url}"

    @pytest.mark.parametrize("number", ["999", "0", "01", str(2**63), "9" * 30, "-1", "1.5", "x", "%00", ""])
    def test_of_no_event_is_not_found(self, client, number):
        assert client.get(f"/lich/su-kien/{number}.ics").status_code == 404

    def test_a_draft_was_never_there(self, client):
        page = ConferenceFactory(live=False)
        ledger.refresh(page.pk)

        assert client.get(f"/lich/su-kien/{page.pk}.ics").status_code == 404

    def test_a_cancelled_event_is_told_as_cancelled_for_90_days_and_is_then_gone(self, client, events_at, clock):
        page = ConferenceFactory(title="Hội nghị", starts_on=date(2026, 4, 1), opens_at=None, closes_at=None)
        ledger.refresh(page.pk)
        before = events_at(f"/lich/su-kien/{page.pk}.ics")["Hội nghị"]
        clock.shift(60)
        change(page, state=EventState.CANCELLED, state_reason="Bão số 5")

        (event,) = events_at(f"/lich/su-kien/{page.pk}.ics").values()
        assert (event["STATUS"], event["UID"]) == ("CANCELLED", before["UID"])
        assert event["SEQUENCE"] == before["SEQUENCE"] + 1
        assert event["SUMMARY"] == cancelled("Hội nghị")
        assert "Bão số 5" in event["DESCRIPTION"]

        clock.move_to(NOW + timedelta(days=90, seconds=59))
        assert client.get(f"/lich/su-kien/{page.pk}.ics").status_code == 200
        clock.move_to(NOW + timedelta(days=90, seconds=60))
        assert client.get(f"/lich/su-kien/{page.pk}.ics").status_code == 410

    @pytest.mark.parametrize("how", ["withdrawn", "restricted", "deleted"])
    def test_what_is_not_public_any_more_tells_nothing_but_that(self, client, events_at, clock, how):
        page = ConferenceFactory(title="Hội nghị", place="Nhà A", intro="Bí mật", organiser="Quỹ")
        ledger.refresh(page.pk)
        number = page.pk
        if how == "withdrawn":
            page.unpublish()
        elif how == "restricted":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        else:
            page.delete()

        event = events_at(f"/lich/su-kien/{number}.ics")[withdrawn("Hội nghị")]

        assert event["STATUS"] == "CANCELLED"
        assert not {"DESCRIPTION", "LOCATION", "URL", "ORGANIZER", "GEO"} & event.keys()
        clock.shift(timedelta(days=91))
        assert client.get(f"/lich/su-kien/{number}.ics").status_code == 410

    def test_a_moved_event_keeps_its_uid(self, events_at, clock):
        page = ConferenceFactory(title="Hội nghị", starts_on=date(2026, 4, 1))
        ledger.refresh(page.pk)
        before = events_at("/lich/tat-ca.ics")["Hội nghị"]
        clock.shift(60)
        day = date(2026, 4, 8)
        change(page, starts_on=day, ends_on=day, state=EventState.MOVED, state_reason="Bão số 5")

        event = events_at("/lich/tat-ca.ics")["Hội nghị"]

        assert event["UID"] == before["UID"]
        assert (event["SEQUENCE"], event["STATUS"]) == (1, "CONFIRMED")
        assert event.decoded("DTSTART").date() == day
        assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == NOW + timedelta(minutes=1)
        assert event.decoded("CREATED") == NOW
        assert "Bão số 5" in event["DESCRIPTION"]


class TestOfADiscipline:
    @pytest.fixture
    def others(self, festival, football):
        chess = DisciplineFactory(festival=festival, name="Cờ vua")
        SessionFactory(event=festival, discipline=football, title="Lượt trận 1")
        SessionFactory(event=festival, discipline=chess, title="Ván 1")
        SessionFactory(event=festival, title="Khai mạc")
        return chess

    def test_has_its_own_and_what_concerns_everyone(self, festival, football, others, client, events_at):
        ledger.refresh(festival.pk)

        found = events_at(f"/lich/noi-dung/{football.pk}.ics")

        names = {"Ngày Hội", deadline("Ngày Hội"), "Lượt trận 1 – Ngày Hội", "Khai mạc – Ngày Hội"}
        assert found.keys() == names
        calendar = icalendar.Calendar.from_ical(client.get(f"/lich/noi-dung/{football.pk}.ics").content)
        assert calendar["X-WR-CALNAME"] == "Bóng đá – Ngày Hội"

    def test_its_own_deadline_stands_for_the_festival_s(self, festival, football, others, events_at):
        type(football).objects.filter(pk=football.pk).update(closes_at=NOW + timedelta(days=9))
        ledger.refresh(festival.pk)

        found = events_at(f"/lich/noi-dung/{football.pk}.ics")

        assert deadline("Bóng đá – Ngày Hội") in found
        assert deadline("Ngày Hội") not in found

    def test_of_one_that_was_deleted_tells_that_its_sessions_are_withdrawn(
        self, festival, football, client, events_at, clock
    ):
        session = SessionFactory(event=festival, discipline=football, title="Lượt trận 1")
        ledger.refresh(festival.pk)
        number = football.pk
        session.delete()
        football.delete()
        ledger.refresh(festival.pk)

        assert events_at(f"/lich/noi-dung/{number}.ics").keys() == {withdrawn("Lượt trận 1 – Ngày Hội")}
        clock.shift(timedelta(days=90))
        assert client.get(f"/lich/noi-dung/{number}.ics").status_code == 410

    def test_of_a_draft_is_not_found(self, client):
        discipline = DisciplineFactory(festival__live=False)
        ledger.refresh(discipline.festival_id)

        assert client.get(f"/lich/noi-dung/{discipline.pk}.ics").status_code == 404
        assert client.get(f"/lich/noi-dung/{2**62}.ics").status_code == 404


class TestOfAUnit:
    @pytest.fixture
    def unit(self):
        return UnitFactory(code="cnx", short_name="Cục CNX")

    @pytest.fixture
    def sessions(self, festival, football):
        SessionFactory(event=festival, discipline=football, title="Lượt trận 1")
        SessionFactory(event=festival, title="Khai mạc")
        ledger.refresh(festival.pk)

    def publish(self, festival, at=NOW - timedelta(days=1)) -> None:
        type(festival).objects.filter(pk=festival.pk).update(units_shown_from=at)

    def test_has_the_events_to_which_all_are_invited(self, unit, sessions, client, events_at):
        assert events_at("/lich/don-vi/cnx.ics").keys() == {"Ngày Hội", deadline("Ngày Hội")}
        calendar = icalendar.Calendar.from_ical(client.get("/lich/don-vi/cnx.ics").content)
        assert calendar["X-WR-CALNAME"] == _("Calendar – %(unit)s") % {"unit": "Cục CNX"}

    def test_and_the_sessions_of_what_it_has_entered(self, unit, festival, football, sessions, events_at):
        EntryFactory(unit=unit, discipline=football, state=State.APPROVED, place=1)
        self.publish(festival)

        assert {"Lượt trận 1 – Ngày Hội", "Khai mạc – Ngày Hội"} < events_at("/lich/don-vi/cnx.ics").keys()

    @pytest.mark.parametrize("state", [State.DRAFT, State.WAITING, State.REJECTED, State.WITHDRAWN])
    def test_not_of_what_holds_no_place(self, unit, festival, football, sessions, events_at, state):
        EntryFactory(unit=unit, discipline=football, state=state)
        self.publish(festival)

        assert "Lượt trận 1 – Ngày Hội" not in events_at("/lich/don-vi/cnx.ics")

    def test_nor_of_another_unit_s(self, unit, festival, football, sessions, events_at):
        EntryFactory(discipline=football, state=State.APPROVED, place=1)
        self.publish(festival)

        assert "Lượt trận 1 – Ngày Hội" not in events_at("/lich/don-vi/cnx.ics")

    def test_nor_before_entries_are_published(self, unit, festival, football, sessions, events_at, clock):
        EntryFactory(unit=unit, discipline=football, state=State.APPROVED, place=1)
        self.publish(festival, at=NOW + timedelta(hours=1))

        assert "Lượt trận 1 – Ngày Hội" not in events_at("/lich/don-vi/cnx.ics")

        clock.shift(3600)
        assert "Lượt trận 1 – Ngày Hội" in events_at("/lich/don-vi/cnx.ics")

    def test_names_no_delegates(self, unit, events_at):
        page = ConferenceFactory(title="Hội nghị")
        SessionFactory(event=page, title="Khai mạc")
        DelegateFactory(conference=page, unit=unit)
        ledger.refresh(page.pk)

        assert events_at("/lich/don-vi/cnx.ics").keys() == {"Hội nghị", nomination("Hội nghị")}

    def test_a_unit_that_has_left_is_gone_and_none_is_not_found(self, client):
        UnitFactory(code="cu", is_active=False)

        assert client.get("/lich/don-vi/cu.ics").status_code == 410
        assert client.get("/lich/don-vi/khong-co.ics").status_code == 404
        assert client.get("/lich/don-vi/CU.ics").status_code == 404
