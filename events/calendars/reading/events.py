"""One VEVENT as it stands in the file, before what repeats is taken apart."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from vietnamese.dates import VIETNAM

from .components import Component
from .found import MOST_DAYS, MOST_TIMES, MOST_UID, Code, Problems, Refused
from .rules import OddRule, read_rule, rule_from
from .values import Property, bad_time, is_utc, read_duration, read_property, read_time, without_tags
from .zones import Zones

ONCE = {"UID", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION"}
ONCE |= {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"}
REPEATED = {"RRULE", "EXRULE", "RDATE", "EXDATE"}


@dataclass(frozen=True)
class Draft:
    """What one VEVENT says. Its times are in the zone that it names, for series go by the clock of that zone.

    `instead_of` is the beginning of the occurrence of a series that it changes; `rule` is a rule that is followed.
    """

    line: int
    uid: str
    sequence: int
    title: str
    location: str
    description: str
    cancelled: bool
    starts: date | datetime
    ends: date | datetime | None
    instead_of: date | datetime | None
    rule: str
    also: tuple[date | datetime, ...]
    never: tuple[date | datetime, ...]

    @property
    def repeats(self) -> bool:
        return bool(self.rule or self.also)


class Reader:
    """Reads the events of one file."""

    def __init__(self, zones: Zones, problems: Problems):
        self._zones = zones
        self._problems = problems

    def read(self, component: Component, *, is_cancelled: bool) -> Draft:
        """`is_cancelled`: whether the file is a message that cancels what stands in it. Raises Refused for what can be
        no event."""
        once, repeated = self._properties(component)
        if "DTSTART" not in once:
            raise Refused(component.line, Code.NO_START)
        starts = self._time(once["DTSTART"])
        title = once["SUMMARY"].words if "SUMMARY" in once else ""
        if not title:
            self._problems.note(component.line, Code.NO_TITLE)
        return Draft(
            line=component.line,
            uid=self._uid(component, once.get("UID")),
            sequence=_number(once.get("SEQUENCE")),
            title=title,
            location=once["LOCATION"].address if "LOCATION" in once else "",
            description=without_tags(once["DESCRIPTION"].text) if "DESCRIPTION" in once else "",
            cancelled=is_cancelled or ("STATUS" in once and once["STATUS"].value.upper() == "CANCELLED"),
            starts=starts,
            ends=self._end(once, starts),
            instead_of=self._instead_of(once.get("RECURRENCE-ID")),
            rule=self._rule(repeated, starts),
            also=self._times(repeated, "RDATE"),
            never=self._times(repeated, "EXDATE"),
        )

    def _properties(self, component: Component) -> tuple[dict[str, Property], list[Property]]:
        once: dict[str, Property] = {}
        repeated: list[Property] = []
        for line in component.lines:
            if line.name not in ONCE and line.name not in REPEATED:
                continue
            found = read_property(line)
            if found is None:
                self._problems.note(line.number, Code.BROKEN_LINE, value=line.text[:60])
            elif line.name in ONCE:
                once.setdefault(line.name, found)
            elif found.value:
                repeated.append(found)
        return once, repeated

    def _uid(self, component: Component, given: Property | None) -> str:
        """What the file says, or what is the same for the same event whenever the file is read."""
        uid = given.words if given else ""
        if uid and len(uid) <= MOST_UID:
            return uid
        if not uid:
            self._problems.note(component.line, Code.NO_UID)
        # DTSTAMP is when a program wrote the file; the rest says which event it is.
        said = uid or "\n".join(line.text for line in component.lines if line.name != "DTSTAMP")
        return hashlib.sha256(said.encode()).hexdigest()[:40]

    def _end(self, once: dict[str, Property], starts: date | datetime) -> date | datetime | None:
        if "DTEND" in once:
            ends = self._time(once["DTEND"])
            said = once["DTEND"]
        elif "DURATION" in once:
            said = once["DURATION"]
            try:
                ends = starts + read_duration(said)
            except OverflowError as error:
                raise bad_time(said) from error
        else:
            return None if isinstance(starts, datetime) else starts + timedelta(days=1)
        if isinstance(starts, datetime) != isinstance(ends, datetime):
            raise bad_time(said)
        if ends < starts:
            raise Refused(said.line, Code.ENDS_BEFORE_START)
        if ends - starts > timedelta(days=MOST_DAYS):
            raise Refused(said.line, Code.TOO_LONG, limit=MOST_DAYS)
        if ends > starts:
            return ends
        # A day that ends on itself is what programs write that do not know that the end is not of it.
        return None if isinstance(starts, datetime) else starts + timedelta(days=1)

    def _instead_of(self, said: Property | None) -> date | datetime | None:
        if said is None:
            return None
        if said.parameter("RANGE").upper() == "THISANDFUTURE":
            self._problems.note(said.line, Code.THIS_AND_FUTURE)
        return self._time(said)

    def _rule(self, repeated: Iterable[Property], starts: date | datetime) -> str:
        rules = [each for each in repeated if each.name in ("RRULE", "EXRULE")]
        if not rules:
            return ""
        try:
            if len(rules) > 1 or rules[0].name == "EXRULE":
                raise OddRule
            return rule_from(read_rule(rules[0].value), starts)
        except OddRule:
            self._problems.note(rules[0].line, Code.ODD_RULE, value=rules[0].words[:200])
            return ""

    def _time(self, said: Property) -> date | datetime:
        return read_time(said.value, said, UTC if is_utc(said.value) else self._zone(said))

    def _times(self, repeated: Iterable[Property], name: str) -> tuple[date | datetime, ...]:
        times = []
        for said in repeated:
            if said.name == name:
                zone = self._zone(said)
                # Of a period only its beginning counts: how long they are is the same for all of a series.
                texts = [text.partition("/")[0] for text in said.value.split(",")]
                if len(times) + len(texts) > MOST_TIMES:
                    raise Refused(said.line, Code.TOO_MANY_OCCURRENCES, limit=MOST_TIMES)
                times += [read_time(text, said, UTC if is_utc(text) else zone) for text in texts]
        return tuple(times)

    def _zone(self, said: Property) -> tzinfo:
        """Vietnam's for what names none: who sends a programme here means the clock on the wall."""
        name = said.parameter("TZID")
        if not name:
            return VIETNAM
        zone = self._zones.find(name)
        if zone is None:
            self._problems.note(said.line, Code.UNKNOWN_ZONE, value=name[:60])
        return zone or VIETNAM


def _number(said: Property | None) -> int:
    digits = said.value if said else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
