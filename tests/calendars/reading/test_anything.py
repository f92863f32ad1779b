"""Whatever octets come: read() returns, and what it returns holds together."""

from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.calendars.ical.building import calendar
from events.calendars.reading import Found, read
from tests.calendars.occasions import occasion
from vietnamese.dates import VIETNAM

SAMPLES = [path.read_bytes() for path in sorted(Path(__file__).with_name("samples").glob("*.ics"))]
NAMES = ["UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"]
NAMES += ["SEQUENCE", "STATUS", "DESCRIPTION", "BEGIN", "END", "METHOD", "TZID", "TZOFFSETFROM", "TZOFFSETTO"]
PARAMETERS = ["", ";VALUE=DATE", ";TZID=Asia/Ho_Chi_Minh", ";TZID=Own", ";TZID=a,b", ";RANGE=THISANDFUTURE", ";X", ';"']
VALUES = ["20260301T090000", "20260301T090000Z", "20260301", "20260304", "19000101T000000Z", "21991231T235959", "P1D"]
VALUES += ["PT1H", "-PT1H", "P99999999999W", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"]
VALUES += ["FREQ=DAILY;UNTIL=20260310", "FREQ=SECONDLY", "a", "", "20260301T090000,20260302T090000", "CANCELLED", "1"]
VALUES += ["20260301T090000/PT1H", "VEVENT", "VALARM", "VCALENDAR", "VTIMEZONE", "STANDARD", "+0700", "-2359", "Own"]

lines = st.builds("{}{}:{}".format, st.sampled_from(NAMES), st.sampled_from(PARAMETERS), st.sampled_from(VALUES))
events = st.lists(lines, max_size=6).map(
    lambda own: "\n".join(["BEGIN:VEVENT", "UID:a", "DTSTART:20260301T090000", *own, "END:VEVENT"])
)
files = st.lists(st.one_of(events, events, lines, st.text(max_size=30)), max_size=6).map(
    lambda blocks: "\n".join(["BEGIN:VCALENDAR", *blocks, "END:VCALENDAR"]).encode(errors="replace")
)


@st.composite
def damaged(draw) -> bytes:
    """A real file, with a piece taken out, doubled or overwritten."""
    data = draw(st.sampled_from(SAMPLES))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 200)))
    return data[:start] + draw(st.one_of(st.just(b""), st.just(data[start:end] * 2), st.binary())) + data[end:]


def holds_together(found: Found) -> None:
    assert len({event.uid for event in found.events}) == len(found.events) <= 500
    assert found.events or found.problems
    for event in found.events:
        assert event.line > 0
        assert "\n" not in event.title + event.location
        if isinstance(event.starts, datetime):
            assert event.starts.tzinfo is VIETNAM
            assert event.ends is None or (event.ends.tzinfo is VIETNAM and event.ends > event.starts)
        else:
            assert event.ends > event.starts


@given(st.one_of(files, files, damaged(), st.binary()))
@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_raised(data):
    found = read(data)

    holds_together(found)
    assert read(data) == found


def test_our_own_feeds_are_read_as_they_were_written():
    occasions = [occasion(number, location="Hà Nội", description="a\n\nb, c; d\\e") for number in range(1, 400)]

    found = read(calendar("Lịch", occasions))

    assert found.problems == []
    assert [(event.uid, event.title, event.starts, event.ends) for event in found.events] == [
        (each.uid, each.summary, each.starts, each.ends) for each in occasions
    ]
    assert {(event.location, event.description) for event in found.events} == {("Hà Nội", "a\n\nb, c; d\\e")}
