"""How the calendar is written: `{% load calendars %}`."""

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events import announcements
from events.calendars.models import CalendarItem
from events.calendars.telling import deadline_as_told
from events.calendars.views import links, words
from events.calendars.views.choices import KIND_NUMBERS, Choices
from events.calendars.views.days import Line, Span
from events.calendars.views.months import month_of
from events.templatetags.events import painted

register = template.Library()


@register.filter
def when(line: Line) -> str:
    """08:00–11:30"""
    return words.when(line)


@register.filter
def clock(moment) -> str:
    """08:00"""
    return words.clock(moment)


@register.filter
def until(moment) -> str:
    """Before 17:00"""
    return words.until(moment)


@register.filter
def span_days(span: Span) -> str:
    """18–20/12/2026"""
    return announcements.days(span.first, span.last)


@register.filter
def day_of_days(line: Line) -> str:
    """day 2 of 3"""
    return words.day_of_days(line)


@register.filter
def kind_number(kind: str) -> int:
    """The number by which addresses name a kind."""
    return KIND_NUMBERS[kind]


@register.filter
def title(item) -> str:
    """What an item is called where nothing beside it says what it is."""
    return words.title(item)


@register.filter
def number_of(numbers: Mapping[int, int], key: int) -> int:
    """What is counted under a key."""
    return numbers.get(key, 0) if numbers else 0


@register.filter
def hall(item, choices: Choices) -> str:
    """Where a part of a programme is, without what is known of its event."""
    event = choices.events.get(item.event_number)
    return item.location.removesuffix(event.location).rstrip(", ") if event else item.location


@register.simple_tag
def item_style(choices: Choices, event_number: int) -> SafeString | str:
    """The ground of its festival, to stand last in a style attribute."""
    event = choices.events.get(event_number)
    return format_html(";--event-ground:{}", event.shades.ground) if event and event.shades else ""


@register.simple_tag
def item_shades(choices: Choices, event_number: int) -> SafeString | str:
    """The attributes that paint an element with the colours of its festival (css/events.css)."""
    event = choices.events.get(event_number)
    return painted(event.shades if event else None)


@register.simple_tag
def google_link(item, base_url: str) -> str:
    """Where Google Calendar takes an item, which it is told to find at its page."""
    times = item.starts_at, item.ends_at
    if item.kind == CalendarItem.Kind.DEADLINE:
        times = (deadline_as_told(item.starts_at),) * 2
    return links.add_to_google(
        words.title(item),
        *times,
        is_all_day=item.is_all_day,
        location=item.location,
        details=base_url + item.path if item.path else "",
    )


@register.simple_tag
def webcal_link(event_number: int, base_url: str) -> str:
    """Where calendar programs follow an event."""
    return links.webcal(base_url + reverse("calendar_event_feed", kwargs={"number": event_number}))


@register.simple_tag
def month_path(day) -> str:
    """The month that a day lies in."""
    return month_of(day).path
