"""What a reader wants to see of the calendar, as addresses say it: `?don-vi=3&loai=1`.

All fields hold numbers, so that each combination is a page that can be kept (PAGE_CACHE_QUERY_NUMBERS), and a number
that names nothing is not found, so that no other can.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from units.models import Unit
from units.queries import units

from .. import audiences
from .choices import KIND_NUMBERS, Choices, ChosenDiscipline, ChosenEvent, Kind, choices

KIND, EVENT, DISCIPLINE, UNIT = FIELDS = ("loai", "su-kien", "noi-dung", "don-vi")
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class UnknownChoice(ValueError):
    """A field that names nothing of the calendar."""


@dataclass(frozen=True)
class Filters:
    """What is chosen; None is everything."""

    kind: Kind | None = None
    event: ChosenEvent | None = None
    discipline: ChosenDiscipline | None = None
    unit: Unit | None = None

    def __bool__(self) -> bool:
        return any((self.kind, self.event, self.discipline, self.unit))

    @property
    def numbers(self) -> dict[str, int]:
        """The fields that are set, in the order in which the page cache has them."""
        said = {
            UNIT: self.unit and self.unit.pk,
            KIND: self.kind and KIND_NUMBERS[self.kind],
            DISCIPLINE: self.discipline and self.discipline.number,
            EVENT: self.event and self.event.number,
        }
        return {name: number for name, number in said.items() if number}

    @property
    def query(self) -> str:
        """What follows a path: `?don-vi=3&loai=1`, or nothing."""
        return f"?{urlencode(self.numbers)}" if self else ""

    def condition(self) -> Q:
        """Over items of the calendar. What concerns a unit is asked of the database."""
        wanted = Q()
        if self.kind:
            wanted &= Q(kind=self.kind)
        if self.event:
            wanted &= Q(event_number=self.event.number)
        if self.discipline:
            # As its feed: with what concerns everyone at its festival.
            own = Q(discipline_number=None) | Q(discipline_number=self.discipline.number)
            wanted &= Q(event_number=self.discipline.event_number) & own
        if self.unit:
            wanted &= audiences.of_unit(self.unit, timezone.now()).items
        return wanted

    @property
    def shows_programme(self) -> bool:
        """Whether so little is shown that programmes stand there whole."""
        return self.kind == Kind.SESSION or any((self.event, self.discipline, self.unit))

    def of_kind(self, kind: Kind | None) -> "Filters":
        return replace(self, kind=kind)

    def without(self, name: str) -> "Filters":
        return replace(self, **{name: None})


def read(fields: Mapping[str, str], known: Choices) -> Filters:
    """What the fields of an address ask for; an empty one asks for everything. Raises `UnknownChoice`."""
    kinds = {KIND_NUMBERS[kind]: kind for kind in known.kinds}
    return Filters(
        kind=_chosen(fields, KIND, kinds),
        event=_chosen(fields, EVENT, known.events),
        discipline=_chosen(fields, DISCIPLINE, known.disciplines),
        unit=_chosen(fields, UNIT, {unit.pk: unit for unit in units()}),
    )


def chosen_by(request: HttpRequest) -> Filters:
    """The filters that the address asks for. What they do not know is not found."""
    try:
        return read(request.GET, choices())
    except UnknownChoice as error:
        raise Http404("nothing of this kind stands in the calendar") from error


def has_blanks(fields: Mapping[str, str]) -> bool:
    """Whether a form sent a field that asks for everything: its address is not the page's own."""
    return any(fields.get(name) == "" for name in FIELDS)


def _chosen(fields: Mapping[str, str], name: str, known: Mapping):
    written = fields.get(name, "")
    if not written:
        return None
    if not NUMBER.fullmatch(written) or int(written) not in known:
        raise UnknownChoice(name)
    return known[int(written)]
