"""How registration goes on: what was handed in and approved each day, and what it comes to."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import FestivalPage
from events.registration.models import ENTERED, Entry, EntryEvent, EntryMember
from events.registration.services import transitions
from readership.admin.chart import Chart, draw
from units.models import Unit
from vietnamese.dates import in_vietnam

from .access import for_festival
from .marks import OF_ENTRIES
from .screen import show

LONGEST = 120
"""Days that are drawn; of a registration that was open for longer, the last."""


@dataclass(frozen=True)
class Totals:
    """What it has come to. `silent` are the units of the bloc that have handed nothing in."""

    entries: int
    people: int
    units: int
    silent: int


@dataclass(frozen=True)
class Day:
    """A day in Hanoi. An entry that came twice, after it was sent back, was handed in twice."""

    day: date
    submitted: int
    approved: int


def totals(festival: FestivalPage) -> Totals:
    entered = Entry.objects.filter(discipline__festival=festival, state__in=ENTERED)
    people = EntryMember.objects.filter(entry__in=entered.order_by()).values("participant").distinct()
    units = set(entered.order_by().values_list("unit", flat=True))
    active = set(Unit.objects.filter(is_active=True).values_list("pk", flat=True))
    return Totals(entered.count(), people.count(), len(units), len(active - units))


def by_day(festival: FestivalPage, today: date) -> list[Day]:
    """Every day from the first on which something was handed in, or registration opened, until today or the last."""
    events = EntryEvent.objects.filter(
        entry__discipline__festival=festival, action__in=(transitions.SUBMIT, transitions.APPROVE)
    )
    counts: dict[date, dict[str, int]] = {}
    # Counted here: databases do not agree on how a day in Hanoi is cut out of UTC.
    for at, action in events.order_by().values_list("at", "action"):
        day = counts.setdefault(in_vietnam(at).date(), {})
        day[action] = day.get(action, 0) + 1
    first, last = _span(festival, counts, today)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        Day(
            day,
            counts.get(day, {}).get(transitions.SUBMIT, 0),
            counts.get(day, {}).get(transitions.APPROVE, 0),
        )
        for day in days
    ]


def _span(festival: FestivalPage, counts: dict[date, dict[str, int]], today: date) -> tuple[date, date]:
    opened = in_vietnam(festival.opens_at).date() if festival.opens_at else today
    over = max([*counts, min(today, festival.ends_on)])
    first = min([*counts, opened, over])
    return max(first, over - timedelta(days=LONGEST - 1)), over


@dataclass(frozen=True)
class Picture:
    """A chart with its name, and what it says to those who do not see it."""

    name: str
    heading: str
    chart: Chart
    total: int
    busiest: date | None
    most: int


def _picture(name: str, heading: str, counts: dict[date, int]) -> Picture:
    busiest = max(counts, key=counts.__getitem__)
    return Picture(
        name, heading, draw(counts), sum(counts.values()), busiest if counts[busiest] else None, counts[busiest]
    )


@require_safe
@for_festival
def show_progress(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """The days drawn and as a table, and the sums."""
    days = by_day(festival, timezone.localdate())
    pictures = [
        _picture("submitted", _("Handed in, by day"), {day.day: day.submitted for day in days}),
        _picture("approved", _("Approved, by day"), {day.day: day.approved for day in days}),
    ]
    states = Entry.objects.filter(discipline__festival=festival).order_by().values_list("state", flat=True)
    context = {
        "days": days[::-1],
        "pictures": pictures,
        "totals": totals(festival),
        "marks": OF_ENTRIES.counted(states),
    }
    return show(request, festival, "progress.html", context, section="registration_progress", title=_("Progress"))
