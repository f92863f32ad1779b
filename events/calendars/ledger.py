"""Writing down what stands in the calendar, and numbering each change of it.

A calendar program that has an item once takes a change of it only with a higher SEQUENCE, and drops it only when it is
told that it is cancelled. So items are never deleted, and their numbers only rise.
"""

import logging
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from pagecache import generation

from . import sources
from .models import CalendarChange, CalendarItem
from .sources import KINDS, TOLD, Standing

log = logging.getLogger(__name__)

SCHEDULE = ("starts_at", "ends_at", "is_all_day", "location", "status")
"""Time, place and status: what raises SEQUENCE."""
NUMBERED = ("sequence", "changed_at", "ended_at", "is_withdrawn")
LINKS = ("event_id", "event_number", "discipline_id", "discipline_number", "asks_delegates")
LOCK = 0x1CA1
"""Of the advisory locks of PostgreSQL those that belong to the ledger."""


@dataclass
class Differences:
    """What a comparison found: rows that are new, rows that say something else, and for the mails what moved."""

    new: list[CalendarItem] = field(default_factory=list)
    changed: list[CalendarItem] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    changes: list[CalendarChange] = field(default_factory=list)


def refresh(number: int, *, is_silent: bool = False) -> bool:
    """Brings the items of the event with this number in line with what it is now; whether anything was written.

    Whoever comes at the same time waits, and then finds nothing left to do. `is_silent` has no mail tell of it.
    """
    with _alone(number):
        wanted = {standing.source: standing for standing in sources.of_event(number)}
        rows = CalendarItem.objects.filter(Q(event_number=number) | Q(source__in=wanted)).order_by("pk")
        found = _compare(list(rows), wanted, number, timezone.now().replace(microsecond=0))
        _write(found, is_silent)
    is_different = bool(found.new or found.changed)
    if is_different:
        generation.renew()
    return is_different


def refresh_many(numbers: Iterable[int]) -> int:
    """The same for several events, always in the same order; how many were changed."""
    return sum(refresh(number) for number in sorted(set(numbers)))


def refresh_below(page: Page) -> int:
    """The same for all events that are `page` or stand below it."""
    below = {
        key for kind in KINDS for key in kind.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    }
    return refresh_many(below)


def refresh_all(*, is_silent: bool = False) -> int:
    """The same for every event there is, and for those that are gone and left items behind.

    An update of the site is silent: where it words a place otherwise, nobody has moved anything. One that fails is
    logged: it must not keep the others from being written down, and whoever asked cannot mend it.
    """
    there = chain.from_iterable(kind.objects.values_list("pk", flat=True) for kind in KINDS)
    left = CalendarItem.objects.order_by().values_list("event_number", flat=True).distinct()
    return sum(_refresh_or_log(number, is_silent) for number in sorted({*there, *left}))


def _refresh_or_log(number: int, is_silent: bool) -> bool:
    try:
        return refresh(number, is_silent=is_silent)
    except Exception:  # whatever it is, the other events have nothing to do with it
        log.exception("the calendar of event %d cannot be written down", number)
        return False


@contextmanager
def _alone(number: int) -> Iterator[None]:
    """A transaction in which nobody else reconciles the same event.

    Not the page's row is locked but a lock of the ledger's own, which is taken last by whoever changes an event: one
    who publishes holds the page's row and then asks for the festival's, and one who changes a discipline holds the
    festival's. If these asked for the page's row next, each would wait for the other. On SQLite a transaction is alone
    anyway.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, number])
        yield


def _compare(rows: list[CalendarItem], wanted: dict[str, Standing], number: int, now: datetime) -> Differences:
    found = Differences()
    known = set()
    for row in rows:
        known.add(row.source)
        before = {name: getattr(row, name) for name in (*TOLD, *NUMBERED, *LINKS)}
        standing = wanted.get(row.source)
        if standing is None:
            row.status, row.is_withdrawn = CalendarItem.Status.CANCELLED, True
        else:
            _take(row, standing, number)
        _number(row, before, now, found)
    for source, standing in wanted.items():
        if source not in known:
            row = CalendarItem(source=source, uid=str(uuid.uuid4()), created_at=now, changed_at=now)
            _take(row, standing, number)
            row.ended_at = now if row.status == CalendarItem.Status.CANCELLED else None
            found.new.append(row)
    return found


def _take(row: CalendarItem, standing: Standing, number: int) -> None:
    for name in TOLD:
        setattr(row, name, getattr(standing, name))
    row.is_withdrawn = False
    row.event_id = row.event_number = number
    row.discipline_id = row.discipline_number = standing.discipline_number
    row.asks_delegates = standing.asks_delegates


def _number(row: CalendarItem, before: dict, now: datetime, found: Differences) -> None:
    """Raises what the differences raise."""
    told = {name for name in (*TOLD, "is_withdrawn") if getattr(row, name) != before[name]}
    if told:
        row.changed_at = now
    if told.intersection(SCHEDULE):
        row.sequence += 1
        found.changes.append(CalendarChange(item=row, at=now, sequence=row.sequence, before=_as_it_was(before)))
    if "status" in told:
        row.ended_at = now if row.status == CalendarItem.Status.CANCELLED else None
    if names := {name for name, value in before.items() if getattr(row, name) != value}:
        found.changed.append(row)
        found.names |= names


def _as_it_was(before: dict) -> dict:
    return {
        "starts_at": before["starts_at"].isoformat(),
        "ends_at": before["ends_at"].isoformat(),
        **{name: before[name] for name in ("is_all_day", "location", "status", "summary")},
    }


def _write(found: Differences, is_silent: bool) -> None:
    CalendarItem.objects.bulk_create(found.new)
    if found.changed:
        CalendarItem.objects.bulk_update(found.changed, sorted(name.removesuffix("_id") for name in found.names))
    for change in found.changes:
        change.told_at = change.at if is_silent else None
    CalendarChange.objects.bulk_create(found.changes)
