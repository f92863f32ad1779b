"""The feeds that everyone may subscribe to: all events, those of a discipline or a unit, or one.

They carry nothing personal and are kept by the page cache. An address that never led anywhere is not found; one that
did and whose items are cancelled for 90 days, or whose unit has left, is gone: programs then stop asking.

Each has an ETag of its bytes and the date since which these are the same.
"""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from navigation.queries import site_identity, site_of
from pages.addresses import base_url
from units.models import Unit

from . import queries
from .dating import unchanged_since
from .ical.building import calendar
from .queries import Told
from .telling import occasion_of

CONTENT_TYPE = "text/calendar; charset=utf-8"
SECONDS = 300
"""For so long a feed need not be asked for again. Items leave it with time, so it is not kept for ever."""


def everything(request: HttpRequest) -> HttpResponse:
    """/lich/tat-ca.ics: every event since the year before last, with its programme and its deadlines."""
    name = _("Calendar – %(site)s") % {"site": site_identity(site_of(request)).name}
    return _answer(request, queries.everything(timezone.now()), name, "tat-ca", "/lich/")


def of_event(request: HttpRequest, number: int) -> HttpResponse:
    """/lich/su-kien/<number>.ics: an event, by the number of its page."""
    told = queries.of_event(number, timezone.now())
    if gone := _nothing_left(told):
        return gone
    return _answer(request, told, told.title, f"su-kien-{number}", _page_of(told))


def of_discipline(request: HttpRequest, number: int) -> HttpResponse:
    """/lich/noi-dung/<number>.ics: a discipline, and what concerns everyone at its festival."""
    discipline, told = queries.of_discipline(number, timezone.now())
    if gone := _nothing_left(told):
        return gone
    is_public = discipline is not None and not all(item.is_withdrawn for item in told.items)
    name = f"{discipline.name} – {told.title}" if is_public else told.title
    return _answer(request, told, name, f"noi-dung-{number}", _page_of(told))


def of_unit(request: HttpRequest, code: str) -> HttpResponse:
    """/lich/don-vi/<code>.ics: what concerns a unit."""
    unit = get_object_or_404(Unit, code=code)
    if not unit.is_active:
        return _gone()
    told = queries.of_unit(unit, timezone.now())
    name = _("Calendar – %(unit)s") % {"unit": unit.short_name}
    return _answer(request, told, name, f"don-vi-{code}", unit.get_absolute_url())


def sent(request: HttpRequest, body: bytes, *, name: str) -> HttpResponse:
    """The bytes of a calendar with what tells them from others, or 304 to one who has these already. `name` is the
    file's, without its ending."""
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    since = unchanged_since(base_url(request) + request.path, response["ETag"])
    modified = int(since.timestamp())
    response["Last-Modified"] = http_date(modified)
    return get_conditional_response(request, etag=response["ETag"], last_modified=modified, response=response)


def _answer(request: HttpRequest, told: Told, name: str, file_name: str, path: str) -> HttpResponse:
    base = base_url(request)
    occasions = [occasion_of(item, base_url=base) for item in told.items]
    body = calendar(name, occasions, url=base + path if path else "")
    response = sent(request, body, name=f"lich-{file_name}")
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _nothing_left(told: Told) -> HttpResponse | None:
    if told.items:
        return None
    if told.was_there:
        return _gone()
    raise Http404("nothing of this number ever stood in the calendar")


def _gone() -> HttpResponse:
    return HttpResponse(_("This calendar is no more."), status=410, content_type="text/plain; charset=utf-8")


def _page_of(told: Told) -> str:
    """The page that shows people the same; '' once it is there no more."""
    item = next((item for item in told.items if item.source == f"event-{item.event_number}"), None)
    return item.path if item is not None and not item.is_withdrawn else ""
