"""What the pages of festivals and conferences have in common."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from events import queries, sections
from events.models import EventPage, EventsIndexPage
from figures import queries as figures
from pages import body
from pages.metadata import describe


def context(request: HttpRequest, page: EventPage) -> dict:
    """What the template of every event reads. Of a preview `page` may be one that is not there yet."""
    now = timezone.now()
    index = index_of(page)
    return {
        "page": page,
        "event_url": page.get_url(request) or request.path,
        "index": index,
        "index_url": index.get_url(request),
        "body_html": body.render(page.body, beside=[page.social_image]),
        "contacts": list(page.contacts.all()),
        "sections": sections.of(page, now) if page.pk else [],
        "asides": sections.of(page, now, aside=True) if page.pk else [],
        "is_over": page.ends_on < queries.today(),
        "figures": figures.of(page) if is_public(page) else None,
        "meta": describe(page, request),
    }


def is_public(page: EventPage) -> bool:
    return page.pk is not None and page.live and not page.get_view_restrictions().exists()


def index_of(page: EventPage) -> EventsIndexPage:
    """The index above an event, which routing has at hand; the only one above a preview of a page that is new."""
    try:
        return page.get_parent()
    except (AttributeError, ObjectDoesNotExist):
        return get_object_or_404(EventsIndexPage)
