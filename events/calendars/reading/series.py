"""The VEVENTs of one UID to events: a series is taken occurrence by occurrence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Component, Event, vRecur

from vietnamese.dates import VIETNAM

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


class _Clock:
    """The clock on the wall where a series began. By it occurrences come round, whatever summer time does, and nobody
    asks for the offset of each: a VTIMEZONE of the file's own can make that slow."""

    def __init__(self, starts: date | datetime):
        self._starts = starts
        self._zone = starts.tzinfo if isinstance(starts, datetime) else VIETNAM

    def shows(self, value: date | datetime) -> date | datetime:
        return value.astimezone(self._zone).replace(tzinfo=None) if isinstance(value, datetime) else value

    def shows_of_series(self, value: date | datetime) -> date | datetime:
        """The same of what stands for a beginning: the day alone means the occurrence of that day."""
        shown = self.shows(value)
        if not isinstance(self._starts, datetime):
            return shown.date() if isinstance(shown, datetime) else shown
        return shown if isinstance(shown, datetime) else datetime.combine(shown, self._starts.time())

    def moment(self, shown: date | datetime) -> date | datetime:
        """What the clock shows, as a moment again."""
        return shown.replace(tzinfo=self._zone) if isinstance(shown, datetime) else shown


def _occurrences(first: Draft, changes: list[Draft], problems: Problems) -> Iterator[FoundEvent]:
    clock = _Clock(first.starts)
    drafts = [first, *changes]
    calendar = Calendar()
    for number, draft in enumerate(drafts):
        calendar.add_component(_component(draft, number, clock))
    # Not `after`: it goes by quarters of an hour through what lasts for months.
    earliest = min(_at_midnight(clock.shows(draft.starts)) for draft in drafts) - timedelta(days=2)
    last = _at_midnight(clock.shows(first.starts)) + timedelta(days=366 * MOST_YEARS)
    found = recurring_ical_events.of(calendar).between(earliest, last)
    if len(found) > MOST_OCCURRENCES or _goes_on(first, clock, last):
        problems.note(first.line, Code.SERIES_CUT, limit=MOST_OCCURRENCES, years=MOST_YEARS)
    for occurrence in sorted(found, key=lambda each: _at_midnight(each["DTSTART"].dt))[:MOST_OCCURRENCES]:
        starts, ends = occurrence["DTSTART"].dt, occurrence["DTEND"].dt
        draft = drafts[int(occurrence["X-NUMBER"])]
        taken = replace(draft, starts=clock.moment(starts), ends=clock.moment(ends) if ends > starts else None)
        yield _event(taken, _uid(first, clock.moment(occurrence["RECURRENCE-ID"].dt)))


def _goes_on(first: Draft, clock: _Clock, last: datetime) -> bool:
    """Whether the series has days after that one."""
    if any(_at_midnight(clock.shows(each)) > last for each in first.also):
        return True
    if not first.rule:
        return False
    return rrulestr(first.rule, dtstart=_at_midnight(clock.shows(first.starts))).after(last) is not None


def _at_midnight(shown: date | datetime) -> datetime:
    return shown if isinstance(shown, datetime) else datetime.combine(shown, time())


def _component(draft: Draft, number: int, clock: _Clock) -> Component:
    """What recurring_ical_events needs to know of it."""
    event = Event()
    event.add("UID", draft.uid)
    event.add("SEQUENCE", draft.sequence)
    event.add("DTSTART", clock.shows(draft.starts))
    event.add("DTEND", clock.shows(draft.ends or draft.starts))
    event["X-NUMBER"] = str(number)
    if draft.instead_of is not None:
        event.add("RECURRENCE-ID", clock.shows_of_series(draft.instead_of))
        return event
    if draft.rule:
        event["RRULE"] = vRecur.from_ical(draft.rule)
    if draft.also:
        event.add("RDATE", [clock.shows_of_series(each) for each in draft.also])
    if draft.never:
        event.add("EXDATE", [clock.shows_of_series(each) for each in draft.never])
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
