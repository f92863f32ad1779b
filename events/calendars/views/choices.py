"""What of the calendar readers can choose: the kinds, events and disciplines of which something stands there."""

from dataclasses import dataclass

from events.colours import Shades, is_colour, shades
from events.models import Discipline, FestivalPage
from pagecache.generation import kept
from vietnamese.dates import in_vietnam

from ..models import CalendarItem

Kind = CalendarItem.Kind

KIND_NUMBERS = {Kind.FESTIVAL: 1, Kind.CONFERENCE: 2, Kind.SESSION: 3, Kind.DEADLINE: 4}
"""Addresses name a kind by a number: only such queries are kept with the pages."""


@dataclass(frozen=True)
class ChosenEvent:
    """A festival or a conference of the calendar. `shades` are a festival's own colours."""

    number: int
    title: str
    kind: str
    year: int
    location: str
    shades: Shades | None


@dataclass(frozen=True)
class ChosenDiscipline:
    """A discipline of which something stands in the calendar."""

    number: int
    name: str
    event_number: int


@dataclass(frozen=True)
class Choices:
    """`events` by their number, the latest first; `disciplines` by theirs, in the order of their festivals."""

    kinds: list[Kind]
    events: dict[int, ChosenEvent]
    disciplines: dict[int, ChosenDiscipline]


def choices() -> Choices:
    """What there is to choose; kept until the calendar changes. It is shared: not to be changed."""
    return kept("calendar.choices", _choices)


def _choices() -> Choices:
    shown = CalendarItem.objects.filter(is_withdrawn=False)
    there = set(shown.order_by().values_list("kind", flat=True).distinct())
    events = _events(shown)
    used = shown.exclude(discipline_number=None).order_by().values("discipline_number")
    known = Discipline.objects.filter(pk__in=used, festival__in=list(events))
    ordered = known.order_by("-festival__starts_on", "festival", "position", "pk")
    return Choices(
        kinds=[kind for kind in KIND_NUMBERS if kind in there],
        events=events,
        disciplines={
            number: ChosenDiscipline(number, name, festival)
            for number, name, festival in ordered.values_list("pk", "name", "festival")
        },
    )


def _events(shown) -> dict[int, ChosenEvent]:
    rows = shown.filter(kind__in=(Kind.FESTIVAL, Kind.CONFERENCE)).order_by("-starts_at", "-pk")
    found = list(rows.values_list("event_number", "summary", "kind", "starts_at", "location"))
    colours = dict(FestivalPage.objects.exclude(colour="").values_list("pk", "colour"))
    return {
        number: ChosenEvent(number, title, kind, in_vietnam(starts_at).year, location, _shades(colours.get(number, "")))
        for number, title, kind, starts_at, location in found
    }


def _shades(colour: str) -> Shades | None:
    return shades(colour) if is_colour(colour) else None
