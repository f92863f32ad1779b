"""Start lists by discipline, and the roster book of all units; for organisers."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from events.models import Discipline, FestivalPage
from events.registration.models import Entry, State
from vietnamese.dates import format_datetime

from .engine import set_document
from .entries import BRANCHES, days, described, numbered, with_rosters


def start_list(discipline: Discipline, *, now: datetime) -> bytes:
    """Who is approved in one discipline, by unit."""
    return _start_lists(discipline.festival, [discipline], now=now)


def start_lists(festival: FestivalPage, *, now: datetime) -> bytes:
    """Who is approved in each discipline, which begins a new page: each goes to other judges."""
    return _start_lists(festival, festival.disciplines.order_by("position", "pk"), now=now)


def roster_book(festival: FestivalPage, *, now: datetime) -> bytes:
    """All approved entries of each unit."""
    entries = sorted(_approved(festival), key=lambda entry: (entry.unit.position, entry.unit.name, entry.unit_id))
    sections = []
    for unit, group in groupby(entries, key=lambda entry: entry.unit):
        own = list(group)
        sections.append(_section(unit.name, "", own, [(entry, entry.discipline.name) for entry in own]))
    return _set(festival, "Danh sách vận động viên, diễn viên các đơn vị", "Đơn vị", sections, now=now)


def _start_lists(festival: FestivalPage, disciplines: Iterable[Discipline], *, now: datetime) -> bytes:
    entries = _approved(festival)
    sections = []
    for discipline in disciplines:
        own = [entry for entry in entries if entry.discipline_id == discipline.pk]
        named = [(entry, entry.unit.name) for entry in own]
        sections.append(_section(discipline.name, BRANCHES[discipline.branch], own, named))
    return _set(festival, "Danh sách thi đấu, biểu diễn", "Nội dung", sections, now=now)


def _approved(festival: FestivalPage) -> list[Entry]:
    return list(with_rosters(Entry.objects.filter(discipline__festival=festival, state=State.APPROVED)))


def _section(name: str, note: str, among: list[Entry], named: list[tuple[Entry, str]]) -> dict:
    entries = [described(entry, ", ".join(filter(None, [title, numbered(entry, among)]))) for entry, title in named]
    return {"name": name, "note": note, "entries": entries, "people": sum(len(entry["people"]) for entry in entries)}


def _set(festival: FestivalPage, title: str, of: str, sections: list[dict], *, now: datetime) -> bytes:
    data = {
        "title": title,
        "of": of,
        "festival": festival.title,
        "when": days(festival).capitalize(),
        "made": format_datetime(now),
        "sections": sections,
        "breaks": True,
    }
    return set_document("lists", data, made_at=now)
