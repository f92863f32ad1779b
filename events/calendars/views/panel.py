"""What stands above the pages of the calendar: what is shown, and what else can be."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from units.queries import units

from .choices import Choices, ChosenDiscipline, ChosenEvent, Kind, choices
from .filters import Filters


@dataclass(frozen=True)
class Choice:
    """A link to other filters; without a query it leads to everything."""

    label: str
    query: str
    kind: Kind | None = None
    is_chosen: bool = False


def panel(filters: Filters, path: str) -> dict[str, object]:
    """The context of calendars/parts/filters.html for the page at `path`. One that shows everything asks the database
    for nothing that is not kept."""
    known = choices()
    return {
        "filters": filters,
        "choices": known,
        "list_path": path,
        "kinds": _kinds(filters, known),
        "chosen": _chosen(filters),
        "units": units(),
        "disciplines": _by_event(known),
    }


def _kinds(filters: Filters, known: Choices) -> list[Choice]:
    everything = Choice(_("All kinds"), filters.of_kind(None).query, is_chosen=filters.kind is None)
    kinds = [Choice(kind.label, filters.of_kind(kind).query, kind, filters.kind == kind) for kind in known.kinds]
    return [everything, *kinds]


def _chosen(filters: Filters) -> list[Choice]:
    """What is chosen, each with the address that lets go of it."""
    said = {
        "kind": filters.kind and filters.kind.label,
        "event": filters.event and filters.event.title,
        "discipline": filters.discipline and filters.discipline.name,
        "unit": filters.unit and filters.unit.short_name,
    }
    return [Choice(label, filters.without(name).query) for name, label in said.items() if label]


def _by_event(known: Choices) -> list[tuple[ChosenEvent, list[ChosenDiscipline]]]:
    found = groupby(known.disciplines.values(), lambda discipline: discipline.event_number)
    return [(known.events[number], list(disciplines)) for number, disciplines in found]
