"""From what was found in a calendar file to the programme of an event: first what would happen, then, when somebody has
looked at that, exactly this and nothing else.

An item is known by its UID (`Session.import_uid`), so that the same file read again changes sessions instead of adding
them twice. What the file leaves empty stays as it is.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.models import EventPage, Session
from events.services.locks import lock
from events.services.programme import settle
from vietnamese.dates import in_vietnam
from vietnamese.text import clean, clean_line

from ..reading import FoundEvent

LONGEST = {name: Session._meta.get_field(name).max_length for name in ("title", "hall", "description")}


class Fate(StrEnum):
    """What becomes of an item."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


class Note(StrEnum):
    """What is to be known of an item. Those of `BARRING` are why it is left out."""

    ALL_DAY = "all_day"
    NO_END = "no_end"
    NO_TITLE = "no_title"
    CANCELLED = "cancelled"
    TWICE = "twice"
    OUTSIDE = "outside"
    RESTORED = "restored"
    SHORTENED = "shortened"


BARRING = {Note.ALL_DAY, Note.NO_END, Note.NO_TITLE, Note.CANCELLED, Note.TWICE}
DOUBTFUL = {Note.OUTSIDE, Note.RESTORED}
"""With these an item is taken only when somebody says so."""


class Outdated(Exception):
    """The programme is no longer what it was when somebody looked at what would happen."""


@dataclass(frozen=True)
class Change:
    """What a field of a session said, and what the file says."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Row:
    """An item of the file and what becomes of it. `session` is the one that it changes."""

    found: FoundEvent
    fate: Fate
    notes: tuple[Note, ...] = ()
    changes: tuple[Change, ...] = ()
    session: Session | None = None
    meets: str = ""
    """The title of what would be on in the same hall at the same time."""

    @property
    def may_be_taken(self) -> bool:
        return self.fate in (Fate.NEW, Fate.CHANGED)

    @property
    def is_proposed(self) -> bool:
        """Whether it is taken unless somebody says otherwise."""
        return self.may_be_taken and not DOUBTFUL.intersection(self.notes)


@dataclass(frozen=True)
class Plan:
    """All that would happen. `digest` is another one as soon as something else would."""

    rows: list[Row] = field(default_factory=list)

    def of(self, fate: Fate) -> list[Row]:
        return [row for row in self.rows if row.fate == fate]

    @property
    def digest(self) -> str:
        said = [repr((row.found.uid, row.fate.value, row.notes, row.changes)) for row in self.rows]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Taken:
    """How many sessions were added, changed and cancelled."""

    added: int
    changed: int
    cancelled: int


def plan(event: EventPage, items: Iterable[FoundEvent]) -> Plan:
    """What would happen to the programme: two queries."""
    programme = list(event.sessions.all())
    known = {session.import_uid: session for session in programme if session.import_uid}
    rows, seen = [], set()
    for item in items:
        rows.append(_row(event, item, known.get(item.uid), is_twice=item.uid in seen))
        seen.add(item.uid)
    return Plan(_with_meetings(rows, programme))


def _with_meetings(rows: list[Row], programme: Iterable[Session]) -> list[Row]:
    """The rows with what they would meet in their halls, if all that is proposed were taken."""

    def is_held(row: Row) -> bool:
        return row.may_be_taken and not row.found.cancelled

    taken = [row for row in rows if is_held(row)]
    moved = {row.session.pk for row in taken if row.session}
    staying = [session for session in programme if session.pk not in moved and not session.is_cancelled]
    halls: dict[str, list[tuple[datetime, datetime, str, Row | None]]] = {}
    for session in staying:
        halls.setdefault(session.hall.casefold(), []).append((session.starts_at, session.ends_at, session.title, None))
    for row in taken:
        halls.setdefault(_hall(row), []).append((row.found.starts, row.found.ends, row.found.title, row))
    return [replace(row, meets=_met(row, halls[_hall(row)])) if is_held(row) else row for row in rows]


def _hall(row: Row) -> str:
    hall = clean_line(row.found.location)[: LONGEST["hall"]]
    return (hall or (row.session.hall if row.session else "")).casefold()


def _met(row: Row, there: Iterable[tuple[datetime, datetime, str, Row | None]]) -> str:
    begins, ends = row.found.starts, row.found.ends
    others = (title for start, end, title, other in there if other is not row and start < ends and begins < end)
    return clean_line(next(others, ""))


def take_over(event: EventPage, items: Iterable[FoundEvent], *, uids: Collection[str], digest: str, by) -> Taken:
    """Does what was planned for the items of these UIDs, in one transaction and with one entry in the log.

    Raises Outdated when something else would happen than what somebody has seen: then nothing does.
    """
    with transaction.atomic():
        event = lock(event, by)
        planned = plan(event, items)
        if planned.digest != digest:
            raise Outdated
        rows = [row for row in planned.rows if row.may_be_taken and row.found.uid in uids]
        cancelled = sum(Change("is_cancelled", False, True) in row.changes for row in rows)
        added = sum(row.fate == Fate.NEW for row in rows)
        taken = Taken(added, len(rows) - added - cancelled, cancelled)
        for row in rows:
            _write(event, row)
        if rows:
            settle(event)
            log(event, "calendars.programme.import", user=by, data=vars(taken))
    return taken


def _row(event: EventPage, item: FoundEvent, session: Session | None, *, is_twice: bool) -> Row:
    barring = _barring(item, session, is_twice=is_twice)
    if barring:
        return Row(item, Fate.LEFT_OUT, (barring,), session=session)
    wanted = _wanted(item)
    notes = _notes(event, item)
    if session is None:
        return Row(item, Fate.NEW, notes, tuple(Change(name, None, value) for name, value in wanted.items()))
    changes = tuple(
        Change(name, getattr(session, name), value)
        for name, value in wanted.items()
        if value != getattr(session, name) and value != ""
    )
    if item.cancelled:
        # It may have moved before it was cancelled, but then that moves nobody any more.
        changes = () if session.is_cancelled else (Change("is_cancelled", False, True),)
    elif session.is_cancelled:
        # By an earlier file, or by hand, of which the file need not know.
        changes, notes = (*changes, Change("is_cancelled", True, False)), (*notes, Note.RESTORED)
    return Row(item, Fate.CHANGED if changes else Fate.SAME, notes if changes else (), changes, session)


def _barring(item: FoundEvent, session: Session | None, *, is_twice: bool) -> Note | None:
    if is_twice:
        return Note.TWICE
    if item.cancelled:
        return None if session else Note.CANCELLED
    if not isinstance(item.starts, datetime):
        return Note.ALL_DAY
    if item.ends is None:
        return Note.NO_END
    return None if clean_line(item.title) else Note.NO_TITLE


def _wanted(item: FoundEvent) -> dict[str, object]:
    """What the fields of a session say when the file has its way."""
    return {
        "title": clean_line(item.title)[: LONGEST["title"]],
        "starts_at": item.starts,
        "ends_at": item.ends,
        "hall": clean_line(item.location)[: LONGEST["hall"]],
        "description": clean(item.description).strip()[: LONGEST["description"]],
    }


def _notes(event: EventPage, item: FoundEvent) -> tuple[Note, ...]:
    if item.cancelled:
        return ()
    notes = []
    last = in_vietnam(item.ends - timedelta(microseconds=1)).date()
    if in_vietnam(item.starts).date() < event.starts_on or last > event.ends_on:
        notes.append(Note.OUTSIDE)
    written = {"title": item.title, "hall": item.location, "description": item.description}
    if any(len(text) > LONGEST[name] for name, text in written.items()):
        notes.append(Note.SHORTENED)
    return tuple(notes)


def _write(event: EventPage, row: Row) -> None:
    session = row.session or Session(event=event, import_uid=row.found.uid)
    for change in row.changes:
        setattr(session, change.field, change.after)
    if not session.is_cancelled:
        session.reason = ""
    elif not session.reason:
        session.reason = _("Cancelled in the calendar that was imported.")
    session.full_clean(exclude=["event"], validate_unique=False, validate_constraints=False)
    session.save()
