"""/lich/danh-sach/: what comes, as a list."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
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

from . import filters, following, shown
from .days import Day, opening_days_of, span_of
from .months import Month, month_of, months_with_items
from .panel import panel

PER_PAGE = 60
MOST_PAST = 24
"""How many past months the list leads to; the months themselves lead on."""


@dataclass(frozen=True)
class MonthOfDays:
    """The days of a month on which something begins."""

    month: Month
    days: list[Day]


@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """What is on and what comes, by month and day. What goes on since yesterday stands under today."""
    chosen = filters.chosen_by(request)
    path = reverse("calendar_list")
    if filters.has_blanks(request.GET):
        return redirect(path + chosen.query)
    day = today()
    try:
        page = Paginator(shown.coming(day, chosen), PER_PAGE).page(request.GET.get("trang", 1))
    except (PageNotAnInteger, EmptyPage) as error:
        raise Http404("no such page") from error
    programmes = {} if chosen.shows_programme else shown.programmes(day, {item.event_number for item in page})
    days = opening_days_of(map(span_of, page), day)
    months = [MonthOfDays(month, list(found)) for month, found in groupby(days, lambda one: month_of(one.day))]
    site_url = base_url(request)
    title = _("What comes")
    number = f"?trang={page.number}" if page.number > 1 else ""
    context = {
        "today": day,
        "months": months,
        "page_object": page,
        "programmes": programmes,
        "past": _past_months(month_of(day)),
        **panel(chosen, path),
        "addresses": following.addresses(following.feed_for(chosen), site_url),
        "base_url": site_url,
        "tab": "list",
        "meta": Metadata(
            title=_("%(heading)s, page %(number)s") % {"heading": title, "number": page.number} if number else title,
            description=_("What is on and what comes: festivals, conferences, deadlines of registration."),
            canonical_url=absolute(request, path + number),
        ),
    }
    return keep_until(TemplateResponse(request, "calendars/list.html", context), [until_midnight()])


def _past_months(this: Month) -> list[tuple[Month, int]]:
    """The last months in which something began, the latest first, with how much."""
    found = [(month, count) for month, count in months_with_items().items() if month < this]
    return found[: -MOST_PAST - 1 : -1]
