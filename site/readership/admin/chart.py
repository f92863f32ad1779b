"""A chart of views by day, as the places of its bars: the template draws them.

Every place is a percentage of the drawing, so that the bars fill the screen of a phone and of a desk alike while the
letters keep their size.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count
from math import ceil

SATURDAY = 5
LABELS = 7
"""How many days are named below the chart; a phone has room for half of them."""

DENSE = 60
"""From so many days on, the bars stand without gaps: a gap would be narrower than a dot of the screen."""


@dataclass(frozen=True)
class Bar:
    """A day. `left` and `width` are those of its whole strip; `x`, `y`, `bar_width` and `height` of what is drawn."""

    day: date
    views: int
    left: str
    width: str
    x: str
    bar_width: str
    y: str
    height: str
    is_weekend: bool


@dataclass(frozen=True)
class Tick:
    """A line across the chart."""

    views: int
    y: str


@dataclass(frozen=True)
class Label:
    """A day that is named. `anchor` keeps the first and the last name inside; a phone leaves out what is `minor`."""

    day: date
    x: str
    anchor: str
    minor: bool


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    ticks: list[Tick]
    labels: list[Label]


def draw(views_by_day: dict[date, int]) -> Chart:
    """The chart of some days, at least one, in their order."""
    step = round_step(max(views_by_day.values()))
    top = step * max(1, ceil(max(views_by_day.values()) / step))
    strip = 100 / len(views_by_day)
    gap = 0 if len(views_by_day) >= DENSE else strip * 0.18
    bars = [
        Bar(
            day=day,
            views=views,
            left=_percent(number * strip),
            width=_percent(strip),
            x=_percent(number * strip + gap / 2),
            bar_width=_percent(strip - gap),
            y=_percent(100 - views / top * 100),
            height=_percent(views / top * 100),
            is_weekend=day.weekday() >= SATURDAY,
        )
        for number, (day, views) in enumerate(views_by_day.items())
    ]
    ticks = [Tick(views, _percent(100 - views / top * 100)) for views in range(0, top + 1, step)]
    return Chart(bars, ticks, _labels(list(views_by_day), strip))


def round_step(largest: int) -> int:
    """The distance of the lines across: 1, 2 or 5 with some zeros, so that there are at most four above the ground."""
    for exponent in count():
        for digit in (1, 2, 5):
            if 4 * digit * 10**exponent >= largest:
                return digit * 10**exponent
    raise AssertionError  # count() never ends


def _labels(days: list[date], strip: float) -> list[Label]:
    # Counted back from the last day, which is the one that is looked for.
    every = ceil(len(days) / LABELS)
    places = range(len(days) - 1, -1, -every)
    return [
        Label(days[place], _percent((place + 0.5) * strip), _anchor(place, len(days)), minor=number % 2 == 1)
        for number, place in enumerate(places)
    ][::-1]


def _anchor(place: int, of: int) -> str:
    if of <= LABELS or 0 < place < of - 1:
        return "middle"
    return "start" if place == 0 else "end"


def _percent(value: float) -> str:
    return f"{round(value, 3):g}%"
