"""What the pages of the calendar show: everything of the ledger that is not withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from vietnamese.dates import midnight

from ..models import CalendarItem
from .days import Span, spans_within
from .filters import Filters
from .months import Month

FIELDS = (
    "kind", "event_number", "discipline_number", "event_title", "summary", "starts_at", "ends_at", "is_all_day",
    "location", "path", "status", "reason", "asks_delegates",
)  # fmt: skip


def of_month(month: Month, filters: Filters) -> list[Span]:
    """What stands in a month: one query."""
    found = _shown(filters).filter(_not_over_at(month.begins), starts_at__lte=month.ends)
    return spans_within(found, month.first, month.last)


def coming(today: date, filters: Filters) -> QuerySet[CalendarItem]:
    """What is not over when the day begins, in order; programmes only where they stand there whole."""
    found = _shown(filters).filter(_not_over_at(midnight(today)))
    return found if filters.shows_programme else found.exclude(kind=CalendarItem.Kind.SESSION)


def programmes(today: date, event_numbers: Iterable[int]) -> dict[int, int]:
    """How much of the programmes of these events is not over when the day begins: one query."""
    found = _shown(Filters(kind=CalendarItem.Kind.SESSION)).filter(event_number__in=event_numbers)
    counts = found.filter(ends_at__gt=midnight(today)).order_by().values("event_number").annotate(count=Count("pk"))
    return dict(counts.values_list("event_number", "count"))


def current_events(today: date) -> list[tuple[int, str]]:
    """The numbers and titles of the events that are on or come, the next one first: one query."""
    events = coming(today, Filters()).filter(kind__in=(CalendarItem.Kind.FESTIVAL, CalendarItem.Kind.CONFERENCE))
    return list(events.values_list("event_number", "summary"))


def _shown(filters: Filters) -> QuerySet[CalendarItem]:
    shown = CalendarItem.objects.filter(filters.condition(), is_withdrawn=False)
    return shown.order_by("starts_at", F("ends_at").desc(), "pk").only(*FIELDS)


def _not_over_at(moment: datetime) -> Q:
    # A mere moment ends where it begins; a deadline at midnight belongs to the day before it.
    return Q(ends_at__gt=moment) | Q(starts_at=moment, ends_at=moment) & ~Q(kind=CalendarItem.Kind.DEADLINE)
