"""/lich/: a month as a grid, and day by day below it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.queries import today
from events.views.keeping import keep_until, until_midnight
from pages.addresses import absolute, base_url
from pages.metadata import Metadata
from vietnamese.dates import WEEKDAY_NAMES

from . import filters, following, shown
from .days import days_of
from .filters import Filters
from .months import Month, month_of, months_with_items, nearest_with_items, open_months
from .panel import panel
from .weeks import weeks_of

SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@dataclass(frozen=True)
class Steps:
    """The months before and after one, where they have a page; and the nearest ones in which something begins."""

    previous: Month | None
    next: Month | None
    previous_with_items: Month | None
    next_with_items: Month | None


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    """/lich/: the month that it is in Vietnam, with everything that stands in it."""
    return _show(request, month_of(today()), Filters(), path=reverse("calendar"))


@require_safe
def one_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """/lich/<year>/<month>/, with filters."""
    if not 1 <= int(month) <= 12 or int(year) < 1:
        raise Http404("no such month")
    asked = Month(int(year), int(month))
    first, last = open_months(today())
    if not first <= asked <= last:
        raise Http404("the calendar does not reach so far")
    chosen = filters.chosen_by(request)
    if len(month) == 1 or filters.has_blanks(request.GET):
        return redirect(asked.path + chosen.query)
    return _show(request, asked, chosen, path=asked.path)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """/lich/chon/: where the form for a month leads, `?nam=2026&thang=11`, and its filters with it."""
    try:
        asked = Month(int(request.GET["nam"][:4]), int(request.GET["thang"][:2]))
    except (KeyError, ValueError) as error:
        raise Http404("no such month") from error
    first, last = open_months(today())
    if not 1 <= asked.number <= 12:
        raise Http404("no such month")
    # The form offers whole years, of which the first and the last are not open from end to end.
    return redirect(min(max(asked, first), last).path + filters.chosen_by(request).query)


def _show(request: HttpRequest, month: Month, chosen: Filters, *, path: str) -> HttpResponse:
    day = today()
    first, last = open_months(day)
    spans = shown.of_month(month, chosen)
    days = days_of(spans, month.first, month.last)
    before, after = nearest_with_items(month)
    site_url = base_url(request)
    title = _("Calendar of month %(month)s") % {"month": f"{month.number}/{month.year}"}
    context = {
        "month": month,
        "today": day,
        "weekdays": list(zip(WEEKDAY_NAMES, SHORT_WEEKDAYS, strict=True)),
        "weeks": weeks_of(month.year, month.number, spans, {found.day for found in days}),
        "days": days,
        "steps": Steps(month + -1 if month > first else None, month + 1 if month < last else None, before, after),
        "years": range(first.year, last.year + 1),
        "has_items": bool(months_with_items()),
        **panel(chosen, month.path),
        "addresses": following.addresses(following.feed_for(chosen), site_url),
        "base_url": site_url,
        "tab": "month",
        "meta": Metadata(
            title=title,
            description=_("Festivals, conferences, their programmes and the deadlines of registration, day by day."),
            canonical_url=absolute(request, path),
        ),
    }
    return keep_until(TemplateResponse(request, "calendars/month.html", context), [until_midnight()])
