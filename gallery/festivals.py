"""The albums of a festival, on its page."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events.models import FestivalPage
from events.sections import Section

from . import queries


def section(festival: FestivalPage, now: datetime) -> Section | None:
    """The albums of a festival's days; two queries, and one when there are none."""
    albums = queries.albums_of_festival(festival)
    if not albums:
        return None
    return Section(
        "album-anh", _("Photo albums"), render_to_string("gallery/parts/of_festival.html", {"albums": albums})
    )
