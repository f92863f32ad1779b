"""Events that repeat, and rules that are bombs."""

import time
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from events.calendars.reading import Code, Weight
from events.calendars.reading.found import MOST_EVENTS, MOST_OCCURRENCES
from events.calendars.reading.rules import OddRule, read_rule
from tests.calendars.reading.files import event, found, told
from vietnamese.dates import VIETNAM


def starts(*lines: str, start: str = "20260302T080000") -> list[str]:
    """When the occurrences of a series begin, of which nothing is wrong."""
    result = found(event(*lines, start=start))
    assert result.problems == []
    return [f"{each.starts:%d/%m %H:%M}" for each in result.events]


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("FREQ=DAILY;COUNT=3", ["02/03 08:00", "03/03 08:00", "04/03 08:00"]),
            ("FREQ=DAILY;INTERVAL=2;COUNT=2", ["02/03 08:00", "04/03 08:00"]),
            ("freq=weekly;count=2;", ["02/03 08:00", "09/03 08:00"]),
            ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", ["02/03 08:00", "04/03 08:00", "09/03 08:00"]),
            ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6", [f"0{n}/03 08:00" for n in (2, 3, 4, 5, 6, 9)]),
            ("FREQ=MONTHLY;BYDAY=1MO;COUNT=2", ["02/03 08:00", "06/04 08:00"]),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260401", ["02/03 08:00", "31/03 08:00"]),
            ("FREQ=MONTHLY;BYMONTHDAY=2,-1;COUNT=3", ["02/03 08:00", "31/03 08:00", "02/04 08:00"]),
            ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2;COUNT=2", ["02/03 08:00", "02/03 08:00"]),
            ("FREQ=DAILY;UNTIL=20260303", ["02/03 08:00", "03/03 08:00"]),
            ("FREQ=DAILY;UNTIL=20260303T080000", ["02/03 08:00", "03/03 08:00"]),
            ("FREQ=DAILY;UNTIL=20260303T010000Z", ["02/03 08:00", "03/03 08:00"]),
            ("FREQ=DAILY;UNTIL=20260303T005959Z", ["02/03 08:00"]),
        ],
    )
    def test_is_followed(self, rule, expected):
        assert starts(f"RRULE:{rule}") == expected

    def test_days(self):
        result = found(event("RRULE:FREQ=DAILY;UNTIL=20260303T235959Z", "DURATION:P2D", start="20260302"))

        assert [(each.starts, each.ends, each.uid) for each in result.events] == [
            (date(2026, 3, 2), date(2026, 3, 4), "a#20260302"),
            (date(2026, 3, 3), date(2026, 3, 5), "a#20260303"),
        ]

    def test_by_the_clock_of_its_own_zone(self):
        """In Berlin summer began on 29 March 2026."""
        line = "DTSTART;TZID=Europe/Berlin:20260328T090000"

        assert starts(line, "RRULE:FREQ=DAILY;COUNT=2", start="") == ["28/03 15:00", "29/03 14:00"]

    def test_dates_that_are_added_and_left_out(self):
        lines = ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20260303T080000", "EXDATE:20260304T010000Z"]
        lines += ["RDATE:20260310T080000,20260311T093000", "RDATE;VALUE=PERIOD:20260312T080000/PT1H"]

        assert starts(*lines) == ["02/03 08:00", "05/03 08:00", "10/03 08:00", "11/03 09:30", "12/03 08:00"]

    def test_dates_alone(self):
        assert starts("RDATE:20260310T080000") == ["02/03 08:00", "10/03 08:00"]

    def test_no_end_stays_none(self):
        assert {each.ends for each in found(event("RRULE:FREQ=DAILY;COUNT=3")).events} == {None}


class TestChangedOccurrences:
    def test_one_is_moved_and_renamed_one_is_cancelled(self):
        result = found(
            event("RRULE:FREQ=DAILY;COUNT=3", "DURATION:PT1H", start="20260302T080000"),
            event("RECURRENCE-ID:20260303T080000", "DURATION:PT2H", title="Dời", start="20260305T140000"),
            event("RECURRENCE-ID:20260304T010000Z", "STATUS:CANCELLED", title="Hủy", start="20260304T080000"),
        )

        assert result.problems == []
        assert [(each.title, f"{each.starts:%d %H}", each.uid, each.cancelled) for each in result.events] == [
            ("Hội nghị", "02 08", "a#20260302T010000Z", False),
            ("Hủy", "04 08", "a#20260304T010000Z", True),
            ("Dời", "05 14", "a#20260303T010000Z", False),
        ]

    def test_one_without_its_series_stands_for_itself(self):
        (one,) = found(event("RECURRENCE-ID:20260303T080000", start="20260305T140000")).events

        assert (one.uid, one.starts) == ("a#20260303T010000Z", datetime(2026, 3, 5, 14, tzinfo=VIETNAM))

    def test_this_and_the_following_is_this_one(self):
        result = found(
            event("RRULE:FREQ=DAILY;COUNT=3", start="20260302T080000"),
            event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T080000", start="20260303T090000"),
        )

        assert told(result) == [(14, Code.THIS_AND_FUTURE)]
        assert [f"{each.starts:%d %H}" for each in result.events] == ["02 08", "03 09", "04 08"]

    def test_days_and_moments_mixed(self):
        result = found(
            event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260303", start="20260302T080000"),
            event("RECURRENCE-ID;VALUE=DATE:20260304", start="20260304"),
        )

        assert [f"{each.starts:%d}" for each in result.events] == ["02", "04"]


class TestLimits:
    def test_a_hundred_occurrences(self):
        result = found(event("RRULE:FREQ=DAILY"), event(uid="b", start="20300101"))

        assert told(result) == [(4, Code.SERIES_CUT)]
        assert len(result.events) == MOST_OCCURRENCES + 1

    def test_exactly_a_hundred_are_not_cut(self):
        assert len(starts("RRULE:FREQ=DAILY;COUNT=100")) == 100

    @pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=YEARLY;COUNT=4", "FREQ=YEARLY;UNTIL=20290302"])
    def test_two_years(self, rule):
        result = found(event(f"RRULE:{rule}", start="20260302"))

        assert told(result) == [(4, Code.SERIES_CUT)]
        assert [each.starts.year for each in result.events] == [2026, 2027, 2028]

    def test_a_date_far_away(self):
        assert told(found(event("RDATE:20400101T000000"))) == [(4, Code.SERIES_CUT)]

    def test_five_hundred_in_all(self):
        blocks = [event("RRULE:FREQ=DAILY;COUNT=100", uid=str(number)) for number in range(7)]

        result = found(*blocks)

        assert len(result.events) == MOST_EVENTS
        assert told(result) == [(4 + 5 * 6, Code.TOO_MANY_OCCURRENCES)]

    def test_a_thousand_dates(self):
        days = ",".join(f"{date(2026, 1, 1) + timedelta(days=number):%Y%m%d}" for number in range(1001))
        result = found(event(f"EXDATE;VALUE=DATE:{days}", start="20260101"), event(uid="b"))

        assert told(result) == [(8, Code.TOO_MANY_OCCURRENCES)]
        assert [each.uid for each in result.events] == ["b"]


BOMBS = [
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=10000000",
    "FREQ=MINUTELY",
    "FREQ=HOURLY",
    "FREQ=DAILY;BYSECOND=0,1,2;BYMINUTE=0,1,2",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    "FREQ=YEARLY;BYWEEKNO=53",
    "FREQ=YEARLY;BYYEARDAY=366",
    "FREQ=YEARLY;BYEASTER=0",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=3;UNTIL=20260401",
    "FREQ=DAILY;UNTIL=20260231",
    "FREQ=DAILY;UNTIL=mai",
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=FORTNIGHTLY",
    "COUNT=3",
    "x",
    "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 1000),
]


def test_a_zone_with_many_changes_and_a_series_that_asks_for_them():
    """The offset of each day would be looked up among twenty observances of six hundred years each."""
    observance = ["DTSTART:16010101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0800", "RRULE:FREQ=YEARLY"]
    zone = ["BEGIN:VTIMEZONE", "TZID:Own", *["BEGIN:STANDARD", *observance, "END:STANDARD"] * 20, "END:VTIMEZONE"]
    began = time.process_time()

    result = found(
        zone, *(event("RRULE:FREQ=DAILY", "DTSTART;TZID=Own:21980101T080000", uid=str(n), start="") for n in range(5))
    )

    assert time.process_time() - began < 10
    assert len(result.events) == MOST_EVENTS


class TestOddRules:
    @pytest.mark.parametrize("rule", BOMBS)
    def test_of_the_series_the_first_is_taken(self, rule):
        began = time.process_time()
        result = found(event(f"RRULE:{rule}"))

        assert time.process_time() - began < 5
        assert told(result) == [(8, Code.ODD_RULE)]
        assert result.problems[0].weight is Weight.NOTE
        assert [each.uid for each in result.events] == ["a"]

    @pytest.mark.parametrize("other", ["RRULE:FREQ=WEEKLY", "EXRULE:FREQ=WEEKLY"])
    def test_two_rules(self, other):
        assert told(found(event("RRULE:FREQ=DAILY;COUNT=2", other))) == [(8, Code.ODD_RULE)]


PARTS = [
    *(f"INTERVAL={number}" for number in (1, 2, 5, 7, 11, 12, 24, 999)),
    *(f"BYDAY={day}" for day in ("MO", "MO,SU", "1MO", "4FR", "-4SU", "2TU,-1WE", "5MO")),
    *(f"BYMONTHDAY={day}" for day in ("1", "28", "29", "31", "-31", "-28", "30,31")),
    *(f"BYMONTH={month}" for month in ("2", "2,4", "12")),
    *(f"BYSETPOS={place}" for place in ("1", "-4", "5")),
    "WKST=SU",
]


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.lists(st.sampled_from(PARTS), max_size=3, unique_by=lambda part: part.split("=")[0]),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)
@settings(deadline=None, max_examples=300)
def test_each_rule_that_is_followed_comes_round(frequency, parts, day):
    """Within the time that its interval and leap years ask for, and but once a day."""
    rule = ";".join([f"FREQ={frequency}", *parts])
    try:
        read_rule(rule)
    except OddRule:
        return
    first = datetime(day.year, day.month, day.day)
    every = int(next((part.split("=")[1] for part in parts if part.startswith("INTERVAL")), 1))
    step = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[frequency] * every
    met = list(islice(rrulestr(rule, dtstart=first), 4))
    for before, after in zip([first, *met], met, strict=False):
        assert after - before <= timedelta(days=12 * step + 366 * 8)
        assert before.date() < after.date() or before == first


def test_a_file_of_series_is_read_in_good_time():
    began = time.process_time()
    result = found(*(event("RRULE:FREQ=DAILY", uid=str(number)) for number in range(MOST_EVENTS)))

    assert time.process_time() - began < 20
    assert len(result.events) == MOST_EVENTS
