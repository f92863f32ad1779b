"""The albums of an event, on its page."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.models import EventPage
from events.sections import Section, Showing

from . import queries


def section(event: EventPage, showing: Showing) -> Section | None:
    """The albums of an event's days; two queries, and one when there are none."""
    albums = queries.albums_of_event_page(event)
    if not albums:
        return None
    return Section("album-anh", _("Photo albums"), render_to_string("gallery/parts/of_event.html", {"albums": albums}))
