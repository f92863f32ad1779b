"""Each property of a VEVENT."""

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile

import pytest
from icalendar import Event

from events.calendars.ical.building import calendar
from events.calendars.ical.occasions import Status
from tests.calendars.occasions import occasion


def lines(**details) -> list[str]:
    """The unfolded lines of the one event, its alarm left out."""
    text = calendar("Lịch", [occasion(**details)]).decode().replace("\r\n ", "")
    event = text.split("\r\nBEGIN:VEVENT\r\n")[1].split("\r\n")
    return list(takewhile(lambda line: line not in ("END:VEVENT", "BEGIN:VALARM"), event))


def told(name: str, **details) -> list[str]:
    """The lines of one property."""
    return [line for line in lines(**details) if line.startswith((f"{name}:", f"{name};"))]


def alarm(**details) -> list[str]:
    text = calendar("Lịch", [occasion(**details)]).decode().replace("\r\n ", "")
    return text.split("BEGIN:VALARM\r\n")[1].split("\r\nEND:VALARM")[0].split("\r\n")


def test_what_every_event_has():
    assert lines(sequence=3) == [
        "UID:1@khoi.example.vn",
        "SEQUENCE:3",
        "DTSTAMP:20260301T023000Z",
        "CREATED:20260201T010000Z",
        "LAST-MODIFIED:20260301T023000Z",
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20260101T080000",
        "DTEND;TZID=Asia/Ho_Chi_Minh:20260101T100000",
        "SUMMARY:Hội nghị 1",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
    ]


class TestTimes:
    def test_moments_of_another_zone_are_told_as_in_vietnam(self):
        starts = datetime(2026, 12, 31, 18, 15, tzinfo=UTC)

        assert told("DTSTART", starts=starts, ends=starts + timedelta(hours=1)) == [
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20270101T011500"
        ]

    def test_whole_days_end_with_the_day_after(self):
        days = {"starts": date(2026, 12, 30), "ends": date(2027, 1, 2)}

        assert told("DTSTART", **days) == ["DTSTART;VALUE=DATE:20261230"]
        assert told("DTEND", **days) == ["DTEND;VALUE=DATE:20270102"]

    def test_thirty_days(self):
        days = {"starts": date(2026, 6, 1), "ends": date(2026, 7, 1)}

        assert told("DTEND", **days) == ["DTEND;VALUE=DATE:20260701"]

    def test_a_moment_has_no_end(self):
        assert told("DTEND", ends=None) == []

    @pytest.mark.parametrize("hours", [0, -1])
    def test_an_end_that_is_no_later_is_not_told(self, hours):
        """RFC 5545, 3.8.2.2: the end MUST be later; Outlook refuses the whole feed over it."""
        starts = occasion().starts

        assert told("DTEND", ends=starts + timedelta(hours=hours)) == []

    def test_fractions_of_a_second_are_left_out(self):
        at = datetime(2026, 1, 1, 1, 2, 3, 999999, tzinfo=UTC)

        assert told("DTSTAMP", changed_at=at) == ["DTSTAMP:20260101T010203Z"]


class TestStatus:
    @pytest.mark.parametrize("status", Status)
    def test_as_the_occasion_says(self, status):
        assert told("STATUS", status=status) == [f"STATUS:{status.value}"]

    def test_what_takes_no_time(self):
        assert told("TRANSP", takes_time=False) == ["TRANSP:TRANSPARENT"]

    def test_what_is_cancelled_keeps_nobody_busy(self):
        assert told("TRANSP", status=Status.CANCELLED) == ["TRANSP:TRANSPARENT"]


class TestWhereAndWhat:
    def test_place(self):
        assert told("LOCATION", location="Hội trường A; tầng 3, Hà Nội") == [
            "LOCATION:Hội trường A\\; tầng 3\\, Hà Nội"
        ]

    def test_point(self):
        assert told("GEO", latitude=21.0285, longitude=105.8542) == ["GEO:21.028500;105.854200"]

    def test_a_point_so_near_to_nought_that_python_writes_an_exponent(self):
        assert told("GEO", latitude=0.00001, longitude=-0.00002) == ["GEO:0.000010;-0.000020"]

    def test_half_a_point_is_none(self):
        assert told("GEO", latitude=21.0) == told("GEO", longitude=105.0) == []

    def test_nought_is_a_point(self):
        assert told("GEO", latitude=0.0, longitude=0.0) == ["GEO:0.000000;0.000000"]

    def test_address(self):
        address = "https://khoi.example.vn/su-kien/a/?b=1,2;c"

        assert told("URL", url=address) == [f"URL:{address}"]

    def test_description(self):
        assert told("DESCRIPTION", description="Một\r\nhai") == ["DESCRIPTION:Một\\nhai"]

    def test_categories(self):
        assert told("CATEGORIES", categories=("Thể thao", "Bóng đá, nam")) == ["CATEGORIES:Thể thao,Bóng đá\\, nam"]

    @pytest.mark.parametrize("name", ["LOCATION", "GEO", "URL", "DESCRIPTION", "CATEGORIES", "ORGANIZER"])
    def test_what_is_empty_is_not_told(self, name):
        assert told(name) == []


class TestOrganiser:
    def test_with_a_name(self):
        details = {"organiser_name": "Ban Tổ chức", "organiser_email": "btc@khoi.example.vn"}

        assert told("ORGANIZER", **details) == ['ORGANIZER;CN="Ban Tổ chức":mailto:btc@khoi.example.vn']

    def test_without_a_name(self):
        assert told("ORGANIZER", organiser_email="btc@khoi.example.vn") == ["ORGANIZER:mailto:btc@khoi.example.vn"]

    def test_a_name_alone_is_no_address(self):
        assert told("ORGANIZER", organiser_name="Ban Tổ chức") == []

    def test_a_name_with_all_that_no_parameter_can_hold(self):
        details = {"organiser_name": 'Công đoàn "Bộ";\r\nX:\x00, A', "organiser_email": "a@b.vn"}

        assert told("ORGANIZER", **details) == ["ORGANIZER;CN=\"Công đoàn 'Bộ'; X:, A\":mailto:a@b.vn"]


class TestAlarm:
    def test_a_day_before(self):
        assert alarm(alarm=timedelta(days=1), summary="Hạn đăng ký") == [
            "ACTION:DISPLAY",
            "TRIGGER:-P1D",
            "DESCRIPTION:Hạn đăng ký",
        ]

    def test_hours_and_minutes_before(self):
        assert "TRIGGER:-PT1H30M" in alarm(alarm=timedelta(minutes=90))

    @pytest.mark.parametrize("details", [{}, {"alarm": timedelta(days=1), "status": Status.CANCELLED}])
    def test_none_is_set_without_need(self, details):
        assert b"VALARM" not in calendar("Lịch", [occasion(**details)])


class TestText:
    @pytest.mark.parametrize(
        ("written", "sent"),
        [
            ("a, b; c", "a\\, b\\; c"),
            ('"Trích dẫn": lời hay', '"Trích dẫn": lời hay'),
            (r"C:\New\nhà", r"C:\\New\\nhà"),
            ("một\nhai\rba\r\nbốn", "một\\nhai\\nba\\nbốn"),
            ("a\x00b\x07c\x1bd\x7fe\x85f\ud800g", "abcde fg"),
            ("a\u2028b\x0bc\x1cd", "a b c d"),
            ("thẳng\thàng", "thẳng\thàng"),
            ("ho\u0323\u0302i", "hội"),
            ("🏸 👨‍👩‍👧 🇻🇳", "🏸 👨‍👩‍👧 🇻🇳"),
            ("مؤتمر", "مؤتمر"),
            ("BEGIN:VEVENT", "BEGIN:VEVENT"),
        ],
    )
    def test_as_it_is_sent(self, written, sent):
        assert told("SUMMARY", summary=written) == [f"SUMMARY:{sent}"]

    def test_a_uid_cannot_end_its_line(self):
        assert told("UID", uid="a\r\nMETHOD:CANCEL") == ["UID:a\\nMETHOD:CANCEL"]


def test_an_address_cannot_end_its_line():
    assert told("URL", url="https://a.vn/\r\nX-BAD:1") == ["URL:https://a.vn/X-BAD:1"]
    assert told("ORGANIZER", organiser_email="a@b.vn\r\nX-BAD:1") == ["ORGANIZER:mailto:a@b.vnX-BAD:1"]


def test_icalendar_reads_it_back():
    text = "\r\n".join(["BEGIN:VEVENT", *lines(description="a\\nb"), "END:VEVENT", ""])

    event = Event.from_ical(text)

    assert event.start == occasion().starts
    assert event["DESCRIPTION"] == "a\\nb"
