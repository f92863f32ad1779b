"""The lists of events."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from events import queries
from events.models import EventsIndexPage, midnight
from pages.metadata import describe

MOST_PAST = 12
"""How many past events the index shows; the years have them all."""


def all_events(request: HttpRequest, index: EventsIndexPage) -> HttpResponse:
    """What is on, what comes, what was. Where the days change, the page is not kept beyond midnight."""
    day = queries.today()
    events = queries.events_on(day)
    context = {
        "page": index,
        "index_url": index.get_url(request),
        "events": events,
        "past": events.past[:MOST_PAST],
        "years": queries.years(),
        "meta": describe(index, request),
    }
    response = TemplateResponse(request, index.template, context)
    left = int((midnight(day + timedelta(days=1)) - timezone.now()).total_seconds())
    if left < settings.PAGE_CACHE_SECONDS:
        response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={max(left, 1)}, must-revalidate"
    return response


def by_year(request: HttpRequest, index: EventsIndexPage, year: int) -> HttpResponse:
    """The events of a year. A year without events between two that have some is empty; others are not found."""
    years = queries.years()
    if not years or not min(years) <= year <= max(years):
        raise Http404("no events are so old or so far away")
    url = index.get_url(request)
    context = {
        "page": index,
        "index_url": url,
        "year": year,
        "of_year": queries.events_of_year(year),
        "years": years,
        "meta": describe(
            index,
            request,
            title=_("Events of %(year)s") % {"year": year},
            path=f"{url}nam/{year}/",
        ),
    }
    return TemplateResponse(request, index.template, context)
