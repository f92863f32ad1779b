"""How events are written: `{% load events %}`."""

from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString, mark_safe

from events import words
from events.models import FestivalPage
from vietnamese.dates import format_date

register = template.Library()


@register.filter
def clock(moment) -> str:
    """17:00 04/12/2026; nothing for no moment."""
    return words.clock(moment) if moment else ""


@register.filter
def days(festival: FestivalPage) -> str:
    """The days of a festival as short as they can be written: 18–20/12/2026."""
    first, last = festival.starts_on, festival.ends_on
    if first == last:
        return format_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02}–{format_date(last)}"
    if first.year == last.year:
        return f"{first.day:02}/{first.month:02} – {format_date(last)}"
    return f"{format_date(first)} – {format_date(last)}"


@register.filter
def big_days(festival: FestivalPage) -> str:
    """The days alone, to be set large: 18–20."""
    first, last = festival.starts_on, festival.ends_on
    if first == last:
        return str(first.day)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}"
    return f"{first.day}/{first.month}–{last.day}/{last.month}"


@register.filter
def map_url(festival: FestivalPage) -> str:
    """Where the place is on a map."""
    place = ", ".join(filter(None, (festival.place, festival.address)))
    return f"https://www.google.com/maps/search/?{urlencode({'api': 1, 'query': place})}"


@register.simple_tag
def shades(festival: FestivalPage) -> SafeString:
    """The attributes that paint an element, and all in it, with the festival's colour (css/events.css)."""
    found = festival.shades
    if found is None:
        return mark_safe("")
    # Its parts are computed: # and six figures each.
    return mark_safe(
        f' data-coloured style="--event-ground:{found.ground};--event-ink:{found.ink};--event-glow:{found.glow}"'
    )
