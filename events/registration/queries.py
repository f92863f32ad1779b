"""Reading what units have registered, in a number of queries that does not grow with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from events.models import Discipline, FestivalPage
from units.models import Unit

from . import checking, consents, windows
from .models import ENTERED, HOLDING, ChangeRequest, Consent, Entry, EntryMember, Registration, State
from .rosters import Difference, Seat, difference
from .rules import Problem
from .windows import Window


@dataclass(frozen=True)
class EntryRow:
    """An entry with what keeps it from being submitted, its place in the waiting list (1 is the head), and the latest
    request to change it."""

    entry: Entry
    problems: Sequence[Problem] = ()
    waits_as: int | None = None
    request: ChangeRequest | None = None


@dataclass(frozen=True)
class Row:
    """A discipline as a unit sees it. `places_left` None is any number; `waiting` are those on its waiting list."""

    discipline: Discipline
    window: Window
    places_left: int | None
    waiting: int
    entries: Sequence[EntryRow] = ()
    may_begin: bool = False


@dataclass(frozen=True)
class Board:
    """Units by disciplines; `cells` holds the entries by (unit's key, discipline's key)."""

    units: Sequence[Unit]
    disciplines: Sequence[Discipline]
    cells: Mapping[tuple[int, int], Sequence[Entry]] = field(default_factory=dict)


def current_festivals(now: datetime) -> QuerySet[FestivalPage]:
    """The festivals that are live and not over, the next one first."""
    today = timezone.localtime(now).date()
    return FestivalPage.objects.live().filter(ends_on__gte=today).order_by("starts_on", "pk")


def consent_text(festival: FestivalPage) -> str:
    """What a unit is asked to confirm now."""
    return consents.current_text(festival)


def has_consent(registration: Registration) -> bool:
    """Whether the unit has confirmed the text as it is now."""
    version = consents.digest(consents.current_text(registration.festival))
    return Consent.objects.filter(registration=registration, text_hash=version).exists()


def places_left(festival: FestivalPage) -> dict[int, int | None]:
    """The free places of each discipline by its key; None is any number."""
    disciplines = festival.disciplines.annotate(held=Count("entries", filter=Q(entries__state__in=HOLDING)))
    return {row.pk: _left(row.quota, row.held) for row in disciplines}


def _left(quota: int | None, held: int) -> int | None:
    """A quota may have been lowered below what is held."""
    return None if quota is None else max(0, quota - held)


def problems_of(
    entry: Entry, *, texts: Mapping[str, Any] | None = None, members: Sequence[Seat] | None = None
) -> list[Problem]:
    """What keeps an entry from being submitted now; with `texts` and `members`, as it would be with those."""
    return checking.problems_of(entry, timezone.now(), texts=texts, members=members)


def problems_of_all(entries: Iterable[Entry]) -> dict[int, list[Problem]]:
    """The same of many entries, by their keys."""
    return checking.problems_of_all(entries, timezone.now())


def overview(festival: FestivalPage, unit: Unit, now: datetime) -> list[Row]:
    """Each discipline of a festival with what the unit has there, withdrawn and rejected entries last."""
    queue = _Queue(festival)
    entries = list(
        Entry.objects.filter(registration__festival=festival, unit=unit)
        .select_related("unit", "registration", "discipline")
        .annotate(people=Count("members"))
        .order_by("number")
    )
    problems = checking.problems_of_all(entries, now)
    requests = _latest_requests(entries)
    of_discipline = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.is_over):
        row = EntryRow(entry, problems[entry.pk], queue.waits_as(entry), requests.get(entry.pk))
        of_discipline[entry.discipline_id].append(row)
    rows = []
    for discipline in festival.disciplines.all():
        discipline.festival = festival
        window = windows.window(discipline, now)
        mine = of_discipline[discipline.pk]
        live = sum(not row.entry.is_over for row in mine)
        rows.append(
            Row(
                discipline=discipline,
                window=window,
                places_left=_left(discipline.quota, queue.held[discipline.pk]),
                waiting=len(queue.waiting[discipline.pk]),
                entries=mine,
                may_begin=window.state in (windows.BEFORE, windows.OPEN) and live < discipline.most_entries,
            )
        )
    return rows


class _Queue:
    """Who holds a place and who waits for one in each discipline of a festival."""

    def __init__(self, festival: FestivalPage):
        self.held: Counter[int] = Counter()
        self.waiting: dict[int, list[int]] = defaultdict(list)
        rows = Entry.objects.filter(discipline__festival=festival, state__in=(*HOLDING, State.WAITING))
        for key, discipline, state in rows.order_by("arrival").values_list("pk", "discipline_id", "state"):
            if state == State.WAITING:
                self.waiting[discipline].append(key)
            else:
                self.held[discipline] += 1

    def waits_as(self, entry: Entry) -> int | None:
        waiting = self.waiting[entry.discipline_id]
        return waiting.index(entry.pk) + 1 if entry.pk in waiting else None


def waits_as(entry: Entry) -> int | None:
    """An entry's place in its discipline's waiting list, 1 for the head; None for one that does not wait."""
    if entry.state != State.WAITING:
        return None
    before = Entry.objects.filter(discipline=entry.discipline_id, state=State.WAITING, arrival__lt=entry.arrival)
    return before.count() + 1


def waiting_places(festival: FestivalPage) -> dict[int, int]:
    """The place of every waiting entry in its discipline's waiting list, by the entry's key."""
    queue = _Queue(festival)
    return {key: place for keys in queue.waiting.values() for place, key in enumerate(keys, start=1)}


def _latest_requests(entries: Iterable[Entry]) -> dict[int, ChangeRequest]:
    requests = ChangeRequest.objects.filter(entry__in=[entry.pk for entry in entries]).order_by("asked_at", "pk")
    return {request.entry_id: request for request in requests}


def board(festival: FestivalPage) -> Board:
    """What each unit of the bloc has entered; with those that have left it meanwhile, where they have entered."""
    disciplines = list(festival.disciplines.all())
    entries = (
        Entry.objects.filter(discipline__festival=festival)
        .select_related("registration")
        .annotate(people=Count("members"))
        .order_by("number")
    )
    cells = defaultdict(list)
    for entry in entries:
        cells[entry.unit_id, entry.discipline_id].append(entry)
    there = {unit for unit, _ in cells}
    units = [unit for unit in Unit.objects.order_by("position", "name") if unit.is_active or unit.pk in there]
    by_key, of_key = {unit.pk: unit for unit in units}, {row.pk: row for row in disciplines}
    for row in disciplines:
        row.festival = festival
    for cell in cells.values():
        for entry in cell:
            entry.unit, entry.discipline = by_key[entry.unit_id], of_key[entry.discipline_id]
    return Board(units, disciplines, dict(cells))


def fixed_people(unit: Unit, now: datetime) -> set[int]:
    """The keys of those whose data only a change request still changes: they stand on a roster that was approved, or
    that is frozen."""
    handed_in = Entry.objects.filter(unit=unit, state__in=ENTERED, discipline__festival__in=current_festivals(now))
    fixed = [
        entry.pk
        for entry in handed_in.select_related("discipline__festival")
        if entry.state == State.APPROVED or windows.is_discipline_frozen(entry.discipline, now)
    ]
    return set(EntryMember.objects.filter(entry__in=fixed).order_by().values_list("participant_id", flat=True))


def difference_of(request: ChangeRequest) -> Difference:
    """What a request would change of the roster."""
    return difference(request.before["members"], request.wanted.get("members", request.before["members"]))
