"""How a change of the calendar is said: in Vietnamese, as all mails are, whoever made it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import ngettext_lazy, override, pgettext_lazy

from events.calendars.models import CalendarItem
from events.calendars.telling import title_of
from vietnamese.dates import format_weekday_date, in_vietnam

from .moves import GONE, Move, Standing, What

HEADINGS = {
    What.CANCELLED: pgettext_lazy("calendar mail", "Cancelled"),
    What.WITHDRAWN: pgettext_lazy("calendar mail", "No longer in the calendar"),
    What.BACK: pgettext_lazy("calendar mail", "Takes place after all"),
    What.MOVED: pgettext_lazy("calendar mail", "Moved"),
    What.PLACED: pgettext_lazy("calendar mail", "At another place"),
    What.CONFIRMED: pgettext_lazy("calendar mail", "Confirmed"),
    What.PLANNED: pgettext_lazy("calendar mail", "Planned again, not confirmed"),
}
CANCELLED_TOO = ngettext_lazy(
    "%(count)d change, with cancellations: %(event)s", "%(count)d changes, with cancellations: %(event)s", "count"
)
MANY = ngettext_lazy(
    "%(count)d change of the calendar: %(event)s", "%(count)d changes of the calendar: %(event)s", "count"
)
LONGEST_SUBJECT = 250
MOST_LINES = 80
"""Beyond them a mail says how many more there are, and where."""


def when(standing: Standing) -> str:
    """Thứ sáu, 18/12/2026, 08:00 – 11:30; of whole days Thứ sáu, 18/12/2026 – Chủ nhật, 20/12/2026."""
    first, last = in_vietnam(standing.starts_at), in_vietnam(standing.ends_at)
    begins, ends = format_weekday_date(first), format_weekday_date(last)
    if standing.is_all_day:
        ends = format_weekday_date(max(first, last - timedelta(microseconds=1)))
        return begins if begins == ends else f"{begins} – {ends}"
    if first == last:
        return f"{begins}, {first:%H:%M}"
    return f"{begins}, {first:%H:%M} – " + (f"{last:%H:%M}" if begins == ends else f"{ends}, {last:%H:%M}")


def said(move: Move) -> dict[str, Any]:
    """What a mail says of a move, as plain values. What did not change is said where it helps: a new time goes with
    the place, a new place with the time."""
    item, before, after = move.item, move.before, move.after
    with override(settings.LANGUAGE_CODE):
        heading, title = str(HEADINGS[move.what]), title_of(item)
    is_gone = move.what in GONE
    moved, placed = before.when != after.when, before.location != after.location
    left, taken = _apart(before.location, after.location) if placed and not is_gone else ("", after.location)
    return {
        "title": title,
        "heading": heading,
        "is_gone": is_gone,
        "when": when(before) if is_gone else when(after),
        "when_before": when(before) if moved and not is_gone else "",
        "where": before.location if is_gone else taken,
        "where_before": left,
        "is_placed": placed and not is_gone,
        "reason": item.reason,
        "url": "" if item.is_withdrawn or not item.path else address(item.path),
    }


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two places without the end that they have in common: of another hall of the same house the halls alone."""
    first, second = before.split(", "), after.split(", ")
    while min(len(first), len(second)) > 1 and first[-1] == second[-1]:
        del first[-1], second[-1]
    return ", ".join(first), ", ".join(second)


def subject(event: str, told: list[Move]) -> str:
    """Of one thing what became of it; of many that of the event itself, or how many they are."""
    whole = next((move for move in told if move.is_whole), None)
    one = whole or (told[0] if len(told) == 1 else None)
    with override(settings.LANGUAGE_CODE):
        if one:
            line = f"{HEADINGS[one.what]}: {title_of(one.item)}"
        else:
            many = CANCELLED_TOO if any(move.what in GONE for move in told) else MANY
            line = many % {"count": len(told), "event": event}
    return Truncator(" ".join(line.split())).chars(LONGEST_SUBJECT)


def shown(told: list[Move]) -> list[Move]:
    """What has a line of its own. An event that does not take place, or does so at another time or place, takes its
    programme along, which needs none."""
    whole = next((move for move in told if move.is_whole), None)
    if whole is None:
        return told
    if whole.what in GONE:
        return [whole]
    return [move for move in told if move is whole or not _goes_along(move, whole)]


def _goes_along(move: Move, whole: Move) -> bool:
    """Whether a session moved as far as its event did, and stays in its hall."""
    if move.item.kind != CalendarItem.Kind.SESSION or move.what not in (What.MOVED, What.PLACED):
        return False
    shift = whole.after.starts_at - whole.before.starts_at
    halls = [
        one.location.removesuffix(event.location)
        for one, event in ((move.before, whole.before), (move.after, whole.after))
    ]
    as_far = move.before.starts_at + shift, move.before.ends_at + shift
    return as_far == (move.after.starts_at, move.after.ends_at) and halls[0] == halls[1]


def letter(told: list[Move]) -> dict[str, Any]:
    """What moved, as a mail says it."""
    lines = shown(told)
    return {
        "letter": "calendar",
        "moves": [said(move) for move in lines[:MOST_LINES]],
        "more": max(0, len(lines) - MOST_LINES),
        "takes_all": len(lines) < len(told),
    }


def address(path: str) -> str:
    """A path of this site as it stands in a mail."""
    return settings.WAGTAILADMIN_BASE_URL + path
