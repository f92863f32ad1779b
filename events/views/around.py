"""What the pages of festivals and conferences have in common."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from events import published, queries, sections, structured_data
from events.models import Discipline, EventPage, EventsIndexPage
from figures import queries as figures
from pages import body
from pages.addresses import base_url
from pages.metadata import describe

NOTHING = published.Published([], [], [], [], False)


def context(request: HttpRequest, page: EventPage, disciplines: list[Discipline]) -> dict:
    """What the template of every event reads. Of a preview `page` may be one that is not there yet."""
    showing = sections.Showing(timezone.now(), base_url(request))
    index = index_of(page)
    is_over = page.ends_on < queries.today()
    said = published.of_event(page) if page.pk else NOTHING
    shown = figures.of(page) if is_public(page) else None
    is_rated = shown is not None and shown.rating is not None
    data = structured_data.event(page, request, disciplines=disciplines, sessions=said.sessions, is_rated=is_rated)
    return {
        "page": page,
        "event_url": page.get_url(request) or request.path,
        "index": index,
        "index_url": index.get_url(request),
        "published": said,
        "body_html": body.render(page.body, beside=[page.social_image]),
        "contacts": list(page.contacts.all()),
        "sections": sections.of(page, showing) if page.pk else [],
        "asides": sections.of(page, showing, aside=True) if page.pk else [],
        "is_over": is_over,
        "registers": page.closes_at is not None and not (page.is_cancelled or is_over),
        "figures": shown,
        "rated_from": page.rated_from() if shown and page.is_rated and not is_rated else None,
        "meta": describe(page, request, structured_data=data),
    }


def is_public(page: EventPage) -> bool:
    return page.pk is not None and page.live and not page.get_view_restrictions().exists()


def index_of(page: EventPage) -> EventsIndexPage:
    """The index above an event, which routing has at hand; the only one above a preview of a page that is new."""
    try:
        return page.get_parent()
    except (AttributeError, ObjectDoesNotExist):
        return get_object_or_404(EventsIndexPage)
