"""`{% ways_panel page %}`: the ways to what stands below an event, for the form that has just saved itself."""

from django import template

from events.models import EventPage
from events.panels import ways_from

register = template.Library()


@register.inclusion_tag("events/admin/ways_panel_update.html")
def ways_panel(page):
    """Takes the place of what the open form shows; nothing for pages that are no events."""
    return {"ways": ways_from(page) if isinstance(page, EventPage) else []}
