"""Whatever occasions say, a feed of them is read back as they say it."""

import random
import unicodedata
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from events.calendars.ical.building import calendar
from events.calendars.ical.folding import fold
from events.calendars.ical.occasions import Occasion, Status
from tests.calendars.occasions import occasion
from vietnamese.text import clean

VIETNAMESE = "aăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĂÂĐÊÔƠƯ"
PIECES = [
    *VIETNAMESE,
    *',;:\\"\n\r^%\tnN',
    "\\N",
    "\r\n",
    "👨‍👩‍👧",
    "🇻🇳",
    "🤾🏽‍♀️",
    "e\u0323\u0302",
    "مؤتمر",
    "a" * 80,
    "\x00",
    "\u2028",
]

texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
moments = st.datetimes(datetime(1976, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))
days = st.dates(date(1976, 1, 1), date(2199, 1, 1))


@st.composite
def occasions(draw) -> Occasion:
    starts = draw(st.one_of(moments, days))
    unit = timedelta(minutes=1) if isinstance(starts, datetime) else timedelta(days=1)
    return Occasion(
        uid=draw(st.uuids()).hex,
        sequence=draw(st.integers(0, 2**31 - 1)),
        status=draw(st.sampled_from(Status)),
        summary=draw(texts),
        starts=starts,
        ends=starts + draw(st.integers(1, 10**4)) * unit,
        created_at=draw(moments),
        changed_at=draw(moments),
        location=draw(texts),
        latitude=draw(st.floats(-90, 90)),
        longitude=draw(st.floats(-180, 180)),
        description=draw(texts),
        url="https://khoi.example.vn/su-kien/",
        categories=tuple(draw(st.lists(texts.filter(clean), max_size=3))),
        alarm=draw(st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=30))),
        takes_time=draw(st.booleans()),
    )


def second(moment):
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment


@given(st.lists(occasions(), max_size=4, unique_by=lambda each: each.uid), st.randoms())
@settings(deadline=None, max_examples=200)
def test_a_feed_is_read_back(expected: list[Occasion], chance: random.Random):
    feed = calendar("Lịch", expected)

    for line in feed.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\r" not in line and b"\n" not in line
        line.decode()
    chance.shuffle(expected)
    assert calendar("Lịch", expected) == feed
    found = {str(event["UID"]): event for event in Calendar.from_ical(feed).events}
    assert len(found) == len(expected)
    for each in expected:
        event = found[each.uid]
        assert event.decoded("DTSTART") == second(each.starts)
        assert event.decoded("DTEND") == second(each.ends)
        assert event["SUMMARY"] == clean(each.summary)
        assert event.get("LOCATION", "") == clean(each.location)
        assert event.get("DESCRIPTION", "") == clean(each.description)
        assert event["STATUS"] == each.status
        assert event["SEQUENCE"] == each.sequence
        assert event.DTSTAMP == event.LAST_MODIFIED == second(each.changed_at)
        assert second(each.created_at) == event.CREATED
        assert list(event.get("CATEGORIES", ())) == [clean(name) for name in each.categories]
        latitude, longitude = event.decoded("GEO")
        assert abs(latitude - each.latitude) < 1e-6 and abs(longitude - each.longitude) < 1e-6
        assert len(event.alarms.times) == (each.alarm is not None and each.status != Status.CANCELLED)


class TestFolding:
    @given(texts.map(clean).map(lambda text: text.replace("\n", "")))
    @settings(deadline=None, max_examples=500)
    def test_unfolding_gives_the_line_back(self, line):
        pieces = fold(line).split(b"\r\n")

        assert all(len(piece) <= 75 for piece in pieces)
        assert all(piece.startswith(b" ") for piece in pieces[1:])
        assert "".join([pieces[0].decode(), *(piece[1:].decode() for piece in pieces[1:])]) == line

    def test_lines_are_as_long_as_they_may_be(self):
        assert [len(piece) for piece in fold("a" * 300).split(b"\r\n")] == [75, 75, 75, 75, 4]

    def test_no_accent_is_cut_off_at_any_place(self):
        for shift in range(80):
            line = "x" * shift + unicodedata.normalize("NFD", "Hội nghị tổng kết phong trào thi đua") * 5
            for piece in fold(line).decode().split("\r\n ")[1:]:
                assert not unicodedata.combining(piece[0])

    def test_no_emoji_is_taken_apart_at_any_place(self):
        for emoji in ("👨‍👩‍👧", "🇻🇳", "🤾🏽‍♀️"):
            for shift in range(80):
                pieces = fold("x" * shift + f"{emoji} " * 8).decode().split("\r\n ")
                assert sum(piece.count(emoji) for piece in pieces) == 8

    def test_no_escape_is_cut_at_any_place(self):
        for shift in range(80):
            for piece in fold("x" * shift + "một\\, hai\\; ba\\nbốn" * 5).decode().split("\r\n "):
                assert not piece.endswith("\\")

    def test_a_letter_with_more_accents_than_a_line_holds_is_still_folded(self):
        pieces = fold("e" + "\u0301" * 200).split(b"\r\n")

        assert all(len(piece) <= 75 for piece in pieces)
        assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == "e" + "\u0301" * 200


def test_ten_thousand_letters_of_title():
    title = "Hội nghị tổng kết phong trào thi đua yêu nước 🏸, " * 200

    event = Calendar.from_ical(calendar("Lịch", [occasion(summary=title)])).events[0]

    assert event["SUMMARY"] == title
