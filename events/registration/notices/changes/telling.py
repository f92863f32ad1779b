"""Telling what moved, once an event has come to rest: the clock does it every minute."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from events.calendars.models import CalendarChange, CalendarItem
from events.models import ConferenceContact, FestivalContact

from ...models import Notice
from .. import wording
from . import words
from .concerned import Reader, readers
from .invitations import MOST, calendar_of
from .moves import Move, moves

REST = timedelta(minutes=5)
"""An organiser who moves one session moves the next one a moment later, and a slip is mended at once."""
LONGEST_UNREST = timedelta(minutes=30)


def tell_changes(now: datetime | None = None) -> int:
    """Writes the mails of every event that has come to rest; how many. A cancellation waits no less: a wrong click
    must not send fifty people home."""
    now = now or timezone.now()
    return sum(_tell(event_number, now) for event_number in _at_rest(now))


def _at_rest(now: datetime) -> list[int]:
    untold = CalendarChange.objects.filter(told_at=None).order_by().values("item__event_number")
    times = untold.annotate(first=Min("at"), last=Max("at"))
    rested = times.filter(Q(last__lte=now - REST) | Q(first__lte=now - LONGEST_UNREST))
    return list(rested.values_list("item__event_number", flat=True))


def _tell(event_number: int, now: datetime) -> int:
    with transaction.atomic():
        changes = _claim(event_number, now)
        told = moves(changes, now)
        if not told:
            return 0
        mails = _mails(event_number, told, key=f"calendar-{event_number}-{changes[-1].pk}")
        Notice.objects.bulk_create(mails, ignore_conflicts=True)
        return len(mails)


def _claim(event_number: int, now: datetime) -> list[CalendarChange]:
    """What is still untold of an event, from now on ours: who comes second waits here and finds nothing. Rolled back
    with the mails when we do not get to their end."""
    untold = CalendarChange.objects.select_for_update(of=["self"]).filter(item__event_number=event_number, told_at=None)
    changes = list(untold.select_related("item").order_by("pk"))
    CalendarChange.objects.filter(pk__in=[change.pk for change in changes]).update(told_at=now)
    return changes


def _mails(event_number: int, told: list[Move], *, key: str) -> list[Notice]:
    found = readers(event_number, told)
    if not found:
        return []
    event = CalendarItem.objects.filter(source=f"event-{event_number}").first() or told[0].item
    about = {
        "festival": event.summary,
        "url": words.address(reverse("calendar") if event.is_withdrawn else event.path),
        "how_to_url": words.address(reverse("calendar_guide")),
        "answers_to": _answers_to(event_number),
    }
    return [
        _mail(reader, about, key, words.address(reverse("calendar_event_feed", args=[event_number])))
        for reader in found
    ]


def _mail(reader: Reader, about: Mapping[str, Any], key: str, feed: str) -> Notice:
    """The clock enqueues it when it looks for what is due: this task may have written hundreds."""
    told = reader.moves
    said = {
        **about,
        **words.letter(told),
        "unit": ", ".join(unit.short_name for unit in reader.units),
        "name": reader.name,
        "feed_url": feed if len(told) > MOST else "",
        "calendar": calendar_of(told, reader.address),
    }
    return Notice(
        key=key,
        kind=Notice.Kind.CALENDAR,
        recipient=reader.address,
        unit_id=reader.unit_id,
        subject=words.subject(about["festival"], told),
        text=wording.text(said),
        context=said,
    )


def _answers_to(event_number: int) -> list[str]:
    """Whom an answer reaches: the first of those who are named as contacts."""
    found = [
        contacts.objects.filter(page=event_number).exclude(email="").order_by().values_list("email", "sort_order", "pk")
        for contacts in (FestivalContact, ConferenceContact)
    ]
    return [email for email, *_ in found[0].union(found[1]).order_by("sort_order", "pk")[:3]]
