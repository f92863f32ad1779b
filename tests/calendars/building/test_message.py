"""What a mail brings: one event, with a METHOD."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from events.calendars.ical.building import calendar, message
from events.calendars.ical.occasions import Status
from tests.calendars.occasions import occasion

OURS = {"organiser_name": "Ban Tổ chức", "organiser_email": "btc@khoi.example.vn"}


def told(method: str, **details) -> list[str]:
    data = message(method, occasion(**(OURS | details)), attendee="don.vi@khoi.example.vn")
    return data.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_it_is_what_the_feed_says_with_a_method_and_an_attendee(method):
    of_feed = calendar("x", [occasion(sequence=4, **OURS)]).decode().replace("\r\n ", "").split("\r\n")
    event = told(method, sequence=4)

    assert f"METHOD:{method}" in event
    assert event.count("BEGIN:VEVENT") == event.count("BEGIN:VTIMEZONE") == 1
    assert {"UID:1@khoi.example.vn", "SEQUENCE:4"} <= set(event) & set(of_feed)
    assert [line for line in event if line.startswith("ATTENDEE")] == [
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:don.vi@khoi.example.vn"
    ]


def test_no_name_and_no_interval_of_a_feed():
    assert not [line for line in told("REQUEST") if line.startswith(("NAME", "X-WR", "REFRESH", "X-PUBLISHED"))]


def test_a_request_keeps_the_status():
    assert "STATUS:TENTATIVE" in told("REQUEST", status=Status.TENTATIVE)


@pytest.mark.parametrize("status", Status)
def test_a_cancel_is_of_something_cancelled(status):
    lines = told("CANCEL", status=status)

    assert "STATUS:CANCELLED" in lines
    assert "TRANSP:TRANSPARENT" in lines


def test_a_cancel_rings_no_bell():
    assert "BEGIN:VALARM" in told("REQUEST", alarm=timedelta(days=1))
    assert "BEGIN:VALARM" not in told("CANCEL", alarm=timedelta(days=1))


def test_without_an_organisers_address_there_is_no_message():
    with pytest.raises(ValueError, match="1@khoi"):
        message("REQUEST", occasion(), attendee="a@b.vn")


def test_an_attendee_cannot_end_its_line():
    data = message("REQUEST", occasion(**OURS), attendee="a@b.vn\r\nATTENDEE:mailto:x@y.vn")

    assert len(Calendar.from_ical(data).events[0].attendees) == 1
