"""How an event is announced: what it is, when and where it takes place, and whether it does."""

from datetime import date, datetime, time
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vietnamese.dates import format_date, format_weekday_date, in_vietnam

from .models import EventPage, EventState, FestivalPage

NO_BREAK = "\N{NO-BREAK SPACE}"


def kind(event: EventPage) -> str:
    """What it is, to stand above its title."""
    return _("Festival") if isinstance(event, FestivalPage) else _("Conference")


def state(event: EventPage) -> str:
    """Whether it takes place as announced; '' for one of which there is nothing to say."""
    return "" if event.state == EventState.CONFIRMED else event.get_state_display()


def headline(event: EventPage) -> str:
    """Its title where nothing beside it says its state: in feeds and messages."""
    said = state(event)
    if not said:
        return event.title
    return pgettext("state of an event", "%(state)s: %(title)s") % {"state": said, "title": event.title}


def days(first: date, last: date) -> str:
    """Days as short as they can be written: 18–20/12/2026."""
    if first == last:
        return format_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02}–{format_date(last)}"
    if first.year == last.year:
        return f"{first.day:02}/{first.month:02} – {format_date(last)}"
    return f"{format_date(first)} – {format_date(last)}"


def when(event: EventPage) -> str:
    """As an invitation says it: Thứ sáu, 18/12/2026, 8 giờ 00 – 11 giờ 30."""
    first, last = format_weekday_date(event.starts_on), format_weekday_date(event.ends_on)
    if event.start_time is None or event.end_time is None:
        return first if first == last else f"{first} – {last}"
    begins, ends = hour(event.start_time), hour(event.end_time)
    return f"{first}, {begins} – {ends}" if first == last else f"{first}, {begins} – {last}, {ends}"


def hour(moment: time) -> str:
    """8 giờ 00, which no line ends within. Vietnamese, as all dates of the site."""
    return f"{moment.hour}{NO_BREAK}giờ{NO_BREAK}{moment.minute:02}"


def clock(moment: datetime) -> str:
    """A moment as deadlines are written: 17:00 04/12/2026."""
    local = in_vietnam(moment)
    return f"{local:%H:%M} {format_date(local)}"


def ending(starts_at: datetime, ends_at: datetime) -> str:
    """When something ends, beside when it began: 11:30; with the day where that is another one."""
    begins, ends = in_vietnam(starts_at), in_vietnam(ends_at)
    return f"{ends:%H:%M}" if begins.date() == ends.date() else f"{ends:%H:%M} ({ends.day:02}/{ends.month:02})"


def where(event: EventPage) -> str:
    """Its place and its address in a line."""
    return ", ".join(filter(None, (event.place, event.address)))


def map_url(event: EventPage) -> str:
    """Where that is on a map: the organiser's own link, else a search; '' where no place is known."""
    if event.map_url or not where(event):
        return event.map_url
    query = f"{event.point.latitude},{event.point.longitude}" if event.point else where(event)
    return f"https://www.google.com/maps/search/?{urlencode({'api': 1, 'query': query})}"
