"""When things of the calendar are, in the words of its pages."""

from django.utils.translation import gettext as _

from vietnamese.dates import in_vietnam

from .days import DEADLINE, Line


def clock(moment) -> str:
    """08:00."""
    return f"{in_vietnam(moment):%H:%M}"


def title(item) -> str:
    """What an item is called where nothing beside it says what it is."""
    if item.is_of_nomination:
        return _("Deadline of nomination: %(title)s") % {"title": item.summary}
    if item.kind == DEADLINE:
        return _("Deadline of registration: %(title)s") % {"title": item.summary}
    return item.summary


def when(line: Line) -> str:
    """The time of day at which something stands on a day."""
    item, span = line.item, line.span
    if item.kind == DEADLINE:
        return until(item.starts_at)
    if line.goes_on and line.day < span.last:
        return _("All day")
    if item.is_all_day:
        return _("All day")
    if line.goes_on:
        return _("Until %(time)s") % {"time": _ending(item.ends_at)}
    if span.is_over_midnight:
        return _("From %(time)s") % {"time": clock(item.starts_at)}
    if item.ends_at == item.starts_at:
        return clock(item.starts_at)
    return f"{clock(item.starts_at)}–{_ending(item.ends_at)}"


def until(moment) -> str:
    """The end of a registration: its last day is over at midnight, and then nobody reads 00:00 of the next."""
    local = in_vietnam(moment)
    if (local.hour, local.minute) == (0, 0):
        return _("Until midnight")
    return _("Before %(time)s") % {"time": clock(moment)}


def day_of_days(line: Line) -> str:
    """Which day of several this is: ngày 2/3. Nothing for what takes one."""
    if not line.span.is_over_midnight:
        return ""
    return _("day %(number)s of %(count)s") % {"number": line.number, "count": line.span.length}


def _ending(moment) -> str:
    """24:00 rather than 00:00 of the day that has then begun."""
    local = in_vietnam(moment)
    return "24:00" if (local.hour, local.minute) == (0, 0) else clock(moment)
