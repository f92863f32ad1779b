"""The news of an event, on its page."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.models import EventPage
from events.sections import Section, Showing

from . import queries

MOST = 6


def section(event: EventPage, showing: Showing) -> Section | None:
    """The newest articles about an event; three queries, and one when there are none."""
    articles = queries.latest_of_event(event, MOST)
    if not articles:
        return None
    return Section("tin-tuc", _("News"), render_to_string("news/parts/of_event.html", {"articles": articles}))
