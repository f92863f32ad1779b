"""How items are laid into the weeks of a month: bars over several days above, what takes one day below them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from vietnamese.dates import month_grid

from .days import ONE_DAY, Span

MOST = 3
"""Lines of a cell; what finds no room is counted."""

ORDER = {"festival": 0, "conference": 1, "deadline": 2, "session": 3}
"""What of a full day is shown first."""


@dataclass(frozen=True)
class Bar:
    """A span of several days in one cell. `width` is over how many cells it reaches from here; 0 where it only goes on.

    `opens` and `closes` say whether its first and last day lie in this week, and in this month.
    """

    span: Span
    lane: int
    width: int
    opens: bool
    closes: bool


@dataclass
class Cell:
    """A day of the grid. `count` is all that stands on it, `more` what of that is not shown; `leads_to` is the day of
    the list that tells of it."""

    day: date
    is_inside: bool
    leads_to: date
    bars: list[Bar] = field(default_factory=list)
    singles: list[Span] = field(default_factory=list)
    count: int = 0

    @property
    def lanes(self) -> int:
        """How many lines the bars take."""
        return max((bar.lane + 1 for bar in self.bars), default=0)

    @property
    def more(self) -> int:
        return self.count - len(self.bars) - len(self.singles)


def weeks_of(year: int, month: int, spans: Iterable[Span], listed: Collection[date]) -> list[list[Cell]]:
    """The weeks of a month, Monday first. Days of other months are there, and empty. A day that is not `listed`,
    because nothing new stands there, leads to the one on which the first of what goes on there has opened."""
    spans = list(spans)
    grid = month_grid(year, month)
    weeks = [_week([Cell(day, day.month == month, day) for day in days], spans) for days in grid]
    for cell in (cell for week in weeks for cell in week if cell.count and cell.day not in listed):
        opened = min(span.first for span in spans if span.first <= cell.day <= span.last)
        cell.leads_to = max(opened, date(year, month, 1))
    return weeks


def _week(cells: list[Cell], spans: list[Span]) -> list[Cell]:
    inside = [cell for cell in cells if cell.is_inside]
    first, last = inside[0].day, inside[-1].day
    here = [span for span in spans if span.first <= last and span.last >= first]
    by_day = {cell.day: cell for cell in inside}
    for span in here:
        day, end = max(span.first, first), min(span.last, last)
        while day <= end:
            by_day[day].count += 1
            day += ONE_DAY
    _lay_bars([span for span in here if span.is_over_midnight], by_day, first, last)
    _lay_singles([span for span in here if not span.is_over_midnight], by_day)
    return cells


def _lay_bars(spans: list[Span], by_day: dict[date, Cell], first: date, last: date) -> None:
    """Each on the highest lane that is free over all its days of the week; without one it is only counted."""
    free_from = [first] * MOST
    for span in sorted(spans, key=lambda span: (max(span.first, first), -span.length)):
        begin, end = max(span.first, first), min(span.last, last)
        lane = next((lane for lane in range(MOST) if free_from[lane] <= begin), None)
        if lane is None:
            continue
        free_from[lane] = end + ONE_DAY
        width = (end - begin).days + 1
        for number in range(width):
            bar = Bar(span, lane, 0 if number else width, opens=span.first >= first, closes=span.last <= last)
            by_day[begin + number * ONE_DAY].bars.append(bar)


def _lay_singles(spans: list[Span], by_day: dict[date, Cell]) -> None:
    for span in sorted(spans, key=lambda span: ORDER[span.item.kind]):
        cell = by_day[span.first]
        if cell.lanes + len(cell.singles) < MOST:
            cell.singles.append(span)
