"""How events are written: `{% load events %}`."""

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from events import announcements
from events.colours import Shades
from events.models import EventPage, FestivalPage, Handout, Session
from vietnamese.dates import format_month, in_vietnam

register = template.Library()

register.filter("kind", announcements.kind)
register.filter("event_state", announcements.state)
register.filter("when", announcements.when)
register.filter("map_url", announcements.map_url)


@register.filter
def kind_code(event: EventPage) -> str:
    """What it is, for a template to decide by: festival or conference."""
    return "festival" if isinstance(event, FestivalPage) else "conference"


@register.filter
def clock(moment) -> str:
    """17:00 04/12/2026; nothing for no moment."""
    return announcements.clock(moment) if moment else ""


@register.filter
def days(event: EventPage) -> str:
    """The days of an event as short as they can be written: 18–20/12/2026."""
    return announcements.days(event.starts_on, event.ends_on)


@register.filter
def big_days(event: EventPage) -> str:
    """The days alone, to be set large: 18–20; with their months where these differ: 31/12–1/1."""
    first, last = event.starts_on, event.ends_on
    if first == last:
        return str(first.day)
    if is_in_one_month(event):
        return f"{first.day}–{last.day}"
    return f"{first.day}/{first.month}–{last.day}/{last.month}"


@register.filter
def is_in_one_month(event: EventPage) -> bool:
    """Whether the days alone say enough beside the name of the month."""
    first, last = event.starts_on, event.ends_on
    return (first.year, first.month) == (last.year, last.month)


@register.filter
def beside_big_days(event: EventPage) -> str:
    """What `big_days` leave out: Tháng 12/2026, Năm 2026, Năm 2026–2027."""
    if is_in_one_month(event):
        return format_month(event.starts_on)
    first, last = event.starts_on.year, event.ends_on.year
    return pgettext("event", "Year %(years)s") % {"years": first if first == last else f"{first}–{last}"}


@register.filter
def beginning(session: Session) -> str:
    """08:30, in Vietnam."""
    return f"{in_vietnam(session.starts_at):%H:%M}"


@register.filter
def ending(session: Session) -> str:
    """09:15, in Vietnam; with the day where that is another one."""
    return announcements.ending(session.starts_at, session.ends_at)


@register.filter
def about_file(handout: Handout) -> str:
    """What a click brings: PDF, 340 KB."""
    return f"{handout.kind_of_file.upper()}, {filesizeformat(handout.size)}"


@register.simple_tag
def shades(event: EventPage) -> SafeString:
    """The attributes that paint an element, and all in it, with the event's colour."""
    return painted(getattr(event, "shades", None))


def painted(found: Shades | None) -> SafeString:
    """The attributes of an element that has these colours (css/events.css); none for None."""
    if found is None:
        return SafeString("")
    return format_html(
        ' data-coloured style="--event-ground:{};--event-ink:{};--event-glow:{}"', found.ground, found.ink, found.glow
    )
