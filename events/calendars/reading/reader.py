"""From the octets of a file to what was found in it."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from .components import Component, calendars
from .events import Draft, Reader
from .found import MOST_EVENTS, Code, Found, FoundEvent, Problems, Refused
from .lines import Line, unfold
from .series import events_of, moment
from .zones import Zones

_SILENT = {"VEVENT", "VTIMEZONE", "VALARM"}


def read(data: bytes) -> Found:
    """What stands in an .ics file. Never raises: a file that is none has no events and a problem that says so."""
    problems = Problems()
    events: list[FoundEvent] = []
    try:
        events = _read(data, problems)
    except Refused as refusal:
        problems.add(refusal.problem)
    return Found(events, problems.in_order())


def _read(data: bytes, problems: Problems) -> list[FoundEvent]:
    lines = unfold(data)
    _check(lines)
    found = calendars(lines, problems)
    for calendar in found:
        _look_at(calendar, problems)
    reader = Reader(Zones(zone for calendar in found for zone in calendar.named("VTIMEZONE")), problems)
    by_uid: dict[str, list[Draft]] = {}
    for calendar in found:
        is_cancelled = _method(calendar) == "CANCEL"
        for component in calendar.named("VEVENT"):
            try:
                draft = reader.read(component, is_cancelled=is_cancelled)
            except Refused as refusal:
                problems.add(refusal.problem)
            else:
                by_uid.setdefault(draft.uid, []).append(draft)
    events = _events(by_uid.values(), problems)
    if not events and problems.only_notes():
        raise Refused(0, Code.NO_EVENTS)
    return events


def _events(series: Iterable[list[Draft]], problems: Problems) -> list[FoundEvent]:
    events: dict[str, FoundEvent] = {}
    for event in chain.from_iterable(events_of(drafts, problems) for drafts in series):
        if event.uid in events:
            problems.note(event.line, Code.SAME_UID, value=event.uid)
        elif len(events) == MOST_EVENTS:
            problems.note(event.line, Code.TOO_MANY_OCCURRENCES, limit=MOST_EVENTS)
            break
        else:
            events[event.uid] = event
    return sorted(events.values(), key=lambda event: (moment(event.starts), event.line))


def _check(lines: list[Line]) -> None:
    """What can be seen without reading on. Raises Refused."""
    begun = Counter(line.kind for line in lines if line.name == "BEGIN")
    if not begun["VCALENDAR"]:
        raise Refused(lines[0].number, Code.NO_CALENDAR)
    if begun["VEVENT"] > MOST_EVENTS:
        raise Refused(0, Code.TOO_MANY_EVENTS, limit=MOST_EVENTS, count=begun["VEVENT"])


def _look_at(calendar: Component, problems: Problems) -> None:
    """What a calendar says of itself. Raises Refused for one of the older kind."""
    for line in calendar.lines:
        value = line.text.partition(":")[2].strip()
        if line.name == "VERSION" and value == "1.0":
            raise Refused(line.number, Code.OLD_FORMAT, version=value)
        if line.name == "METHOD" and value.upper() != "PUBLISH":
            problems.note(line.number, Code.HAS_METHOD, value=value[:60])
    others: dict[str, list[int]] = {}
    for part in calendar.parts:
        if part.name not in _SILENT:
            others.setdefault(part.name, []).append(part.line)
    for name, numbers in others.items():
        problems.note(numbers[0], Code.OTHER_COMPONENT, name=name[:60], count=len(numbers))


def _method(calendar: Component) -> str:
    values = [line.text.partition(":")[2].strip().upper() for line in calendar.lines if line.name == "METHOD"]
    return values[0] if values else ""
