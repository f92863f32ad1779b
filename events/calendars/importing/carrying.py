"""What was read of a calendar file, kept in the page that asks to confirm it: signed, for one event and one person, for
a day. Nothing is stored meanwhile, so nothing has to be cleared away."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.core import signing

from events.models import EventPage
from vietnamese.dates import VIETNAM
from vietnamese.text import clean

from ..reading import Code, Found, FoundEvent, Problem
from .programme import LONGEST

SALT = "calendars.import"
MAX_AGE = timedelta(days=1)


class Unreadable(Exception):
    """Altered, too old, or of another event or person."""


def pack(found: Found, event: EventPage, user) -> str:
    """All of it as a text."""
    content = {
        "event": event.pk,
        "user": user.pk,
        "events": [_plain(item) for item in found.events],
        "problems": [[problem.line, problem.code.value, dict(problem.values)] for problem in found.problems],
    }
    return signing.dumps(content, salt=SALT, compress=True)


def unpack(text: str, event: EventPage, user) -> Found:
    """What was packed. Raises Unreadable."""
    try:
        content = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise Unreadable from error
    if (content["event"], content["user"]) != (event.pk, user.pk):
        raise Unreadable
    return Found(
        [_found(item) for item in content["events"]],
        [Problem(line, Code(code), values) for line, code, values in content["problems"]],
    )


def _plain(item: FoundEvent) -> dict:
    # One letter more than fits, so that it can still be seen that something is cut off.
    return asdict(item) | {
        "title": item.title[: LONGEST["title"] + 1],
        "location": item.location[: LONGEST["hall"] + 1],
        "description": clean(item.description).strip()[: LONGEST["description"] + 1],
        "starts": item.starts.isoformat(),
        "ends": item.ends and item.ends.isoformat(),
    }


def _found(plain: dict) -> FoundEvent:
    return FoundEvent(**plain | {"starts": _when(plain["starts"]), "ends": plain["ends"] and _when(plain["ends"])})


def _when(text: str) -> date | datetime:
    if "T" in text:
        return datetime.fromisoformat(text).astimezone(VIETNAM)
    return date.fromisoformat(text)
