"""Which time zone a TZID means (RFC 5545, section 3.2.19): by its name in the world's or in Windows' list, by the
component that the file itself brings, or by the hours that stand in the name."""

import io
import re
from collections.abc import Iterable
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from .components import Component
from .lines import Line
from .rules import OddRule, read_rule

MOST_CHANGES = 20
"""Between summer and winter time, in one VTIMEZONE."""

_OFFSET = r"[+-](?:[01]\d|2[0-3])[0-5]\d"
# What of a VTIMEZONE is believed. All else, and rules that would keep dateutil busy, is left out.
_READABLE = {
    "DTSTART": re.compile(r"DTSTART:(?:1[6-9]|20)\d{6}T\d{6}"),
    "TZOFFSETFROM": re.compile(rf"TZOFFSETFROM:{_OFFSET}"),
    "TZOFFSETTO": re.compile(rf"TZOFFSETTO:{_OFFSET}"),
    "RDATE": re.compile(r"RDATE:\d{8}T\d{6}(?:,\d{8}T\d{6}){0,200}"),
}
_HOURS = re.compile(r"\(?(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?(?:\)|$)", re.IGNORECASE)


class Zones:
    """The time zones that the times of one file may name."""

    def __init__(self, components: Iterable[Component]):
        self._own: dict[str, Component] = {}
        for component in components:
            for line in component.lines:
                if line.name == "TZID":
                    self._own.setdefault(line.text.partition(":")[2].strip(), component)
        self._known: dict[str, tzinfo | None] = {}

    def find(self, name: str) -> tzinfo | None:
        """None for a name that says nothing."""
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> tzinfo | None:
        component = self._own.get(name)
        return _by_name(name) or (component and _by_component(component)) or _by_end(name) or _by_hours(name)


@cache
def _names() -> dict[str, str]:
    """Each name that is known, in small letters, with that of the world's list."""
    names = {name.lower(): name for name in available_timezones()}
    return {windows.lower(): name for windows, name in WINDOWS_TO_OLSON.items()} | names


def _by_name(name: str) -> tzinfo | None:
    known = _names().get(name.strip().lower())
    return ZoneInfo(known) if known else None


def _by_end(name: str) -> tzinfo | None:
    """Mozilla and others write /their.domain/version/Asia/Ho_Chi_Minh."""
    words = name.split("/")[-3:]
    return next(filter(None, (_by_name("/".join(words[first:])) for first in range(len(words)))), None)


def _by_component(component: Component) -> tzinfo | None:
    lines = ["BEGIN:VTIMEZONE", "TZID:own"]
    for part in list(component.named("STANDARD", "DAYLIGHT"))[:MOST_CHANGES]:
        lines += [f"BEGIN:{part.name}", *filter(None, map(_readable, part.lines)), f"END:{part.name}"]
    lines.append("END:VTIMEZONE")
    try:
        return tzical(io.StringIO("\n".join(lines))).get()
    except ValueError:
        return None


def _readable(line: Line) -> str:
    """The line as dateutil reads it, or nothing."""
    text = line.text.strip()
    if line.name == "RRULE":
        try:
            rule = read_rule(text.partition(":")[2])
        except OddRule:
            return ""
        return text if rule["FREQ"] == "YEARLY" else ""
    pattern = _READABLE.get(line.name)
    return text if pattern and pattern.fullmatch(text) else ""


def _by_hours(name: str) -> tzinfo | None:
    found = _HOURS.match(name.strip())
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset < timedelta(hours=24) else None
