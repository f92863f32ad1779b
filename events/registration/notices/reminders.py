"""Reminders 7, 3 and 1 days before the deadline, to units that have begun an entry and not submitted it; and to those
that have not nominated all their delegates."""

from collections import defaultdict
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from vietnamese.dates import format_datetime, in_vietnam

from ..models import Entry, Notice, Registration, State
from ..windows import OPEN, window
from . import nominations
from .telling import tell

DAYS = (7, 3, 1)
FROM_HOUR = 7
"""Hanoi time: nobody is reminded in the middle of the night."""


def remind_by_day(now: datetime | None = None) -> int:
    """What the clock does every half hour."""
    now = now or timezone.now()
    return remind(now) if in_vietnam(now).hour >= FROM_HOUR else 0


def remind(now: datetime | None = None) -> int:
    """Reminds every unit that has to be reminded now and was not; how many reminders that makes.

    Days are those of the calendar in Hanoi. A run that comes late makes up for the last reminder that is due, not for
    all of them. A deadline that is put off to another day is reminded of anew.
    """
    now = now or timezone.now()
    due = {}
    for (registration, day), entries in _unfinished(now).items():
        days_left = (day - in_vietnam(now).date()).days
        stage = _stage(days_left)
        if stage is not None:
            key = f"reminder-{registration.pk}-{day.isoformat()}-{stage}"
            due[key] = (registration, days_left, entries)
    reminded = set(Notice.objects.filter(key__in=due).values_list("key", flat=True))
    news = {key: what for key, what in due.items() if key not in reminded}
    for key, what in news.items():
        _tell(key, *what)
    # A unit may have nobody who could be told.
    reminded_now = Notice.objects.filter(key__in=news).values("key").distinct().count() if news else 0
    return reminded_now + nominations.remind(now, _stage)


def _stage(days_left: int) -> int | None:
    """The reminder that is due so many days before the deadline."""
    return min((stage for stage in DAYS if days_left <= stage), default=None)


def _unfinished(now: datetime) -> dict[tuple[Registration, date], list[tuple[Entry, datetime]]]:
    """What may still be submitted and is not, with its deadline, by unit and day of the deadline."""
    entries = (
        Entry.objects.filter(state__in=[State.DRAFT, State.RETURNED], discipline__festival__live=True)
        .select_related("discipline__festival", "registration__unit", "registration__festival")
        .order_by("discipline__position", "discipline", "number")
    )
    found = defaultdict(list)
    for entry in entries:
        period = window(entry.discipline, now)
        if period.state == OPEN:
            found[entry.registration, in_vietnam(period.closes_at).date()].append((entry, period.closes_at))
    return found


def _tell(key: str, registration: Registration, days_left: int, entries: list[tuple[Entry, datetime]]) -> None:
    with override(settings.LANGUAGE_CODE):
        lines = [_line(entry) for entry, _ in entries]
    closes_on = format_datetime(min(closes_at for _, closes_at in entries))
    with transaction.atomic():
        tell(
            Notice.Kind.REMINDER,
            registration=registration,
            key=key,
            context={"days_left": days_left, "closes_on": closes_on, "lines": lines},
        )


def _line(entry: Entry) -> str:
    name = " – ".join(filter(None, [entry.discipline.name, entry.name or entry.title]))
    return f"{name}: {entry.get_state_display()}"
