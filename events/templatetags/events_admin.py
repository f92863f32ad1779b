"""`{% disciplines_panel page %}`: the way to a festival's disciplines, for the form that has just saved itself."""

from django import template

from events.models import FestivalPage
from events.panels import way_to_disciplines

register = template.Library()


@register.inclusion_tag("events/admin/disciplines_panel_update.html")
def disciplines_panel(page):
    """Takes the place of what the open form shows; nothing for pages that are no festivals."""
    return way_to_disciplines(page) if isinstance(page, FestivalPage) else {}
