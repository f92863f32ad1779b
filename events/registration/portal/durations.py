"""How long an act takes, as people write it and as they read it; and how long it is until a deadline."""

import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTES = re.compile(
    r"(?P<minutes>[0-9]{1,3})\s*(?::|'|’|′|p|ph|phút|phut|m)\s*(?:(?P<seconds>[0-5]?[0-9])\s*(?:\"|''|”|″|s|giây|giay)?)?"
)


def read_duration(text: str) -> int:
    """The seconds in '3:30', "3'30", '3 phút 30 giây' or '3 phút'. A bare number could be either, and is refused."""
    match = _MINUTES.fullmatch(text.strip().lower())
    if not match:
        raise ValidationError(
            _("Write minutes and seconds with a colon between them, such as 3:30."), code="unknown_form"
        )
    return int(match["minutes"]) * 60 + int(match["seconds"] or 0)


def write_duration(seconds: int | None) -> str:
    """3:30"""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"


def time_left(until: datetime, now: datetime) -> str:
    """'6 days 4 hours left': in the two largest units, rounded down, so that nobody counts on more than there is."""
    left = until - now
    if left <= timedelta(0):
        return ""
    days, hours, minutes = left.days, left.seconds // 3600, left.seconds // 60 % 60
    if days:
        parts = [_days(days), _hours(hours) if hours and days < 7 else ""]
    elif hours:
        parts = [_hours(hours), _minutes(minutes) if minutes else ""]
    elif minutes:
        parts = [_minutes(minutes)]
    else:
        return _("less than a minute left")
    return _("%(time)s left") % {"time": " ".join(filter(None, parts))}


def _days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def _hours(number: int) -> str:
    return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}


def _minutes(number: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
