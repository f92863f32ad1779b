"""Telling what moved, once an event has come to rest: the clock does it every minute."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from events.calendars.models import CalendarChange, CalendarItem
from events.models import ConferenceContact, EventState, FestivalContact

from ...models import Notice
from .. import wording
from . import words
from .concerned import Reader, readers
from .invitations import MOST, Messages
from .moves import WHOLE, Move, moves

log = logging.getLogger(__name__)

REST = timedelta(minutes=5)
"""An organiser who moves one session moves the next one a moment later, and a slip is mended at once."""
LONGEST_UNREST = timedelta(minutes=30)


def tell_changes(now: datetime | None = None) -> int:
    """Writes the mails of every event that has come to rest; how many. A cancellation waits no less: a wrong click
    must not send fifty people home. An event that fails is logged, and does not keep the others waiting."""
    now = now or timezone.now()
    return sum(_tell_or_log(event_number, now) for event_number in _at_rest(now))


def _at_rest(now: datetime) -> list[int]:
    untold = CalendarChange.objects.filter(told_at=None).exclude(item__event_number__in=_hidden())
    times = untold.order_by().values("item__event_number").annotate(first=Min("at"), last=Max("at"))
    rested = times.filter(Q(last__lte=now - REST) | Q(first__lte=now - LONGEST_UNREST))
    return list(rested.values_list("item__event_number", flat=True))


def _hidden() -> QuerySet:
    """The events that are not public at the moment, as while somebody works on their page, and still take place as far
    as is known. Nobody is told that they are gone. Their changes wait: when they are back, what was before is compared
    with what is then, and when they are cancelled or deleted, that is told."""
    whole = CalendarItem.objects.filter(kind__in=WHOLE, is_withdrawn=True, event__isnull=False).order_by()
    cancelled = [Q(**{f"event__{page}__state": EventState.CANCELLED}) for page in ("festivalpage", "conferencepage")]
    return whole.exclude(cancelled[0]).exclude(cancelled[1]).values("event_number")


def _tell_or_log(event_number: int, now: datetime) -> int:
    try:
        return _tell(event_number, now)
    except Exception:  # whatever it is, the other events have nothing to do with it
        log.exception("the changes of event %d cannot be told", event_number)
        return 0


def _tell(event_number: int, now: datetime) -> int:
    """The mails are made before the transaction, which others would wait for: there may be hundreds."""
    while changes := _untold(event_number):
        told = moves(changes, now)
        mails = _mails(event_number, told, key=f"calendar-{event_number}-{changes[-1].pk}") if told else []
        with transaction.atomic():
            if _claim(changes, now):
                Notice.objects.bulk_create(mails, ignore_conflicts=True)
                return len(mails)
    return 0


def _untold(event_number: int) -> list[CalendarChange]:
    untold = CalendarChange.objects.filter(item__event_number=event_number, told_at=None)
    return list(untold.select_related("item").order_by("pk"))


def _claim(changes: Sequence[CalendarChange], now: datetime) -> bool:
    """Takes these changes, and no others, for ours; whether all of them were still untold. Who comes second waits here,
    and has to look again. Rolled back with the mails when we do not get to their end."""
    read = CalendarChange.objects.filter(pk__in=[change.pk for change in changes])
    untold = read.filter(told_at=None).select_for_update().order_by("pk")
    if len(untold.values_list("pk")) < len(changes):
        return False
    read.update(told_at=now)
    return True


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
    feed = words.address(reverse("calendar_event_feed", args=[event_number]))
    messages = Messages()
    return [_mail(reader, about, key, feed, messages) for reader in found]


def _mail(reader: Reader, about: Mapping[str, Any], key: str, feed: str, messages: Messages) -> Notice:
    """The clock enqueues it when it looks for what is due: this task may have written hundreds."""
    told = reader.moves
    said = {
        **about,
        **words.letter(told),
        "unit": ", ".join(unit.short_name for unit in reader.units),
        "name": reader.name,
        "feed_url": feed if len(told) > MOST else "",
        "calendar": messages.to(reader.address, told),
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
