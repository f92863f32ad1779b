"""Programs that read calendars and that we have not written: each says what it found in a feed."""

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import vobject

from events.calendars.ical.occasions import Occasion, Status

ICAL_JS = Path(__file__).with_name("read.cjs")


@dataclass(frozen=True)
class Seen:
    """An event as a program understood it; days and moments in ISO 8601, the latter in UTC."""

    uid: str
    title: str
    location: str
    description: str
    status: str
    sequence: int
    starts: str
    ends: str | None
    categories: tuple[str, ...]
    alarms: int


def meant(occasion: Occasion) -> Seen:
    """What the feed should make a program understand."""
    return Seen(
        occasion.uid,
        occasion.summary,
        occasion.location,
        occasion.description,
        occasion.status.value,
        occasion.sequence,
        _when(occasion.starts),
        occasion.ends and _when(occasion.ends),
        occasion.categories,
        int(occasion.alarm is not None and occasion.status != Status.CANCELLED),
    )


def with_ical_js(feed: bytes) -> list[Seen]:
    """Thunderbird's parser, in Node.js."""
    done = subprocess.run(["node", str(ICAL_JS)], input=feed, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return [Seen(**event | {"categories": tuple(event["categories"])}) for event in json.loads(done.stdout)["events"]]


def with_vobject(feed: bytes) -> list[Seen]:
    """The parser of Radicale and of the Nautilus of old; it knows no icalendar."""
    calendar = vobject.readOne(feed.decode())
    return [
        Seen(
            event.uid.value,
            event.summary.value,
            _text(event, "location"),
            _text(event, "description"),
            event.status.value,
            int(event.sequence.value),
            _when(event.dtstart.value),
            _when(event.dtend.value) if "dtend" in event.contents else None,
            tuple(event.categories.value) if "categories" in event.contents else (),
            len(event.contents.get("valarm", ())),
        )
        for event in calendar.vevent_list
    ]


def with_icalendar(feed: bytes) -> list[Seen]:
    """The library that khal reads with, and that the feeds are built on."""
    return [
        Seen(
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event.get("LOCATION", "")),
            str(event.get("DESCRIPTION", "")),
            str(event["STATUS"]),
            event["SEQUENCE"],
            _when(event.decoded("DTSTART")),
            _when(event.decoded("DTEND")) if "DTEND" in event else None,
            tuple(map(str, event.get("CATEGORIES", ()))),
            len(event.walk("VALARM")),
        )
        for event in icalendar.Calendar.from_ical(feed).events
    ]


def _text(event, name: str) -> str:
    return event.contents[name][0].value if name in event.contents else ""


def _when(value: date | datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else value.isoformat()
