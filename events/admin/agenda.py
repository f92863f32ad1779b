"""The programme as organisers see it: by day and hour, with what looks like an oversight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from events import attendance, programme
from events.models import EventPage, Session
from vietnamese.dates import format_date, in_vietnam

DAY, HALL, FROM = "ngay", "phong", "tu"
"""What the address of a new session may say of it: its day, its hall, when it begins."""


@dataclass(frozen=True)
class Oddity:
    """Something that may be meant, and mostly is not."""

    session: Session
    sentence: str


@dataclass(frozen=True)
class Row:
    """A session, when it is, and what is odd about it."""

    session: Session
    hours: str
    warnings: list[str]


@dataclass(frozen=True)
class Next:
    """Where another session of a day can be added: in which hall, from when on, and at which address."""

    hall: str
    begins: str
    url: str


@dataclass(frozen=True)
class Day:
    """A day of the programme. `blocks` follow each other; what stands side by side in one is on at the same time, in
    several halls or, mostly by oversight, in one."""

    day: date
    blocks: list[list[list[Row]]]
    nexts: list[Next]


def sessions_of(event: EventPage) -> QuerySet[Session]:
    """All that the screen shows of each session: two queries, with those who speak."""
    sessions = event.sessions.select_related("discipline").prefetch_related("speakers")
    return attendance.in_sessions(sessions).annotate(handout_count=Count("handouts", distinct=True))


def days_of(event: EventPage, sessions: Sequence[Session]) -> list[Day]:
    """The days of the programme in order."""
    said: dict[int, list[str]] = {}
    for warning in warnings_of(event, sessions):
        said.setdefault(warning.session.pk, []).append(warning.sentence)

    def row(session: Session) -> Row:
        return Row(session, hours(session), said.get(session.pk, []))

    return [
        Day(
            day.day,
            [[[row(session) for session in column] for column in _columns(block)] for block in day.blocks],
            _nexts(event, day),
        )
        for day in programme.by_day(sessions)
    ]


def warnings_of(event: EventPage, sessions: Sequence[Session]) -> list[Oddity]:
    """Sessions in one hall at one time, and sessions on days that are not the event's. Those
    that are cancelled disturb nobody."""
    held = [session for session in sessions if not session.is_cancelled]
    return [*_outside(event, held), *_overlaps(held)]


def address_of_new(event: EventPage, day: date, hall: str = "", begins: str = "") -> str:
    """Where a session is added on a day, in a hall, at an hour."""
    query = {DAY: day.isoformat(), HALL: hall, FROM: begins}
    return reverse("events_session_add", args=[event.pk], query={name: text for name, text in query.items() if text})


def day_of(session: Session) -> date:
    """The day in Vietnam on which it begins."""
    return in_vietnam(session.starts_at).date()


def hours(session: Session) -> str:
    """08:00–09:30, with the day where it ends on another one."""
    begin, end = in_vietnam(session.starts_at), in_vietnam(session.ends_at)
    if begin.date() == end.date() or end == _midnight_after(begin):
        return f"{begin:%H:%M}–{_clock_of_end(begin, end)}"
    return f"{begin:%H:%M} – {end:%H:%M} {format_date(end)}"


def _clock_of_end(begin: datetime, end: datetime) -> str:
    return "24:00" if end == _midnight_after(begin) else f"{end:%H:%M}"


def _midnight_after(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)


def _columns(block: programme.Block) -> list[Sequence[Session]]:
    """What stands side by side: mostly one column."""
    return [hall.sessions for hall in block.halls] or [block.sessions]


def _nexts(event: EventPage, day: programme.Day) -> list[Next]:
    """After the last session of each hall that is used on this day."""
    ends: dict[str, datetime] = {}
    for session in (session for block in day.blocks for column in _columns(block) for session in column):
        end = in_vietnam(session.ends_at)
        ends[session.hall] = max(end, ends.get(session.hall, end))
    clocks = {name: f"{end:%H:%M}" if end.date() == day.day else "" for name, end in ends.items()}
    return [Next(name, clock, address_of_new(event, day.day, name, clock)) for name, clock in clocks.items()]


def _outside(event: EventPage, sessions: list[Session]) -> list[Oddity]:
    found = []
    for session in sessions:
        last = in_vietnam(session.ends_at - timedelta(microseconds=1)).date()
        if day_of(session) < event.starts_on or last > event.ends_on:
            found.append(Oddity(session, _("It lies outside the days of the event.")))
    return found


def _overlaps(sessions: list[Session]) -> list[Oddity]:
    halls: dict[str, list[Session]] = {}
    for session in sorted(sessions, key=lambda session: (session.starts_at, session.pk)):
        halls.setdefault(session.hall.casefold(), []).append(session)
    found = []
    for running in halls.values():
        longest = running[0]
        for former, session in pairwise(running):
            longest = former if former.ends_at > longest.ends_at else longest
            if session.starts_at < longest.ends_at:
                sentence = _("It begins while “%(title)s” is still on in the same hall.")
                found.append(Oddity(session, sentence % {"title": longest.title}))
    return found
