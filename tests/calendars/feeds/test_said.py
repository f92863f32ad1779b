"""What feeds say of an item."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import pgettext

from events.calendars import ledger
from events.calendars.models import CalendarItem
from events.models import ConferenceContact, EventState
from tests.factories import FestivalFactory
from tests.factories.events import ConferenceFactory

from .clock import NOW
from .words import cancelled, deadline

pytestmark = pytest.mark.django_db


def test_of_an_event(events_at):
    page = ConferenceFactory(
        title="Hội nghị", place="Nhà A", address="1 Tràng Thi", coordinates="21.02, 105.80", intro="Mời dự."
    )
    ConferenceContact.objects.create(page=page, name="Ông Hải", email="hai@example.vn")
    ledger.refresh(page.pk)

    event = events_at("/lich/tat-ca.ics")["Hội nghị"]

    assert event["LOCATION"] == "Nhà A, 1 Tràng Thi"
    assert event["URL"] == f"http://testserver{page.url}"
    assert event["DESCRIPTION"] == f"Mời dự.\n\nhttp://testserver{page.url}"
    assert event["ORGANIZER"] == "mailto:hai@example.vn"
    assert event["ORGANIZER"].params["CN"] == "Khối thi đua"
    assert event["CATEGORIES"].cats == [pgettext("calendar", "Conference")]
    assert (event["GEO"].latitude, event["GEO"].longitude) == (21.02, 105.8)
    assert event["TRANSP"] == "OPAQUE"
    assert not event.walk("VALARM")


def test_of_a_deadline(events_at):
    ledger.refresh(FestivalFactory(title="Ngày Hội", closes_at=NOW + timedelta(days=3)).pk)

    event = events_at("/lich/tat-ca.ics")[deadline("Ngày Hội")]

    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-1)
    assert event["TRANSP"] == "TRANSPARENT"
    assert "DTEND" not in event
    assert event.decoded("DTSTART") == NOW + timedelta(days=3)


@pytest.mark.parametrize(
    ("too_late", "told"),
    [
        (datetime(2026, 3, 9, 17, tzinfo=UTC), datetime(2026, 3, 9, 16, 59, tzinfo=UTC)),
        (datetime(2026, 3, 9, 17, 1, tzinfo=UTC), datetime(2026, 3, 9, 17, 1, tzinfo=UTC)),
        (datetime(2026, 3, 9, 0, 0, tzinfo=UTC), datetime(2026, 3, 9, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_deadline_at_midnight_stands_on_its_last_day(events_at, too_late, told):
    ledger.refresh(FestivalFactory(title="Ngày Hội", closes_at=too_late).pk)

    assert events_at("/lich/tat-ca.ics")[deadline("Ngày Hội")].decoded("DTSTART") == told
    assert CalendarItem.objects.get(kind="deadline").starts_at == too_late


def test_nobody_is_reminded_of_a_deadline_that_was_cancelled(events_at):
    page = FestivalFactory(title="Ngày Hội", state=EventState.CANCELLED, state_reason="Bão")
    ledger.refresh(page.pk)

    assert not events_at("/lich/tat-ca.ics")[cancelled(deadline("Ngày Hội"))].walk("VALARM")


def test_of_a_planned_event(events_at):
    ledger.refresh(ConferenceFactory(title="Hội nghị", state=EventState.PLANNED).pk)

    event = events_at("/lich/tat-ca.ics")["Hội nghị"]

    assert event["STATUS"] == "TENTATIVE"
    assert event["DESCRIPTION"].startswith(pgettext("calendar", "Planned; not confirmed yet."))


def test_whole_days(events_at):
    ledger.refresh(FestivalFactory(title="Ngày Hội", starts_on=date(2026, 12, 31)).pk)

    event = events_at("/lich/tat-ca.ics")["Ngày Hội"]

    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 31), date(2027, 1, 3))


@pytest.mark.parametrize(
    "title",
    ["a,b;c", 'Hội nghị "mới"', "Chào 🎉", "שלום עולם", "\\N \\n \\;", "Tổng kết " * 28],
)
def test_titles_come_through_as_they_are(events_at, title):
    ledger.refresh(ConferenceFactory(title=title.strip(), opens_at=None, closes_at=None).pk)

    assert events_at("/lich/tat-ca.ics").keys() == {title.strip()}
