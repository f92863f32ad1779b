"""`{% photos_panel page %}`: the way to an album's photos, for the form that has just saved itself."""

from django import template

from gallery.models import AlbumPage
from gallery.panels import way_to_photos

register = template.Library()


@register.inclusion_tag("gallery/admin/photos_panel_update.html")
def photos_panel(page):
    """Takes the place of what the open form shows; nothing for pages that are no albums."""
    return way_to_photos(page) if isinstance(page, AlbumPage) else {}
