"""What a feed says of itself."""

from datetime import timedelta

from icalendar import Calendar, vDuration

from events.calendars.ical.building import calendar
from tests.calendars.occasions import occasion


def head(data: bytes) -> list[str]:
    """The lines before the first component."""
    return data.decode().split("BEGIN:VTIMEZONE")[0].split("\r\n")[:-1]


def test_an_empty_feed_in_full():
    feed = calendar("Lịch", [], description="Mọi sự kiện", url="https://khoi.example.vn/lich/")

    assert feed.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "PRODID:-//Khoi thi dua//Lich//VI",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "NAME:Lịch",
        "X-WR-CALNAME:Lịch",
        "DESCRIPTION:Mọi sự kiện",
        "X-WR-CALDESC:Mọi sự kiện",
        "URL:https://khoi.example.vn/lich/",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Ho_Chi_Minh",
        "BEGIN:STANDARD",
        "DTSTART:19750613T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0700",
        "TZNAME:+07",
        "END:STANDARD",
        "END:VTIMEZONE",
        "END:VCALENDAR",
        "",
    ]


def test_what_is_not_given_is_not_told():
    told = head(calendar("Lịch", [occasion()]))

    assert not [line for line in told if line.startswith(("DESCRIPTION", "X-WR-CALDESC", "URL"))]


def test_a_feed_has_no_method():
    assert b"METHOD" not in calendar("Lịch", [occasion()])


def test_a_line_end_in_the_name_or_the_address_ends_no_line():
    told = head(calendar("Lịch\r\nMETHOD:CANCEL", [], url="https://khoi.example.vn/\r\nMETHOD:CANCEL"))

    assert "NAME:Lịch\\nMETHOD:CANCEL" in told
    assert "URL:https://khoi.example.vn/METHOD:CANCEL" in told


def test_each_line_ends_with_crlf():
    feed = calendar("Lịch", [occasion(), occasion(2, description="một\nhai\r\nba\rbốn")])

    assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n")
    assert feed.endswith(b"END:VCALENDAR\r\n")


def test_how_often_to_ask_is_a_duration():
    feed = Calendar.from_ical(calendar("Lịch", []))

    assert feed["REFRESH-INTERVAL"].dt == vDuration.from_ical(feed["X-PUBLISHED-TTL"]) == timedelta(hours=1)


class TestOrder:
    def test_by_beginning_then_uid_whatever_comes_first(self):
        first, second, third = occasion(1), occasion(2, uid="a"), occasion(2, uid="b")

        told = calendar("Lịch", [third, first, second])

        assert told == calendar("Lịch", [first, second, third]) == calendar("Lịch", iter([second, third, first]))
        assert [str(event["UID"]) for event in Calendar.from_ical(told).events] == ["1@khoi.example.vn", "a", "b"]

    def test_a_day_begins_at_midnight_in_vietnam(self):
        moment = occasion(2)
        day = occasion(1, starts=moment.starts.date(), ends=None, uid="day")
        evening = occasion(1, starts=moment.starts - timedelta(hours=8, minutes=1), uid="evening")

        events = Calendar.from_ical(calendar("Lịch", [moment, day, evening])).events

        assert [str(event["UID"]) for event in events] == ["evening", "day", "2@khoi.example.vn"]


def test_the_same_occasions_are_the_same_bytes_whenever(time_machine):
    occasions = [occasion(number) for number in range(5)]
    time_machine.move_to("2026-01-01")
    then = calendar("Lịch", occasions)
    time_machine.move_to("2031-07-01")

    assert calendar("Lịch", occasions) == then
