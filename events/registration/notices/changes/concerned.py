"""Whom a change of the calendar concerns: those who act for registered units, and delegates with an address."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import Membership
from events.calendars.models import CalendarItem
from units.models import Unit

from ...delegates.models import STANDING, Delegate
from ...models import ENTERED, Entry, Registration
from .moves import Move

PREFIX = "session-"


@dataclass
class Reader:
    """One who gets a mail, and what stands in it. `name` is that of a delegate; representatives act for `units`."""

    address: str
    unit_id: int
    units: list[Unit] = field(default_factory=list)
    name: str = ""
    moves: list[Move] = field(default_factory=list)


@dataclass(frozen=True)
class Concerned:
    """Whom one move concerns."""

    units: frozenset[int]
    delegates: frozenset[int] = frozenset()


def readers(event_number: int, moves: list[Move]) -> list[Reader]:
    """Each of those whom any of the moves concerns, once, with those that do. The number of queries does not depend
    on how much moved, nor on how many they are."""
    people = list(_delegates(event_number))
    whom = _Circle(event_number, people, moves)
    concerned = [(move, whom.of(move)) for move in moves]
    found: dict[str, Reader] = {}
    for unit, address in _representatives(set().union(*(one.units for _, one in concerned))):
        reader = found.setdefault(address.casefold(), Reader(address, unit.pk))
        reader.units.append(unit)
    for delegate in people:
        is_told = any(delegate.pk in one.delegates for _, one in concerned)
        if is_told and delegate.email and delegate.email.casefold() not in found:
            found[delegate.email.casefold()] = Reader(delegate.email, delegate.unit_id, name=delegate.full_name)
    for reader in found.values():
        units = {unit.pk for unit in reader.units}
        own = {one.pk for one in people if one.email.casefold() == reader.address.casefold()}
        reader.moves = [move for move, one in concerned if one.units & units or one.delegates & own]
    return list(found.values())


class _Circle:
    """Who takes part in what of an event."""

    def __init__(self, event_number: int, people: list[Delegate], moves: list[Move]):
        self._people = {one.pk: one.unit_id for one in people}
        registered = Registration.objects.filter(festival=event_number).values_list("unit", flat=True)
        self._units = frozenset(registered) | frozenset(self._people.values())
        disciplines = {move.item.discipline_number for move in moves} - {None}
        self._entered = _units_by_discipline(disciplines) if disciplines else {}
        sessions = [move.item for move in moves if move.item.kind == CalendarItem.Kind.SESSION]
        asking = {_session(item) for item in sessions if item.asks_delegates}
        self._chosen = _delegates_by_session(asking) if asking else {}

    def of(self, move: Move) -> Concerned:
        item = move.item
        if item.kind == CalendarItem.Kind.DEADLINE:
            return Concerned(self._units)
        if item.kind == CalendarItem.Kind.SESSION and item.discipline_number is not None:
            return Concerned(frozenset(self._entered.get(item.discipline_number, ())))
        session = _session(item)
        if session in self._chosen:
            chosen = frozenset(self._chosen[session]) & frozenset(self._people)
            return Concerned(frozenset(self._people[one] for one in chosen), chosen)
        return Concerned(self._units, frozenset(self._people))


def _session(item: CalendarItem) -> int | None:
    """The session that an item stands for, which may be gone by now."""
    return int(item.source.removeprefix(PREFIX)) if item.source.startswith(PREFIX) else None


def _units_by_discipline(disciplines: Iterable[int]) -> dict[int, set[int]]:
    """Who has entered what, and has not left it."""
    entries = Entry.objects.filter(discipline__in=disciplines, state__in=ENTERED)
    found: dict[int, set[int]] = defaultdict(set)
    for discipline, unit in entries.values_list("discipline", "unit").distinct():
        found[discipline].add(unit)
    return found


def _delegates_by_session(sessions: Iterable[int]) -> dict[int, set[int]]:
    """Who has chosen sessions for which delegates say whether they come; of one that is gone nobody, for as long as
    somebody has chosen it, it is not deleted."""
    found: dict[int, set[int]] = {session: set() for session in sessions}
    chosen = Delegate.sessions.through.objects.filter(session__in=found)
    for session, delegate in chosen.values_list("session", "delegate"):
        found[session].add(delegate)
    return found


def _delegates(event_number: int) -> Iterable[Delegate]:
    coming = Delegate.objects.filter(conference=event_number, state__in=STANDING, anonymised_at=None)
    return coming.only("unit_id", "email", "full_name").order_by("pk")


def _representatives(units: Iterable[int]) -> Iterable[tuple[Unit, str]]:
    """Those who act for units, with their addresses, in the order in which the site lists the units."""
    active = Membership.objects.filter(unit__in=units, state=Membership.State.ACTIVE, user__is_active=True)
    for membership in active.select_related("unit", "user").order_by("unit__position", "unit__name", "user_id"):
        yield membership.unit, membership.user.email
