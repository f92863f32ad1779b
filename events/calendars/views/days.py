"""On which days of Vietnam items stand, and what stands on one day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from vietnamese.dates import VIETNAM

DEADLINE, SESSION = "deadline", "session"
A_MOMENT = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """An item from its first day to its last."""

    item: object
    first: date
    last: date

    @property
    def length(self) -> int:
        """In days."""
        return (self.last - self.first).days + 1

    @property
    def is_over_midnight(self) -> bool:
        return self.last > self.first


@dataclass(frozen=True)
class Line:
    """What stands of an item on a day. `opens` says that it stands here for the first time on the page, so that all is
    told of it; `number` is which of its days that is, from 1."""

    span: Span
    day: date
    opens: bool = True

    @property
    def item(self):
        return self.span.item

    @property
    def number(self) -> int:
        return (self.day - self.span.first).days + 1

    @property
    def tells_more(self) -> bool:
        """Whether the day on which it opens has not said this already: that of an event with hours, when it ends."""
        return self.opens or (self.day == self.span.last and not self.item.is_all_day)

    @property
    def goes_on(self) -> bool:
        """Whether it stood on the day before, too."""
        return self.day > self.span.first

    @property
    def begins(self) -> datetime:
        """When it begins on this day: what takes the whole day, or goes on, with the day itself."""
        return datetime.combine(self.day, time(), VIETNAM) if self.goes_on else self.item.starts_at


@dataclass
class Group:
    """What belongs to one event on a day: the event itself, or a deadline, as `head`; and its programme. Where other
    days or filters hide the event, the programme stands alone."""

    event_number: int
    head: Line | None = None
    programme: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [self.head, *self.programme] if self.head else self.programme

    @property
    def begins(self) -> datetime:
        return min(line.begins for line in self.lines)


@dataclass(frozen=True)
class Day:
    """What stands on a day, in the order in which it begins."""

    day: date
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def span_of(item) -> Span:
    """The days of an item. What ends at midnight does not reach into the day that begins then; a deadline stands on the
    last day on which there is still time."""
    if item.kind == DEADLINE:
        day = _day(item.starts_at - A_MOMENT)
        return Span(item, day, day)
    last = item.ends_at - A_MOMENT if item.ends_at > item.starts_at else item.starts_at
    return Span(item, _day(item.starts_at), _day(last))


def spans_within(items: Iterable, first: date, last: date) -> list[Span]:
    """The items that stand on a day from `first` to `last`, by their beginning, the longer before the shorter."""
    spans = [span for span in map(span_of, items) if span.first <= last and span.last >= first]
    return sorted(spans, key=lambda span: (span.item.starts_at, -span.length, span.item.pk))


def days_of(spans: Iterable[Span], first: date, last: date) -> list[Day]:
    """The days from `first` to `last` on which something new stands, each with all that stands on it. A span is on each
    of its days; those on which it merely goes on are left out."""
    lines: dict[date, list[Line]] = {}
    for span in spans:
        opening = max(span.first, first)
        for day in _each_day(opening, min(span.last, last)):
            lines.setdefault(day, []).append(Line(span, day, opens=day == opening))
    return [Day(day, _groups(lines[day])) for day in sorted(lines) if any(line.tells_more for line in lines[day])]


def opening_days_of(spans: Iterable[Span], first: date) -> list[Day]:
    """The same, but each span stands once: on its first day, or on `first` where it has begun before that."""
    lines: dict[date, list[Line]] = {}
    for span in spans:
        day = max(span.first, first)
        lines.setdefault(day, []).append(Line(span, day))
    return [Day(day, _groups(lines[day])) for day in sorted(lines)]


def _groups(lines: list[Line]) -> list[Group]:
    groups: dict[object, Group] = {}
    for line in lines:
        # Each deadline is a thing of its own: it does not lie where the event does.
        key = line.item.pk if line.item.kind == DEADLINE else f"event {line.item.event_number}"
        group = groups.setdefault(key, Group(line.item.event_number))
        if line.item.kind == SESSION:
            group.programme.append(line)
        else:
            group.head = line
    return sorted(groups.values(), key=lambda group: group.begins)


def _each_day(first: date, last: date) -> Iterable[date]:
    return (first + number * ONE_DAY for number in range((last - first).days + 1))


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
