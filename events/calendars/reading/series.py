"""The VEVENTs of one UID to events: a series is taken occurrence by occurrence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Component, Event, vRecur

from events.calendars.vtimezone import VIETNAM

from .events import Draft
from .found import MOST_OCCURRENCES, MOST_YEARS, Code, FoundEvent, Problems


def moment(value: date | datetime) -> datetime:
    """For comparing: a day begins at midnight in Vietnam."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(), VIETNAM)


def events_of(drafts: list[Draft], problems: Problems) -> Iterator[FoundEvent]:
    """The events that these VEVENTs of one UID mean, in no order."""
    changes = [draft for draft in drafts if draft.instead_of is not None]
    first, *others = _latest([draft for draft in drafts if draft.instead_of is None], problems) or [None]
    if first is None:
        for change in changes:
            yield _event(change, _uid(change, change.instead_of))
        return
    if first.repeats or changes:
        yield from _occurrences(first, changes, problems)
    else:
        yield _event(first, first.uid)
    for other in others:
        yield _event(other, _uid(other, other.starts))


def _latest(drafts: list[Draft], problems: Problems) -> list[Draft]:
    """Of several that claim one UID the newest, or all of them that are at different times: some programs give all
    events the same."""
    newest = max((draft.sequence for draft in drafts), default=0)
    kept: dict[datetime, Draft] = {}
    for draft in drafts:
        if kept or draft.sequence < newest:
            problems.note(draft.line, Code.SAME_UID, value=draft.uid)
        if draft.sequence == newest:
            kept.setdefault(moment(draft.starts), draft)
    return list(kept.values())


def _occurrences(first: Draft, changes: list[Draft], problems: Problems) -> Iterator[FoundEvent]:
    drafts = [first, *(_of_series(change, first) for change in changes)]
    calendar = Calendar()
    for number, draft in enumerate(drafts):
        calendar.add_component(_component(draft, number))
    # Not `after`: it goes by quarters of an hour through what lasts for months.
    earliest = min(moment(draft.starts) for draft in drafts) - timedelta(days=2)
    last = moment(first.starts) + timedelta(days=366 * MOST_YEARS)
    found = recurring_ical_events.of(calendar).between(earliest.date(), last.date())
    if len(found) > MOST_OCCURRENCES or _goes_on(first, last):
        problems.note(first.line, Code.SERIES_CUT, limit=MOST_OCCURRENCES, years=MOST_YEARS)
    for occurrence in sorted(found, key=lambda each: moment(each["DTSTART"].dt))[:MOST_OCCURRENCES]:
        starts, ends = occurrence["DTSTART"].dt, occurrence["DTEND"].dt
        draft = drafts[int(occurrence["X-NUMBER"])]
        taken = replace(draft, starts=starts, ends=ends if ends > starts else None)
        yield _event(taken, _uid(first, occurrence["RECURRENCE-ID"].dt))


def _of_series(change: Draft, first: Draft) -> Draft:
    """A change that names the day alone means the occurrence of that day."""
    if isinstance(first.starts, datetime) and not isinstance(change.instead_of, datetime):
        return replace(change, instead_of=datetime.combine(change.instead_of, first.starts.timetz()))
    return change


def _goes_on(draft: Draft, last: datetime) -> bool:
    """Whether the series has days after that one."""
    if any(moment(each) > last for each in draft.also):
        return True
    if not draft.rule:
        return False
    starts = draft.starts
    if not isinstance(starts, datetime):
        starts, last = datetime.combine(starts, time()), last.replace(tzinfo=None)
    return rrulestr(draft.rule, dtstart=starts).after(last) is not None


def _component(draft: Draft, number: int) -> Component:
    """What recurring_ical_events needs to know of it."""
    event = Event()
    event.add("UID", draft.uid)
    event.add("SEQUENCE", draft.sequence)
    event.add("DTSTART", draft.starts)
    event.add("DTEND", draft.ends or draft.starts)
    event["X-NUMBER"] = str(number)
    if draft.instead_of is not None:
        event.add("RECURRENCE-ID", draft.instead_of)
        return event
    if draft.rule:
        event["RRULE"] = vRecur.from_ical(draft.rule)
    if draft.also:
        event.add("RDATE", list(draft.also))
    if draft.never:
        event.add("EXDATE", list(draft.never))
    return event


def _event(draft: Draft, uid: str) -> FoundEvent:
    return FoundEvent(
        uid=uid,
        title=draft.title,
        starts=_in_vietnam(draft.starts),
        ends=_in_vietnam(draft.ends),
        location=draft.location,
        description=draft.description,
        cancelled=draft.cancelled,
        line=draft.line,
    )


def _in_vietnam(value: date | datetime | None) -> date | datetime | None:
    return value.astimezone(VIETNAM) if isinstance(value, datetime) else value


def _uid(draft: Draft, when: date | datetime) -> str:
    """Of one of a series: by when it was to begin, for it keeps that when it is moved."""
    told = f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(when, datetime) else f"{when:%Y%m%d}"
    return f"{draft.uid}#{told}"
