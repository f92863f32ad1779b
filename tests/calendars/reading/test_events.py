"""One event: its times, its words, and what is wrong with it."""

from datetime import date, datetime, timedelta

import pytest

from events.calendars.reading import Code, FoundEvent, Weight
from tests.calendars.reading.files import event, found, told
from vietnamese.dates import VIETNAM


def hanoi(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=VIETNAM)


def only(*lines: str, **details) -> FoundEvent:
    """The event of a file in which nothing is wrong."""
    result = found(event(*lines, **details))
    assert result.problems == []
    (one,) = result.events
    return one


class TestTimes:
    @pytest.mark.parametrize(
        ("line", "starts"),
        [
            ("DTSTART:20260312T083000", hanoi(2026, 3, 12, 8, 30)),
            ("DTSTART:20260312T013000Z", hanoi(2026, 3, 12, 8, 30)),
            ("DTSTART;TZID=Asia/Ho_Chi_Minh:20260312T083000", hanoi(2026, 3, 12, 8, 30)),
            ("DTSTART;TZID=asia/saigon:20260312T083000", hanoi(2026, 3, 12, 8, 30)),
            ('DTSTART;TZID="SE Asia Standard Time":20260312T083000', hanoi(2026, 3, 12, 8, 30)),
            ("DTSTART;TZID=Tokyo Standard Time:20260312T083000", hanoi(2026, 3, 12, 6, 30)),
            ("DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260312T083000", hanoi(2026, 3, 12, 6, 30)),
            ("DTSTART;TZID=Europe/Berlin:20260312T083000", hanoi(2026, 3, 12, 14, 30)),
            ("DTSTART;TZID=Europe/Berlin:20260712T083000", hanoi(2026, 7, 12, 13, 30)),
            ("DTSTART;TZID=GMT+0700:20260312T083000", hanoi(2026, 3, 12, 8, 30)),
            ("DTSTART;TZID=UTC-5:20260312T083000", hanoi(2026, 3, 12, 20, 30)),
            ('DTSTART;TZID="(UTC+05:30) Chennai, Kolkata":20260312T083000', hanoi(2026, 3, 12, 10)),
            ("DTSTART;TZID=Europe/Berlin:20260312T013000Z", hanoi(2026, 3, 12, 8, 30)),
            ("DTSTART;VALUE=DATE:20260312", date(2026, 3, 12)),
            ("DTSTART:20260312", date(2026, 3, 12)),
            ("DTSTART;TZID=Asia/Tokyo:20260312", date(2026, 3, 12)),
            ("DTSTART:20261231T235960", hanoi(2026, 12, 31, 23, 59, 59)),
            ("dtstart ; value=date-time : 20260312T083000", hanoi(2026, 3, 12, 8, 30)),
        ],
    )
    def test_beginning(self, line, starts):
        assert only(line, start="").starts == starts

    def test_the_worlds_zones_are_believed_before_the_files(self):
        """Some programs write a zone of this name with whatever offset they have at hand."""
        zone = ["BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:19700101T000000"]
        zone += ["TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"]
        lines = event("DTSTART;TZID=Asia/Ho_Chi_Minh:20260312T083000", start="")

        assert found(zone, lines).events[0].starts == hanoi(2026, 3, 12, 8, 30)

    def test_a_zone_that_nobody_knows_is_read_as_vietnams_and_told(self):
        result = found(event("DTSTART;TZID=Sao Hỏa:20260312T083000", start=""))

        assert told(result) == [(7, Code.UNKNOWN_ZONE)]
        assert result.problems[0].values == {"value": "Sao Hỏa"}
        assert result.events[0].starts == hanoi(2026, 3, 12, 8, 30)

    @pytest.mark.parametrize(
        ("lines", "ends"),
        [
            (["DTEND:20260312T113000"], hanoi(2026, 3, 12, 11, 30)),
            (["DTEND:20260312T043000Z"], hanoi(2026, 3, 12, 11, 30)),
            (["DTEND;TZID=Asia/Tokyo:20260312T113000"], hanoi(2026, 3, 12, 9, 30)),
            (["DURATION:PT1H30M"], hanoi(2026, 3, 12, 10)),
            (["DURATION:P1W"], hanoi(2026, 3, 19, 8, 30)),
            (["DURATION:pt1h30m"], hanoi(2026, 3, 12, 10)),
            (["DTEND:20260312T113000", "DURATION:PT1H"], hanoi(2026, 3, 12, 11, 30)),
            ([], None),
            (["DTEND:20260312T083000"], None),
            (["DURATION:PT0S"], None),
        ],
    )
    def test_end_of_a_moment(self, lines, ends):
        assert only(*lines).ends == ends

    @pytest.mark.parametrize(
        ("lines", "ends"),
        [
            ([], date(2026, 12, 31)),
            (["DTEND:20260102"], None),
            (["DTEND;VALUE=DATE:20270102"], date(2027, 1, 2)),
            (["DTEND;VALUE=DATE:20261230"], date(2026, 12, 31)),
            (["DURATION:P30D"], date(2027, 1, 29)),
            (["DURATION:PT2H"], date(2026, 12, 31)),
        ],
    )
    def test_end_of_a_day(self, lines, ends):
        if ends is None:
            assert told(found(event(*lines, start="20261230"))) == [(8, Code.ENDS_BEFORE_START)]
        else:
            assert only(*lines, start="20261230").ends == ends


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("lines", "code"),
        [
            (["DTSTART:"], Code.BAD_TIME),
            (["DTSTART:12/03/2026 08:30"], Code.BAD_TIME),
            (["DTSTART:20260231"], Code.BAD_TIME),
            (["DTSTART:20260312T250000"], Code.BAD_TIME),
            (["DTSTART:20260312T0830"], Code.BAD_TIME),
            (["DTSTART:２０２６０３１２"], Code.BAD_TIME),
            (["DTSTART:00010101"], Code.BAD_TIME),
            (["DTSTART:99991231T235959Z"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "DTEND:20260312T073000"], Code.ENDS_BEFORE_START),
            (["DTSTART:20260312T083000", "DTEND:20260313"], Code.BAD_TIME),
            (["DTSTART:20260312", "DTEND:20260313T080000"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "DTEND:hôm sau"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "DURATION:-PT1H"], Code.ENDS_BEFORE_START),
            (["DTSTART:20260312T083000", "DURATION:một giờ"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "DURATION:P999999999W"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "DURATION:P99999999999999999999D"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "DTEND:20280312T083000"], Code.TOO_LONG),
            (["DTSTART:20260312T083000", "RECURRENCE-ID:x"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "RDATE:x"], Code.BAD_TIME),
            (["DTSTART:20260312T083000", "EXDATE:20260401T000000,x"], Code.BAD_TIME),
        ],
    )
    def test_costs_the_event_and_no_other(self, lines, code):
        result = found(event(*lines, uid="bad", start=""), event(uid="good"))

        assert told(result) == [(6 + len(lines), code)]
        assert result.problems[0].weight is Weight.EVENT
        assert [each.uid for each in result.events] == ["good"]

    def test_no_beginning(self):
        assert told(found(event(start=""), event(uid="b"))) == [(4, Code.NO_START)]

    def test_what_stands_there_is_told(self):
        (problem,) = found(event("DTEND:hôm sau" + "x" * 100), event(uid="b")).problems

        assert problem.values == {"name": "DTEND", "value": ("hôm sau" + "x" * 100)[:60]}


class TestWords:
    def test_escapes(self):
        one = only(
            r"LOCATION:Hội trường A\; tầng 3\, Hà Nội", r"DESCRIPTION:a\nb\Nc\\n\,", title=r"C:\\New\, \"x\": a\nb"
        )

        assert one.location == "Hội trường A; tầng 3, Hà Nội"
        assert one.description == "a\nb\nc\\n,"
        assert one.title == 'C:\\New, \\"x\\": a b'

    def test_parameters(self):
        assert only('LOCATION;ALTREP="https://a.vn/;x:y";LANGUAGE=vi:Hà Nội').location == "Hà Nội"

    def test_accents_that_stand_apart_are_composed(self):
        assert only(title="ho\u0323\u0302i nghi\u0323").title == "hội nghị"

    def test_what_no_page_can_show_is_left_out(self):
        assert only(title="a\x00b\x07 c").title == "ab c"

    def test_emoji_and_letters_from_right_to_left(self):
        assert only(title="🏸 مؤتمر").title == "🏸 مؤتمر"

    def test_ten_thousand_letters(self):
        assert only(title="đ" * 10_000).title == "đ" * 10_000

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("<p>Một &amp; hai</p><ul><li>ba</li></ul>", "Một & hai\nba"),
            ("<script>alert(1)</script>Hai", "Hai"),
            ("3 < 5 và 7 > 6", "3 < 5 và 7 > 6"),
            ("&lt;b&gt;", "&lt;b&gt;"),
        ],
    )
    def test_a_description_with_bold_letters(self, written, read):
        assert only(f"DESCRIPTION:{written}").description == read

    def test_without_a_title(self):
        result = found(event(title=""), event("SUMMARY:  ", uid="b", title=""))

        assert told(result) == [(4, Code.NO_TITLE), (8, Code.NO_TITLE)]
        assert [each.title for each in result.events] == ["", ""]

    @pytest.mark.parametrize(("status", "cancelled"), [("CANCELLED", True), ("cancelled", True), ("CONFIRMED", False)])
    def test_status(self, status, cancelled):
        assert only(f"STATUS:{status}").cancelled is cancelled


class TestUids:
    def test_without_one_it_is_made_of_the_rest(self):
        first, again = found(event(uid="")), found(event("DTSTAMP:20260101T000000Z", uid=""))
        other = found(event(uid="", title="khác"))

        assert told(first) == [(4, Code.NO_UID)]
        assert first.events[0].uid == again.events[0].uid != other.events[0].uid

    def test_a_very_long_one_is_made_shorter_always_alike(self):
        uid = only(uid="x" * 5000).uid

        assert len(uid) == 40
        assert only(uid="x" * 5000, title="khác").uid == uid

    def test_twice_the_same_event_is_one(self):
        result = found(event(title="cũ"), event("SEQUENCE:2", title="mới"), event("SEQUENCE:1", title="giữa"))

        assert told(result) == [(4, Code.SAME_UID), (15, Code.SAME_UID)]
        assert [each.title for each in result.events] == ["mới"]

    def test_one_uid_for_events_at_different_times(self):
        result = found(event(), event(start="20260313T083000"))

        assert told(result) == [(9, Code.SAME_UID)]
        assert [each.uid for each in result.events] == ["a", "a#20260313T013000Z"]

    def test_no_uid_is_found_twice(self):
        result = found(event("RECURRENCE-ID:20260312T083000"), event("RECURRENCE-ID:20260312T083000"))

        assert told(result) == [(10, Code.SAME_UID)]
        assert len(result.events) == 1


def test_events_come_in_order_of_their_beginning():
    result = found(
        event(uid="late", start="20260313T000000"),
        event(uid="day", start="20260313"),
        event(uid="early", start="20260312T235900"),
    )

    assert [each.uid for each in result.events] == ["early", "late", "day"]


def test_an_event_of_a_year_and_a_day_is_one():
    assert only("DURATION:P366D").ends - only("DURATION:P366D").starts == timedelta(days=366)
