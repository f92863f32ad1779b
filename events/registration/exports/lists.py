"""The lists themselves, each a function that gives the bytes of a file: everything entered, who plays where, who comes.

The lists of people have those whose entries were handed in: a draft is not yet anybody's word.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.models import EventPage, FestivalPage
from events.registration.checkin.queries import expected
from events.registration.models import ENTERED, Entry, EntryMember
from events.registration.queries import waiting_places

from .workbook import Column, Sheet, workbook


def _entries(festival: FestivalPage) -> QuerySet[Entry]:
    return Entry.objects.filter(discipline__festival=festival).select_related("discipline", "unit")


def _with_rosters(festival: FestivalPage) -> QuerySet[Entry]:
    members = EntryMember.objects.select_related("participant")
    return _entries(festival).filter(state__in=ENTERED).prefetch_related(Prefetch("members", members))


def _team(entry: Entry) -> str:
    """What the unit calls its entry; with its number where it has no name but is not the first."""
    return entry.name or entry.title or (f"{entry.unit} {entry.number}" if entry.number > 1 else str(entry.unit))


def all_entries(festival: FestivalPage) -> bytes:
    """A row for each entry, whatever its state."""
    columns = [
        Column(_("No."), 6),
        Column(_("Discipline"), 30),
        Column(_("Branch"), 12),
        Column(_("Unit"), 28),
        Column(_("Team or act"), 32),
        Column(_("Status"), 18),
        Column(_("In the waiting list"), 12),
        Column(_("Competing"), 10),
        Column(_("Reserves"), 10),
        Column(_("Officials"), 12),
        Column(pgettext("act", "Author"), 24),
        Column(_("Genre"), 18),
        Column(_("Duration (seconds)"), 12),
        Column(_("Needed on stage"), 30),
        Column(_("Handed in"), 18),
        Column(_("Decided"), 18),
        Column(_("Reason"), 40),
    ]
    entries = (
        _entries(festival)
        .prefetch_related("members")
        .order_by("discipline__position", "discipline", "unit__position", "unit__name", "number")
    )
    places = waiting_places(festival)

    def rows() -> Iterator[list]:
        for number, entry in enumerate(entries, start=1):
            roles = [member.role for member in entry.members.all()]
            yield [
                number,
                entry.discipline.name,
                entry.discipline.get_branch_display(),
                entry.unit.short_name,
                _team(entry),
                entry.get_state_display(),
                places.get(entry.pk),
                roles.count("captain") + roles.count("player"),
                roles.count("reserve"),
                roles.count("coach") + roles.count("leader"),
                entry.author,
                entry.genre,
                entry.seconds,
                entry.stage_needs,
                entry.submitted_at,
                entry.decided_at,
                entry.reason,
            ]

    return workbook([Sheet(_("All entries"), columns, rows())], header=festival.title)


def _people_columns(first: Column) -> list[Column]:
    return [
        Column(_("No."), 6),
        first,
        Column(_("Team or act"), 30),
        Column(_("Status"), 16),
        Column(_("Full name"), 28),
        Column(_("Date of birth"), 13),
        Column(_("Gender"), 10),
        Column(_("Post"), 24),
        Column(_("Role"), 16),
        Column(_("Shirt number"), 9),
    ]


def _people(entries: list[Entry], first: Callable[[Entry], str]) -> list[list]:
    rows = []
    for entry in entries:
        for member in entry.members.all():
            person = member.participant
            rows.append(
                [
                    len(rows) + 1,
                    first(entry),
                    _team(entry),
                    entry.get_state_display(),
                    person.full_name,
                    person.birth_date,
                    person.get_gender_display(),
                    person.post,
                    member.get_role_display(),
                    member.shirt,
                ]
            )
    return rows


def rosters_by_discipline(festival: FestivalPage) -> bytes:
    """A sheet for each discipline; of those that nobody has entered, an empty one."""
    by_discipline: dict[int, list[Entry]] = {}
    for entry in _with_rosters(festival).order_by("unit__position", "unit__name", "number"):
        by_discipline.setdefault(entry.discipline_id, []).append(entry)
    columns = _people_columns(Column(_("Unit"), 26))
    sheets = [
        Sheet(
            discipline.name,
            columns,
            _people(by_discipline.get(discipline.pk, []), lambda entry: entry.unit.short_name),
        )
        for discipline in festival.disciplines.order_by("position", "pk")
    ]
    return workbook(sheets or [Sheet(_("No disciplines"), columns, [])], header=festival.title)


def rosters_by_unit(festival: FestivalPage) -> bytes:
    """A sheet for each unit that has handed something in."""
    entries = _with_rosters(festival).order_by(
        "unit__position", "unit__name", "unit", "discipline__position", "discipline", "number"
    )
    columns = _people_columns(Column(_("Discipline"), 26))
    sheets = [
        Sheet(unit.name, columns, _people(list(group), lambda entry: entry.discipline.name), name=unit.short_name)
        for unit, group in groupby(entries, key=lambda entry: entry.unit)
    ]
    return workbook(sheets or [Sheet(_("No entries"), columns, [])], header=festival.title)


def accreditation(festival: FestivalPage) -> bytes:
    """Everybody of an approved entry, once: what they are there, the code of their card, and whether they have come."""
    columns = [
        Column(_("No."), 6),
        Column(_("Unit"), 28),
        Column(_("Full name"), 28),
        Column(_("Date of birth"), 13),
        Column(_("Gender"), 10),
        Column(_("Post"), 24),
        Column(_("Disciplines and roles"), 50),
        Column(_("Code of the card"), 16),
        Column(_("Arrived at"), 18),
    ]
    rows = (
        [
            number,
            person.unit.short_name,
            person.name,
            person.birth_date,
            person.gender,
            person.post,
            "; ".join(person.duties),
            person.token,
            person.arrived_at,
        ]
        for number, person in enumerate(expected(festival), start=1)
    )
    return workbook([Sheet(_("Accreditation"), columns, rows)], header=festival.title)


@dataclass(frozen=True)
class List:
    """A list that can be downloaded. `name` stands in its address and in the name of the file."""

    name: str
    label: str
    about: str
    make: Callable[[EventPage], bytes]


LISTS = (
    List(
        "tat-ca-dang-ky",
        gettext_lazy("All entries"),
        gettext_lazy("A row for each entry, whatever its status, drafts too."),
        all_entries,
    ),
    List(
        "danh-sach-theo-noi-dung",
        gettext_lazy("Rosters by discipline"),
        gettext_lazy("A sheet for each discipline, with the people of all entries that were handed in."),
        rosters_by_discipline,
    ),
    List(
        "danh-sach-theo-don-vi",
        gettext_lazy("Rosters by unit"),
        gettext_lazy("A sheet for each unit, with its people in all disciplines."),
        rosters_by_unit,
    ),
    List(
        "danh-sach-the",
        gettext_lazy("Accreditation list"),
        gettext_lazy("Everybody of an approved entry, once, with the code of their card."),
        accreditation,
    ),
)
