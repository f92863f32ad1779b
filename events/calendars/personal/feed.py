"""/lich/rieng/<token>.ics: somebody's own calendar.

A calendar program cannot sign in, and asks for no second factor. So whoever knows the address reads it, and it tells
little: public events, their deadlines and sessions, chosen by what concerns the person, and of their units' entries
the discipline, the team's name and the state; no people. A token that was never given out is not found, one that was
revoked and one of a closed account are gone.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from navigation.queries import site_identity, site_of
from pages.addresses import base_url

from .. import audiences, feeds, queries
from ..ical.building import calendar
from ..models import PersonalFeed
from ..telling import occasion_of
from . import keeping, services


@require_safe
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar; kept for some minutes, and made without a look at cookies."""
    site_url = base_url(request)
    body = keeping.find(token, site_url)
    if body is None:
        feed = PersonalFeed.objects.select_related("user").filter(token=token).first()
        if feed is None:
            return _refused(HTTPStatus.NOT_FOUND)
        body = _body(feed, site_url, site_identity(site_of(request)).short_name)
        keeping.keep(token, site_url, body)
    if body == keeping.GONE:
        return _refused(HTTPStatus.GONE)
    response = feeds.sent(request, body, name="lich-cua-toi")
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return _hidden(response)


def _body(feed: PersonalFeed, site_url: str, site_name: str) -> bytes:
    """What stands in the feed now, or GONE."""
    if feed.revoked_at is not None or not feed.user.is_active:
        return keeping.GONE
    now = timezone.now()
    services.note_fetched(feed, now)
    scope = audiences.of_person(feed.user, now)
    notes = scope.notes
    occasions = []
    for item in queries.of_person(scope, now):
        note = notes.get(item.event_number) if item.source == f"event-{item.event_number}" else None
        said = {"note": note.text, "noted_at": note.changed_at} if note else {}
        occasions.append(occasion_of(item, base_url=site_url, **said))
    # The address is read without signing in: it names nobody.
    name = _("My calendar – %(site)s") % {"site": site_name}
    return calendar(name, occasions, url=f"{site_url}/lich/")


def _refused(status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(
        _("This address leads to no calendar."), status=status, content_type="text/plain; charset=utf-8"
    )
    response["Cache-Control"] = "private, no-store"
    return _hidden(response)


def _hidden(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no search engine names it, no link out of it does, and no log that we write."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    # Django would log the path of what is not found.
    response._has_been_logged = True
    return response
