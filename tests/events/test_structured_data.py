"""Events as search engines read them, held against Google's rules of the event markup:
https://developers.google.com/search/docs/appearance/structured-data/event"""

import json
import re
from collections.abc import Iterator
from datetime import date, time

import pytest

from events.models import Speaker
from ratings.models import RatingTotal
from tests.factories import ConferenceFactory, DisciplineFactory, FestivalFactory, SessionFactory, hanoi

pytestmark = pytest.mark.django_db

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")
STATES = {f"https://schema.org/Event{state}" for state in ("Scheduled", "Rescheduled", "Cancelled")}
WHERE = {"place": "Trung tâm Hội nghị", "address": "57 Phạm Hùng, Hà Nội", "coordinates": "21.0055, 105.7872"}


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to(hanoi(2026, 11, 26, 12), tick=False)


@pytest.fixture
def data_at(page_at):
    def read(url: str) -> dict:
        (text,) = page_at(url).xpath("//script[@type='application/ld+json']/text()")
        return json.loads(text)

    return read


def conference(**fields):
    timed = {"start_time": time(8), "end_time": time(11, 30)}
    return ConferenceFactory(
        **{"title": "Hội nghị", "starts_on": date(2026, 12, 18), "organiser": "Hội đồng", **WHERE, **timed, **fields}
    )


def events_in(data: object) -> Iterator[dict]:
    if isinstance(data, list):
        for one in data:
            yield from events_in(one)
    elif isinstance(data, dict):
        if data.get("@type", "").endswith("Event"):
            yield data
        for one in data.values():
            yield from events_in(one)


def check(event: dict) -> None:
    """What Google wants of each event, the parts too."""
    assert event["name"]
    assert event["location"]["@type"] == "Place"
    assert event["location"]["name"]
    assert event["location"]["address"]
    form = MOMENT if "T" in event["startDate"] else DAY
    assert form.fullmatch(event["startDate"])
    assert form.fullmatch(event["endDate"])
    assert event["startDate"] <= event["endDate"]
    assert event.get("eventStatus", "https://schema.org/EventScheduled") in STATES
    assert ("previousStartDate" in event) == (event.get("eventStatus", "").endswith("Rescheduled"))
    assert all(person["@type"] == "Person" and person["name"] for person in event.get("performer", []))
    assert not [name for name, value in event.items() if value in ("", None, [], {})]


def test_a_conference_with_hours(data_at):
    data = data_at(conference().url)
    assert (data["@type"], data["name"]) == ("Event", "Hội nghị")
    assert (data["startDate"], data["endDate"]) == ("2026-12-18T08:00:00+07:00", "2026-12-18T11:30:00+07:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["organizer"] == {"@type": "Organization", "name": "Hội đồng", "url": "http://testserver/"}
    place = data["location"]
    assert (place["name"], place["address"]["streetAddress"]) == (WHERE["place"], WHERE["address"])
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 21.0055, "longitude": 105.7872}
    assert place["hasMap"].startswith("https://www.google.com/maps/search/")


def test_whole_days_have_no_hours(data_at):
    data = data_at(conference(start_time=None, end_time=None, ends_on=date(2026, 12, 19)).url)
    assert (data["startDate"], data["endDate"]) == ("2026-12-18", "2026-12-19")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "planned"}, {"eventStatus": "https://schema.org/EventScheduled"}),
        (
            {"state": "moved", "moved_from": date(2026, 12, 8)},
            {"eventStatus": "https://schema.org/EventRescheduled", "previousStartDate": "2026-12-08"},
        ),
        # Moved to another place: the day is the one that was announced.
        ({"state": "moved"}, {"eventStatus": "https://schema.org/EventScheduled"}),
        (
            {"state": "cancelled", "state_reason": "Bão"},
            {"eventStatus": "https://schema.org/EventCancelled", "startDate": "2026-12-18T08:00:00+07:00"},
        ),
    ],
)
def test_whether_it_takes_place(data_at, fields, expected):
    data = data_at(conference(**fields).url)
    check(data)
    assert {name: data[name] for name in expected} == expected


def test_sessions_are_its_parts_and_speakers_perform(data_at):
    event = conference()
    talk = SessionFactory(event=event, title="Báo cáo", hall="Hội trường A")
    off = SessionFactory(event=event, title="Thảo luận", hall="Phòng 2", is_cancelled=True, reason="Ốm")
    SessionFactory(event=event, kind="meal", title="Ăn trưa")
    Speaker.objects.create(session=talk, name="Trần Dũng", post="Khối trưởng")
    Speaker.objects.create(session=off, name="Lê Nam")
    data = data_at(event.url)
    assert [(part["name"], part["eventStatus"].rpartition("/")[2]) for part in data["subEvent"]] == [
        ("Báo cáo", "EventScheduled"),
        ("Thảo luận", "EventCancelled"),
    ]
    assert data["subEvent"][0]["location"]["name"] == "Hội trường A, Trung tâm Hội nghị"
    assert data["performer"] == [{"@type": "Person", "name": "Trần Dũng", "jobTitle": "Khối trưởng"}]


def test_a_long_programme_is_left_to_the_page(data_at):
    event = conference()
    for _ in range(41):
        SessionFactory(event=event)
    assert "subEvent" not in data_at(event.url)


def test_with_an_event_all_that_belongs_to_it_falls_out(data_at):
    event = conference(state="cancelled", state_reason="Bão")
    SessionFactory(event=event)
    assert {one["eventStatus"] for one in events_in(data_at(event.url))} == {"https://schema.org/EventCancelled"}


def test_everything_keeps_to_the_rules(data_at):
    event = conference(ends_on=date(2026, 12, 19), address="")
    Speaker.objects.create(session=SessionFactory(event=event), name="Trần Dũng")
    festival = FestivalFactory(starts_on=date(2026, 12, 18), **WHERE)
    discipline = DisciplineFactory(festival=festival, name="Kéo co")
    DisciplineFactory(festival=festival, name="Múa", branch="art")
    SessionFactory(event=festival, discipline=discipline)
    found = [
        one for url in (event.url, festival.url, f"{festival.url}noi-dung/keo-co/") for one in events_in(data_at(url))
    ]
    assert len(found) == 2 + 4 + 2
    for one in found:
        check(one)


class TestStars:
    @pytest.fixture
    def event(self):
        day = date(2026, 11, 20)
        event = conference(starts_on=day, opens_at=None, closes_at=None)
        RatingTotal.objects.create(page=event, fours=3, fives=3)
        return event

    def test_of_an_event_that_has_begun(self, data_at, event):
        data = data_at(event.url)["aggregateRating"]
        assert (data["ratingValue"], data["ratingCount"]) == (4.5, 6)

    def test_of_one_that_was_cancelled_there_are_none(self, data_at, event):
        event.state, event.state_reason = "cancelled", "Bão"
        event.save()
        assert "aggregateRating" not in data_at(event.url)
