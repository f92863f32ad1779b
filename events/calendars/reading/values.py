"""What stands in one property: text, a time, how long."""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

import nh3
from icalendar import InvalidCalendar, vDuration
from icalendar.parser import Contentline, Parameters, unescape_backslash

from vietnamese.text import clean

from .found import MOST_LETTERS, Code, Refused
from .lines import Line

FIRST_YEAR, LAST_YEAR = 1900, 2199

_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_LINE_END_OF_HTML = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Property:
    """`value` is as it stands in the file, escapes and all."""

    name: str
    value: str
    parameters: Parameters
    line: int

    @property
    def text(self) -> str:
        """The value as text, which may have lines."""
        return clean(unescape_backslash(self.value)).strip()

    @property
    def words(self) -> str:
        """The value as text of one line."""
        return " ".join(self.text.split())

    @property
    def address(self) -> str:
        """The value as an address of one line: programs write the street below the house."""
        return ", ".join(" ".join(line.split()) for line in self.text.split("\n") if line.strip())

    def parameter(self, name: str) -> str:
        """One of a parameter's values: programs that give a time two zones mean nothing by it."""
        value = self.parameters.get(name, "")
        return value if isinstance(value, str) else value[0]


def read_property(line: Line) -> Property | None:
    """None for what only looks like a property. Raises Refused for a line that is longer than any event needs."""
    if len(line.text) > MOST_LETTERS:
        raise Refused(line.number, Code.LONG_LINE, name=line.name, limit=MOST_LETTERS)
    try:
        _, parameters, value = Contentline(line.text).raw_parts()
    except ValueError:
        return None
    return Property(line.name, value.strip(), parameters, line.number)


def without_tags(text: str) -> str:
    """The text of what Google and Outlook let people write with bold letters and links."""
    if not _TAG.search(text):
        return text
    return clean(html.unescape(nh3.clean(_LINE_END_OF_HTML.sub("\n", text), tags=set()))).strip()


def read_time(text: str, of: Property, zone: tzinfo) -> date | datetime:
    """A day, or a moment of this zone if it does not say that it is in UTC. Raises Refused."""
    found = _TIME.fullmatch(text.strip())
    try:
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise ValueError(text)
        day = date(*map(int, found.group(1, 2, 3)))
        if found[4] is None:
            return day
        hour, minute, second = map(int, found.group(4, 5, 6))
        second = 59 if second == 60 else second  # a leap second, which datetime does not know
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    except ValueError as error:
        raise bad_time(of) from error


def is_utc(text: str) -> bool:
    """Whether a moment says that it is in UTC, whatever zone is named beside it."""
    return text.strip().endswith("Z")


def read_duration(of: Property) -> timedelta:
    """How long. Raises Refused."""
    try:
        if len(of.value) > 40:
            raise ValueError(of.value[:40])
        return vDuration.from_ical(of.value.upper())
    except (ValueError, InvalidCalendar, OverflowError) as error:
        raise bad_time(of) from error


def bad_time(of: Property) -> Refused:
    return Refused(of.line, Code.BAD_TIME, name=of.name, value=clean(of.value)[:60])
