"""The board: units by disciplines, each cell with the states of what the unit has entered there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from events.models import Branch, Discipline, FestivalPage
from events.registration.models import ENTERED, HOLDING, Entry, EntryMember, State
from events.registration.queries import board
from units.models import Unit
from vietnamese.forms import CleanTextMixin

from .access import for_festival
from .marks import OF_ENTRIES, Mark
from .screen import show


class BoardForm(CleanTextMixin, forms.Form):
    """What of the board is wanted. Field names stand in the address."""

    nhanh = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    trang_thai = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    don_vi = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(self, data, units: Sequence[Unit]):
        super().__init__(data)
        everything = [("", _("All"))]
        self.fields["nhanh"].choices = everything + Branch.choices
        self.fields["trang_thai"].choices = everything + State.choices
        self.fields["don_vi"].choices = everything + [(unit.code, unit.short_name) for unit in units]

    def wanted(self, name: str) -> str:
        """What was chosen; '' for everything, and for what makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name, "")


@dataclass(frozen=True)
class Cell:
    """What a unit has entered in a discipline. One entry is opened at once, several on the unit's screen."""

    discipline: Discipline
    entries: Sequence[Entry] = ()
    url: str = ""

    @cached_property
    def marks(self) -> list[Mark]:
        return OF_ENTRIES.counted(entry.state for entry in self.entries)


@dataclass(frozen=True)
class UnitRow:
    """A unit with its cells. `entered` counts what stands, without drafts and what came to nothing."""

    unit: Unit
    url: str
    cells: list[Cell]
    people: int

    @property
    def entered(self) -> int:
        return sum(entry.state in ENTERED for cell in self.cells for entry in cell.entries)


@dataclass(frozen=True)
class Head:
    """A discipline above its column: how many of its places are taken, and how many wait for one."""

    discipline: Discipline
    url: str
    held: int
    waiting: int


@dataclass(frozen=True)
class Grid:
    """The board as it is shown."""

    heads: list[Head]
    rows: list[UnitRow]
    totals: list[Mark] = field(default_factory=list)
    people: int = 0

    @property
    def entered(self) -> int:
        return sum(row.entered for row in self.rows)


def people_by_unit(festival: FestivalPage) -> dict[int, int]:
    """How many different people each unit has on rosters that were handed in."""
    members = EntryMember.objects.filter(entry__discipline__festival=festival, entry__state__in=ENTERED)
    return dict(members.order_by().values_list("entry__unit").annotate(Count("participant", distinct=True)))


def _cell(festival: FestivalPage, unit: Unit, discipline: Discipline, entries: Sequence[Entry]) -> Cell:
    if not entries:
        return Cell(discipline)
    if len(entries) == 1:
        return Cell(discipline, entries, reverse("registration_entry", args=[festival.pk, entries[0].pk]))
    return Cell(discipline, entries, reverse("registration_unit", args=[festival.pk, unit.code]))


def grid(festival: FestivalPage, whole, *, branch: str = "", state: str = "", code: str = "") -> Grid:
    """The board, narrowed. With a state only those rows stay that have something in it."""
    disciplines = [discipline for discipline in whole.disciplines if branch in ("", discipline.branch)]
    people = people_by_unit(festival)
    rows = []
    for unit in whole.units:
        if code not in ("", unit.code):
            continue
        cells = []
        for discipline in disciplines:
            entries = whole.cells.get((unit.pk, discipline.pk), ())
            shown = [entry for entry in entries if state in ("", entry.state)]
            cells.append(_cell(festival, unit, discipline, shown))
        if state and not any(cell.entries for cell in cells):
            continue
        url = reverse("registration_unit", args=[festival.pk, unit.code])
        rows.append(UnitRow(unit, url, cells, people.get(unit.pk, 0)))
    heads = [_head(festival, whole, discipline) for discipline in disciplines]
    states = [entry.state for row in rows for cell in row.cells for entry in cell.entries]
    return Grid(heads, rows, OF_ENTRIES.counted(states), sum(row.people for row in rows))


def _head(festival: FestivalPage, whole, discipline: Discipline) -> Head:
    states = [entry.state for unit in whole.units for entry in whole.cells.get((unit.pk, discipline.pk), ())]
    return Head(
        discipline,
        reverse("registration_discipline", args=[festival.pk, discipline.pk]),
        held=sum(state in HOLDING for state in states),
        waiting=states.count(State.WAITING),
    )


@require_safe
@for_festival
def show_board(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Everything that units have entered, on one screen."""
    whole = board(festival)
    form = BoardForm(request.GET, whole.units)
    shown = grid(
        festival,
        whole,
        branch=form.wanted("nhanh"),
        state=form.wanted("trang_thai"),
        code=form.wanted("don_vi"),
    )
    context = {
        "form": form,
        "grid": shown,
        "legend": OF_ENTRIES.legend(),
        "is_narrowed": any(form.wanted(name) for name in form.fields),
    }
    return show(
        request,
        festival,
        "board.html",
        context,
        section="registration_board",
        title=_("Board"),
        status=200 if form.is_valid() else 400,
    )
