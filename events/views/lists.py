"""The lists of events."""

from calendar import monthrange
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from events import feeds, queries
from events.models import EventsIndexPage
from pages.metadata import describe

from .keeping import keep_until, until_midnight

MOST_PAST = 12
"""How many past events the index shows; the years have them all."""


def all_events(request: HttpRequest, index: EventsIndexPage) -> HttpResponse:
    """What is on, what comes, what was. Where the days change, the page is not kept beyond midnight."""
    events = queries.events_on(queries.today())
    context = {
        "page": index,
        "index_url": index.get_url(request),
        "events": events,
        "past": events.past[:MOST_PAST],
        "years": queries.years(),
        "meta": describe(index, request),
    }
    return keep_until(TemplateResponse(request, index.template, context), [until_midnight()])


def by_date(request: HttpRequest, index: EventsIndexPage, year: int, month: int | None) -> HttpResponse:
    """The events of a year or a month. Times without events between two that have some are empty; others are not
    found."""
    years = queries.years()
    if not years or not min(years) <= year <= max(years):
        raise Http404("no events are so old or so far away")
    if month is not None and not 1 <= month <= 12:
        raise Http404("no such month")
    first, last = date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
    url = index.get_url(request)
    title = (
        _("Events of %(month)s") % {"month": f"{month}/{year}"} if month else _("Events of %(year)s") % {"year": year}
    )
    context = {
        "page": index,
        "index_url": url,
        "year": year,
        "month": month,
        "title": title,
        "found": queries.events_between(first, last),
        "years": years,
        "months": queries.months_of(year),
        "meta": describe(
            index, request, title=title, path=f"{url}nam/{year}/{month:02}/" if month else f"{url}nam/{year}/"
        ),
    }
    return keep_until(TemplateResponse(request, index.template, context), [until_midnight()])


def feed(request: HttpRequest) -> HttpResponse:
    """/su-kien/rss.xml. Wagtail's tree has no room for an address with a dot."""
    return feeds.response(request, get_object_or_404(EventsIndexPage.objects.live().public()))
