"""Changing the programme of an event. Each function owns its transaction, and holds the event's row in it.

There is no draft of a programme: what is changed in a published event is public at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from vietnamese.dates import midnight
from vietnamese.text import clean_line

from .. import attendance
from ..models import EventPage, Session, Speaker
from ..signals import programme_changed
from .locks import lock, renew_pages
from .versions import Stale, version


class HasDelegates(Exception):
    """A session that delegates have chosen cannot be deleted. `count` says how many have."""

    def __init__(self, count: int):
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Speaking:
    """Somebody who speaks, and about what."""

    name: str
    post: str = ""
    topic: str = ""


def save_session(session: Session, event: EventPage, *, speakers: Sequence[Speaking], seen: str = "", by) -> Session:
    """Adds a session, or writes a changed one down with those who speak, in their order.

    `seen` is the version of the session that was changed. Raises ValidationError, and Stale when it was changed or
    deleted since.
    """
    with transaction.atomic():
        event = lock(event, by)
        is_new = session.pk is None
        if not is_new:
            check_version(event, session, seen)
        session.event_id = event.pk
        session.title, session.hall = clean_line(session.title), clean_line(session.hall)
        session.full_clean()
        session.save()
        _keep_speakers(session, speakers)
        settle(event)
        action = "events.session.add" if is_new else "events.session.change"
        log(event, action, user=by, data={"title": session.title})
    return session


def cancel_session(session: Session, event: EventPage, *, reason: str, by) -> None:
    """It stays in the programme, as cancelled, with the reason; who has chosen it is told. Raises ValidationError, and
    Stale when it was deleted."""
    _set_cancelled(session, event, reason, "events.session.cancel", by)


def restore_session(session: Session, event: EventPage, *, by) -> None:
    """A session that was cancelled takes place after all."""
    _set_cancelled(session, event, "", "events.session.restore", by)


def delete_session(session: Session, event: EventPage, *, by) -> None:
    """Deletes a session that nobody who comes has chosen; its handouts stay with the event. Raises HasDelegates."""
    with transaction.atomic():
        event = lock(event, by)
        if not event.sessions.filter(pk=session.pk).exists():
            return
        if count := delegates_of(session):
            raise HasDelegates(count)
        title = session.title
        session.delete()
        settle(event)
        log(event, "events.session.delete", user=by, data={"title": title})


def shift_day(event: EventPage, day: date, *, by_minutes: int, by) -> int:
    """Moves every session that begins on a day by so many minutes, all at once; how many."""
    begin = Q(starts_at__gte=midnight(day), starts_at__lt=midnight(day + timedelta(days=1)))
    return _shift(event, begin, timedelta(minutes=by_minutes), by)


def shift_programme(event: EventPage, shift: timedelta, *, by) -> int:
    """Moves the whole programme, as when the event takes place a week later; how many sessions."""
    return _shift(event, Q(), shift, by)


def delegates_of(session: Session) -> int:
    """How many delegates who come have chosen it."""
    found = attendance.in_sessions(Session.objects.filter(pk=session.pk)).first()
    return found.delegate_count if found else 0


def check_version(event: EventPage, session: Session, seen: str) -> None:
    """Raises Stale unless the session says what it said when it was `seen`."""
    now = event.sessions.filter(pk=session.pk).first()
    if now is None or version(now) != seen:
        raise Stale(session.pk)


def settle(event: EventPage) -> None:
    """Readers, the search and the calendar follow."""
    programme_changed.send(sender=type(event), event=event)
    renew_pages(event)


def _shift(event: EventPage, which: Q, shift: timedelta, by) -> int:
    with transaction.atomic():
        event = lock(event, by)
        sessions = list(event.sessions.filter(which))
        for session in sessions:
            session.starts_at += shift
            session.ends_at += shift
            session.save(update_fields=["starts_at", "ends_at", "changed_at"])
        if sessions:
            settle(event)
            minutes = int(shift.total_seconds() // 60)
            log(event, "events.session.shift", user=by, data={"count": len(sessions), "minutes": minutes})
    return len(sessions)


def _set_cancelled(session: Session, event: EventPage, reason: str, action: str, by) -> None:
    is_cancelled = action == "events.session.cancel"
    with transaction.atomic():
        event = lock(event, by)
        session = event.sessions.filter(pk=session.pk).first()
        if session is None:
            raise Stale
        if (session.is_cancelled, session.reason) == (is_cancelled, reason):
            return
        session.is_cancelled, session.reason = is_cancelled, clean_line(reason)
        session.full_clean()
        session.save()
        settle(event)
        log(event, action, user=by, data={"title": session.title, "reason": session.reason})


def _keep_speakers(session: Session, wanted: Sequence[Speaking]) -> None:
    kept = [Speaking(row.name, row.post, row.topic) for row in session.speakers.all()]
    if kept == list(wanted):
        return
    session.speakers.all().delete()
    Speaker.objects.bulk_create(
        Speaker(session=session, name=one.name, post=one.post, topic=one.topic, position=position)
        for position, one in enumerate(wanted)
    )
