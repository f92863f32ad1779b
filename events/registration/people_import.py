"""From an uploaded sheet to a unit's people and the drafts of its entries: read, look, confirm.

What was read is kept between the steps, and understood anew each time: beside what the unit has at that moment. What is
confirmed is what was shown, or nothing: the plan's digest says whether it still is.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import PurePath
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import Discipline, FestivalPage
from units.models import Unit
from vietnamese.text import clean_line

from . import people, people_queries, queries, services, windows
from .models import ENTERED, Entry, EntryMember, Participant, PeopleImport, State
from .rules import Problem as RuleProblem
from .services.guards import require_act_for
from .sheets import choosing
from .sheets.disciplines import Disciplines, Known, Wish, key_of
from .sheets.grid import Sheet, as_data, from_data
from .sheets.layout import Layout, layout_at, with_meanings
from .sheets.matching import Kind, KnownPerson, Match, match_people
from .sheets.opening import read_sheets
from .sheets.people import People, read_people
from .sheets.values import CAPTAIN, PLAYER

KEPT_FOR = timedelta(days=1)


class Outdated(Exception):
    """What is to be confirmed is no longer what was shown: somebody has changed the list or the choices meanwhile."""


class NothingToChoose(Exception):
    """It is not said yet which sheet has the people, or the sheet chosen has none."""


# --- Reading a file ---------------------------------------------------------------------------


def receive(file: BinaryIO, name: str, *, unit: Unit, by: User, festival: FestivalPage | None) -> PeopleImport:
    """Reads a file and keeps what stands in it. Raises sheets.opening.RefusedSheet."""
    require_act_for(by, unit)
    sheets = read_sheets(file, name)
    forget(timezone.now())
    return PeopleImport.objects.create(
        unit=unit,
        user=by,
        file_name=clean_line(PurePath(name.replace("\\", "/")).name)[:150] or "xlsx",
        sheets=[as_data(sheet) for sheet in sheets],
        choices={"festival": festival.pk if festival else None},
    )


def forget(now: datetime) -> int:
    """Drops what was uploaded a day ago, confirmed or not; how many."""
    return PeopleImport.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]


def set_choices(pending: PeopleImport, choices: Mapping[str, Any]) -> None:
    """Keeps what somebody has said of the sheet; see `Choices`."""
    with transaction.atomic():
        kept = PeopleImport.objects.select_for_update().get(pk=pending.pk)
        kept.choices = {**kept.choices, **choices}
        kept.save(update_fields=["choices"])
    pending.choices = kept.choices


# --- Understanding it -------------------------------------------------------------------------


@dataclass(frozen=True)
class Choices:
    """What somebody has said of the sheet: which it is, where its header stands, what columns mean, and which
    discipline is meant by what was written. None of it need be said."""

    festival: int | None = None
    sheet: int | None = None
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    disciplines: Mapping[str, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Choices":
        return cls(
            festival=data.get("festival"),
            sheet=data.get("sheet"),
            header_row=data.get("header_row"),
            columns={int(column): meaning for column, meaning in data.get("columns", {}).items()},
            disciplines=data.get("disciplines", {}),
        )


@dataclass(frozen=True)
class Team:
    """What would become of those who are named for a discipline: they join drafts that are there, or form new ones.
    `already` stand on a roster of it; `left_out` find no place, for the reason `why`."""

    discipline: Discipline
    joining: tuple[tuple[Entry, tuple[Match, ...]], ...] = ()
    new: tuple[tuple[Match, ...], ...] = ()
    already: tuple[Match, ...] = ()
    left_out: tuple[Match, ...] = ()
    why: RuleProblem | None = None


@dataclass(frozen=True)
class Plan:
    """What a sheet would do to the list of a unit. Without `layout` there is nothing to show but the sheets."""

    candidates: tuple[choosing.Candidate, ...]
    sheet: int | None = None
    layout: Layout | None = None
    read: People | None = None
    matches: tuple[Match, ...] = ()
    festival: FestivalPage | None = None
    disciplines: Mapping[int, Discipline] = field(default_factory=dict)

    @property
    def chosen(self) -> choosing.Candidate | None:
        return None if self.sheet is None else self.candidates[self.sheet]

    @cached_property
    def open_words(self) -> dict[str, Wish]:
        """What was written of disciplines and is not certain, by its key."""
        wishes = (wish for match in self.matches for wish in match.person.wishes)
        return {key_of(wish.written): wish for wish in wishes if wish.how in ("ambiguous", "unknown", "told")}

    @cached_property
    def digest(self) -> str:
        """Two plans that would do the same have the same."""
        shown = [
            [
                match.person.rows,
                str(match.kind),
                match.known.pk if match.known else None,
                [match.person.name, str(match.person.birth_date), match.person.gender, match.person.post],
                [[change.field, str(change.before), str(change.after)] for change in match.changes],
                match.person.role,
                [wish.pk for wish in match.person.wishes],
            ]
            for match in self.matches
        ]
        data = [self.sheet, self.layout.header_row if self.layout else None, shown]
        return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:32]

    def taken_by_default(self) -> list[Match]:
        return [match for match in self.matches if match.kind not in (Kind.DOUBTFUL, Kind.REFUSED)]


def plan(pending: PeopleImport, now: datetime) -> Plan:
    """What the sheet says beside what the unit has now. Writes nothing."""
    choices = Choices.of(pending.choices)
    festival = queries.current_festivals(now).filter(pk=choices.festival).first() if choices.festival else None
    rows = {discipline.pk: discipline for discipline in festival.disciplines.all()} if festival else {}
    for discipline in rows.values():
        discipline.festival = festival
    disciplines = Disciplines([Known(pk, row.name) for pk, row in rows.items()], choices.disciplines)
    sheets = [from_data(data) for data in pending.sheets]
    today = timezone.localtime(now).date()
    found = choosing.candidates(sheets, disciplines, today)
    index = choices.sheet
    if index is None and (chosen := choosing.choose(found)):
        index = chosen.index
    known = Plan(tuple(found), festival=festival, disciplines=rows)
    if index is None or index >= len(sheets):
        return known
    layout = _layout(sheets[index], found[index].layout, choices, disciplines)
    if layout is None or not layout.has_names:
        return Plan(tuple(found), index, layout, festival=festival, disciplines=rows)
    read = read_people(sheets[index], layout, disciplines, today)
    matches = match_people(read.people, _known_people(pending.unit, now))
    return Plan(tuple(found), index, layout, read, tuple(matches), festival, rows)


def _layout(sheet: Sheet, found: Layout | None, choices: Choices, disciplines: Disciplines) -> Layout | None:
    if choices.header_row is not None and (found is None or choices.header_row != found.header_row):
        found = layout_at(sheet, choices.header_row, disciplines)
    return with_meanings(found, choices.columns) if found else None


def _known_people(unit: Unit, now: datetime) -> list[KnownPerson]:
    fixed = queries.fixed_people(unit, now)
    return [
        KnownPerson(
            pk=person.pk,
            name=person.full_name,
            birth_date=person.birth_date,
            gender=person.gender,
            post=person.post,
            is_active=person.is_active,
            is_locked=person.pk in fixed,
        )
        for person in people_queries.people_of(unit)
    ]


# --- Teams ------------------------------------------------------------------------------------


def teams(planned: Plan, matches: Iterable[Match], unit: Unit, now: datetime) -> list[Team]:
    """The drafts that these people would make or join, a discipline each, in the festival's order."""
    if planned.festival is None:
        return []
    wanted: dict[int, list[Match]] = {}
    for match in matches:
        for wish in match.person.wishes:
            if wish.pk in planned.disciplines:
                wanted.setdefault(wish.pk, []).append(match)
    entries = list(
        Entry.objects.filter(unit=unit, discipline__in=list(wanted), state__in=(State.DRAFT, *ENTERED))
        .prefetch_related("members")
        .order_by("number", "pk")
    )
    return [
        _team(discipline, wanted[pk], [entry for entry in entries if entry.discipline_id == pk], now)
        for pk, discipline in planned.disciplines.items()
        if pk in wanted
    ]


def _team(discipline: Discipline, named: list[Match], entries: list[Entry], now: datetime) -> Team:
    """Entries that were handed in stay as they are; they only count against how many there may be."""
    seated = {member.participant_id for entry in entries for member in entry.members.all()}
    already = tuple(match for match in named if match.known and match.known.pk in seated)
    rest = [match for match in named if match not in already]
    window = windows.window(discipline, now)
    if rest and window.state in (windows.UNSET, windows.CLOSED):
        why = RuleProblem(f"window_{window.state}", {"at": window.closes_at})
        return Team(discipline, already=already, left_out=tuple(rest), why=why)
    size = {Discipline.Format.INDIVIDUAL: 1, Discipline.Format.PAIR: 2}.get(discipline.format)
    joining = []
    for draft in (entry for entry in entries if entry.state == State.DRAFT):
        room = len(rest) if size is None else max(0, size - len(draft.members.all()))
        if room and rest:
            joining.append((draft, tuple(rest[:room])))
            rest = rest[room:]
    size = size or max(1, len(rest))
    formed = tuple(tuple(rest[first : first + size]) for first in range(0, len(rest), size))
    free = max(0, discipline.most_entries - len(entries))
    left_out = tuple(match for team in formed[free:] for match in team)
    why = RuleProblem("too_many_entries", {"most": discipline.most_entries}) if left_out else None
    return Team(discipline, tuple(joining), formed[:free], already, left_out, why)


# --- Confirming -------------------------------------------------------------------------------


def confirm(pending: PeopleImport, *, by: User, digest: str, rows: Iterable[int]) -> dict[str, Any]:
    """Takes over the people of these rows (by the number of their first) and drafts their entries: all, or nothing.
    Returns what was done, in numbers. Twice is once.

    Raises Outdated, NothingToChoose.
    """
    require_act_for(by, pending.unit)
    now = timezone.now()
    with transaction.atomic():
        pending = PeopleImport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pending.pk)
        if pending.confirmed_at:
            return pending.outcome
        people.lock(pending.unit)
        planned = plan(pending, now)
        if planned.read is None:
            raise NothingToChoose
        if planned.digest != digest:
            raise Outdated
        wanted = set(rows)
        taken = [match for match in planned.matches if match.person.row in wanted and match.kind != Kind.REFUSED]
        persons = {match.person.row: _store(match, pending.unit, by) for match in taken}
        formed = teams(planned, taken, pending.unit, now)
        try:
            for team in formed:
                _form(team, persons, pending.unit, by)
        except (services.Refused, services.Changed) as refused:
            raise Outdated from refused
        pending.sheets, pending.choices = [], {}
        pending.confirmed_at, pending.outcome = now, _outcome(planned, taken, formed)
        pending.save(update_fields=["sheets", "choices", "confirmed_at", "outcome"])
    return pending.outcome


def _store(match: Match, unit: Unit, by: User) -> Participant:
    person = match.person
    if match.known is None:
        return Participant.objects.create(
            unit=unit,
            full_name=person.name,
            birth_date=person.birth_date,
            gender=person.gender,
            post=person.post,
        )
    stored = Participant.objects.get(pk=match.known.pk)
    if match.changes:
        for change in match.changes:
            setattr(stored, change.field, change.after)
        changed = [change.field for change in match.changes]
        stored.save(update_fields=[*changed, "changed_at"])
        people.record(stored, changed, by=by)
    return stored


def _form(team: Team, persons: Mapping[int, Participant], unit: Unit, by: User) -> None:
    drafts = [
        *team.joining,
        *((services.begin_entry(team.discipline, unit, by=by), matches) for matches in team.new),
    ]
    for entry, matches in drafts:
        seats = [services.Seat(member.participant_id, member.role, member.shirt) for member in entry.members.all()]
        seats += [services.Seat(persons[match.person.row].pk, _role(match, team.discipline)) for match in matches]
        services.save_entry(entry.pk, revision=entry.revision, by=by, texts={}, members=seats)


def _role(match: Match, discipline: Discipline) -> str:
    """Who enters alone is nobody's captain, whatever the sheet's mark meant."""
    role = match.person.role or PLAYER
    alone = role == CAPTAIN and discipline.format == Discipline.Format.INDIVIDUAL
    return EntryMember.Role.PLAYER if alone else EntryMember.Role(role)


def _outcome(planned: Plan, taken: list[Match], formed: list[Team]) -> dict[str, Any]:
    of_kind = [_written_kind(match) for match in taken]
    return {
        "new": of_kind.count(Kind.NEW),
        "changed": of_kind.count(Kind.CHANGED),
        "same": of_kind.count(Kind.SAME),
        "left_out": len(planned.matches) - len(taken),
        "teams": [
            {
                "discipline": team.discipline.name,
                "drafts": len(team.joining) + len(team.new),
                "people": sum(len(matches) for _, matches in team.joining) + sum(map(len, team.new)),
                "left_out": [match.person.name for match in team.left_out],
            }
            for team in formed
        ],
    }


def _written_kind(match: Match) -> Kind:
    if match.known is None:
        return Kind.NEW
    return Kind.CHANGED if match.changes else Kind.SAME
