"""What is no calendar, or only half of one."""

import codecs

import pytest

from events.calendars.reading import Code, Weight, read
from events.calendars.reading.found import MOST_BYTES, MOST_EVENTS, MOST_LINES, MOST_PROBLEMS
from tests.calendars.reading.files import event, file, found, told


def refused(data: bytes) -> tuple[int, Code]:
    """Of a file of which nothing is taken: where and why."""
    result = read(data)
    assert result.events == []
    (problem,) = [problem for problem in result.problems if problem.weight is Weight.FILE]
    return problem.line, problem.code


class TestWhatIsNoCalendar:
    @pytest.mark.parametrize("data", [b"", b"\r\n \r\n"])
    def test_nothing(self, data):
        assert refused(data) == (0, Code.EMPTY)

    def test_a_page_of_the_web(self):
        assert refused(b"\n<!DOCTYPE html>\n<html></html>") == (2, Code.NO_CALENDAR)

    def test_a_calendar_of_the_nineties(self):
        assert refused(file(event()).replace(b"VERSION:2.0", b"VERSION:1.0")) == (2, Code.OLD_FORMAT)

    def test_a_calendar_without_an_event(self):
        assert refused(file()) == (0, Code.NO_EVENTS)

    def test_a_calendar_of_tasks_says_both(self):
        result = found("BEGIN:VTODO", "END:VTODO", "BEGIN:VTODO", "END:VTODO", "BEGIN:VJOURNAL", "END:VJOURNAL")

        assert told(result) == [(0, Code.NO_EVENTS), (4, Code.OTHER_COMPONENT), (8, Code.OTHER_COMPONENT)]
        assert result.problems[1].values == {"name": "VTODO", "count": 2}


class TestEncodings:
    def test_utf8_with_a_mark(self):
        assert read(codecs.BOM_UTF8 + file(event())).events == read(file(event())).events

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_wider_ones(self, encoding):
        assert refused(file(event()).decode().encode(encoding)) == (1, Code.NOT_UTF8)

    def test_the_old_one_of_windows_is_refused_where_it_begins(self):
        data = file(event(title="Hoi nghi")).replace(b"Hoi", "Hôi".encode("windows-1258"))

        assert refused(data) == (6, Code.NOT_UTF8)

    def test_a_letter_that_a_fold_has_cut_in_two(self):
        first, second = file(event()).split("ộ".encode())
        whole = "ộ".encode()

        for place in (1, 2):
            cut = first + whole[:place] + b"\r\n " + whole[place:] + second
            assert read(cut).events[0].title == "Hội nghị"


class TestBrokenLines:
    def test_a_line_that_is_none_is_told_and_passed_over(self):
        result = found(event("Dòng bị ngắt, không có tên", 'LOCATION;X=":Hà Nội'))

        assert told(result) == [(8, Code.BROKEN_LINE), (9, Code.BROKEN_LINE)]
        assert result.problems[0].values == {"value": "Dòng bị ngắt, không có tên"}
        assert result.problems[0].weight is Weight.NOTE
        assert len(result.events) == 1

    def test_an_end_without_a_beginning(self):
        assert told(found("END:VEVENT", event())) == [(4, Code.BROKEN_LINE)]

    def test_an_event_that_was_never_ended_costs_only_itself(self):
        result = found(event(uid="a")[:-1], event(uid="b"), event(uid="c"))

        assert told(result) == [(4, Code.CUT_OFF)]
        assert [each.uid for each in result.events] == ["b", "c"]

    def test_a_file_that_was_cut_off(self):
        data = file(event(uid="a"), event(uid="b"))

        result = read(data[: data.rindex(b"DTSTART")])

        assert told(result) == [(1, Code.FILE_CUT_OFF), (9, Code.CUT_OFF)]
        assert [each.uid for each in result.events] == ["a"]

    def test_a_part_that_was_never_ended_costs_nothing(self):
        assert len(found(event("BEGIN:VALARM", "TRIGGER:-PT5M")).events) == 1

    def test_what_stands_in_an_alarm_is_not_the_events(self):
        lines = event("BEGIN:VALARM", "SUMMARY:Chuông", "DTSTART:20300101", "END:VALARM", title="", start="20260101")

        result = found(lines)

        assert told(result) == [(4, Code.NO_TITLE)]
        assert result.events[0].starts.year == 2026

    def test_several_calendars_in_one_file(self):
        data = file(event(uid="a")) + file(event(uid="b"))

        assert [each.uid for each in read(data).events] == ["a", "b"]

    def test_an_event_outside_of_any_calendar(self):
        data = "\r\n".join(event(uid="a")).encode() + b"\r\n" + file(event(uid="b"))

        result = read(data)

        assert (1, Code.BROKEN_LINE) in told(result)
        assert [each.uid for each in result.events] == ["b"]


class TestMethods:
    def test_a_published_calendar_is_nothing_special(self):
        assert told(found("METHOD:PUBLISH", event())) == []

    def test_an_invitation_is_told(self):
        result = found("METHOD:REQUEST", event())

        assert told(result) == [(4, Code.HAS_METHOD)]
        assert not result.events[0].cancelled

    def test_what_a_cancelling_message_holds_is_cancelled(self):
        assert found("METHOD:CANCEL", event()).events[0].cancelled


class TestLimits:
    def test_bytes(self):
        data = file(event()).ljust(MOST_BYTES, b"\n")

        assert len(read(data).events) == 1
        assert refused(data + b"\n") == (0, Code.TOO_LARGE)

    def test_a_hundred_million_bytes_are_not_looked_at(self):
        assert refused(bytes(1) * 100_000_000) == (0, Code.TOO_LARGE)

    def test_lines(self):
        assert refused(b"BEGIN:VCALENDAR\n" + b"X:1\n" * MOST_LINES) == (MOST_LINES + 1, Code.TOO_MANY_LINES)

    def test_events(self):
        blocks = [event(uid=str(number)) for number in range(MOST_EVENTS)]

        assert len(found(*blocks).events) == MOST_EVENTS
        assert refused(file(*blocks, event(uid="one more"))) == (0, Code.TOO_MANY_EVENTS)

    def test_depth(self):
        assert refused(file(*["BEGIN:X"] * 1000)) == (11, Code.TOO_DEEP)

    def test_a_line_that_is_too_long_costs_its_event(self):
        result = found(event("DESCRIPTION:" + "a" * 70_000, uid="a"), event(uid="b"))

        assert told(result) == [(8, Code.LONG_LINE)]
        assert [each.uid for each in result.events] == ["b"]

    def test_a_picture_in_the_file_costs_nothing(self):
        picture = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * 300_000

        assert told(found(event(picture))) == []

    def test_of_many_notes_some_are_told_and_of_errors_all(self):
        lines = ["không có tên"] * (MOST_PROBLEMS * 3)
        result = found(event(*lines, uid="a"), event(uid="b", start=""))

        assert len(result.problems) == MOST_PROBLEMS + 1
        assert (4 + len(lines) + 5, Code.NO_START) in told(result)
        assert result.problems[-1].code is Code.MORE_PROBLEMS
        assert result.problems[-1].values == {"count": MOST_PROBLEMS * 2 + 1}
