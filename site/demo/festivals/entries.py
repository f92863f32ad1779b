"""What the units have entered in the example festivals: everything for last year's, and all states for this year's.

The rows are written in bulk, because hundreds of entries one by one would make a first start wait. The tests ask the
one validator whether what stands here could have been entered.
"""

import itertools
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from accounts.models import Membership, User
from events.models import Branch, Discipline, FestivalPage
from events.registration import consents
from events.registration.models import (
    HOLDING,
    Consent,
    Entry,
    EntryEvent,
    EntryMember,
    Gender,
    Participant,
    Registration,
    State,
)
from events.registration.rosters import Seat, written
from units.models import Unit
from vietnamese.dates import VIETNAM

from .people import make_people

Role = EntryMember.Role
EARLY = 10
"""How many units had sent their lists when the articles were written."""
MOST_SPORTS = 2
MOST_ON_STAGE = 24
WITH_SHIRTS = ("Bóng đá", "Bóng chuyền")
ACTS = {
    "Hợp xướng": (
        ("Bài ca người đi đo", "Nguyễn Quang Vinh", 385),
        ("Sông Hồng gọi mùa", "Trần Hoài Thu", 412),
        ("Ngọn lửa sáng tạo", "Lê Minh Châu", 356),
        ("Ta cùng bước tới", "Phạm Tuấn Kiệt", 398),
        ("Miền đất những con số", "Đặng Thu Giang", 441),
        ("Khát vọng xanh", "Hoàng Bách", 367),
    ),
    "Múa": (
        ("Hương sen đầu hạ", "Ngô Khánh Ly", 295),
        ("Nhịp chày trên nương", "Vũ Thị Hòa", 342),
        ("Gốm kể chuyện", "Bùi Ngọc Lan", 318),
        ("Dòng sáng", "Mai Phương Thảo", 276),
        ("Ru con bằng tiếng khèn", "Lý Thị Mỷ", 361),
    ),
}
STAGE = "Bục ba bậc, hai micrô treo, ánh sáng vàng ấm."
SENT_BACK = "Danh sách chưa thống nhất với phiếu có chữ ký. Đề nghị đơn vị rà soát và gửi lại."
REJECTED = "Phiếu giấy của đơn vị chỉ có một đôi ở nội dung này. Ban Tổ chức giữ đôi đã duyệt."
WITHDRAWN = "Hai vận động viên đi công tác đúng dịp Ngày Hội, đơn vị xin rút."


def enter(*, this_years: FestivalPage, last_years: FestivalPage, organiser: User) -> None:
    """People, entries and rosters of all units in both festivals."""
    units = list(Unit.objects.order_by("position"))
    people = make_people(units)
    acting = _representatives(units)
    now = timezone.now()
    _Desk(last_years, organiser, acting, now).enter(units, people, _last_years)
    _Desk(this_years, organiser, acting, now).enter(units, people, _this_years)


def _representatives(units: list[Unit]) -> dict[int, User]:
    """Who acts for each unit: those who do so already, and an account nobody can sign in to for the others."""
    acting = {row.unit_id: row.user for row in Membership.objects.filter(unit__in=units).select_related("user")}
    for unit in units:
        if unit.pk not in acting:
            acting[unit.pk] = User.objects.create_user(
                f"{unit.code}@example.vn", full_name=unit.contact_name or f"Đại diện {unit.short_name}"
            )
            Membership.objects.create(user=acting[unit.pk], unit=unit, state=Membership.State.ACTIVE)
    return acting


Plan = Iterator[State]
"""The states of a unit's entries in a discipline, one for each."""


def _last_years(unit: int, discipline: Discipline) -> Plan:
    if discipline.quota is not None and unit >= discipline.quota:
        return
    if discipline.branch == Branch.SPORT or unit % 3 != 2:
        yield State.APPROVED
    if discipline.most_entries > 1 and unit % 2 == 0:
        yield State.APPROVED


def _this_years(unit: int, discipline: Discipline) -> Plan:
    """What the articles count: ten relays and tugs of war, nine football teams, eight choirs, seventeen mixed pairs,
    eighteen chess players of the ten early units. The late ones are still at it."""
    name, place = discipline.name, discipline.position
    if unit < EARLY:
        if (name.startswith("Bóng đá") and unit == 7) or (name == "Hợp xướng" and unit in (5, 8)):
            return
        yield _early_state(unit, place)
        seconds = {"Cầu lông đôi nam nữ": 7, "Cờ tướng": 8}.get(name, 5 if discipline.most_entries > 1 else 0)
        if unit < seconds:
            yield State.DRAFT if (unit, name) == (0, "Bóng bàn đơn nữ") else _early_state(unit, place + 1)
        if unit == 4 and name == "Cầu lông đôi nữ":
            yield State.REJECTED
    elif name.startswith("Chạy tiếp sức"):
        yield State.SUBMITTED if unit < EARLY + 2 else State.WAITING
    elif (unit + place) % 3 == 0:
        yield State.DRAFT
    elif (unit + place) % 3 == 1 and unit < EARLY + 3:
        yield State.SUBMITTED


def _early_state(unit: int, place: int) -> State:
    match (unit * 5 + place * 3) % 17:
        case 0:
            return State.RETURNED
        case 1 | 2 | 3 | 4:
            return State.SUBMITTED
        case 16 if unit > 4:
            return State.SUBMITTED
    return State.APPROVED


class _Squad:
    """The people of a unit, taken in turn, none of them into too many sports."""

    def __init__(self, people: list[Participant]):
        self._waiting = {gender: deque(one for one in people if one.gender == gender) for gender in Gender}
        self._sports: dict[int, set[int]] = defaultdict(set)

    def take(self, discipline: Discipline, seed: str) -> list[Seat]:
        """A roster as the rules ask for it: captain, players, two reserves and a coach, where there are any."""
        size = min(discipline.squad_max, MOST_ON_STAGE)
        reserves = min(discipline.reserves_max, 2)
        squad = self._chosen(discipline, size) + self._chosen(discipline, reserves)
        roles = [Role.PLAYER] * size + [Role.RESERVE] * reserves
        if discipline.format == Discipline.Format.TEAM:
            roles[0] = Role.CAPTAIN
        shirts: Iterator[int | None] = itertools.repeat(None)
        if discipline.name.startswith(WITH_SHIRTS):
            shirts = iter(Random(seed).sample(range(1, 31), len(squad)))  # noqa: S311 - chance, not secrecy
        seats = [Seat(one.pk, role, shirt) for one, role, shirt in zip(squad, roles, shirts, strict=False)]
        if discipline.officials_max:
            seats.append(Seat(self._next(Gender.MALE, 1, lambda one: one not in squad)[0].pk, Role.COACH))
        return seats

    def _chosen(self, discipline: Discipline, size: int) -> list[Participant]:
        men = {
            Discipline.GenderRule.MEN: size,
            Discipline.GenderRule.WOMEN: 0,
            Discipline.GenderRule.ANY: (size + 1) // 2,
            Discipline.GenderRule.MIXED: size // 2,
        }[discipline.gender_rule]

        def fits(person: Participant) -> bool:
            sports = self._sports[person.pk]
            return discipline.is_act or (discipline.pk not in sports and len(sports) < MOST_SPORTS)

        chosen = self._next(Gender.MALE, men, fits) + self._next(Gender.FEMALE, size - men, fits)
        if not discipline.is_act:
            for person in chosen:
                self._sports[person.pk].add(discipline.pk)
        return chosen

    def _next(self, gender: str, count: int, fits: Callable[[Participant], bool]) -> list[Participant]:
        """So many of those who have waited longest."""
        waiting = self._waiting[gender]
        found = list(itertools.islice(filter(fits, waiting), count))
        assert len(found) == count, "a unit has too few people for what it enters"
        for one in found:
            waiting.remove(one)
            waiting.append(one)
        return found


class _Desk:
    """Takes the entries of a festival in, in the order in which the units come."""

    def __init__(self, festival: FestivalPage, organiser: User, acting: dict[int, User], now: datetime):
        self._festival, self._organiser, self._acting = festival, organiser, acting
        self._now = min(now, festival.closes_at) - timedelta(hours=1)
        self._places: Counter[int] = Counter()
        self._arrivals: Counter[int] = Counter()
        self._acts = {name: itertools.cycle(acts) for name, acts in ACTS.items()}

    def enter(self, units: list[Unit], people: dict[int, list[Participant]], plan) -> None:
        disciplines = list(self._festival.disciplines.order_by("position"))
        text = consents.current_text(self._festival)
        entries, rosters = [], []
        for number, unit in enumerate(units):
            registration = Registration.objects.create(festival=self._festival, unit=unit)
            Consent.objects.create(
                registration=registration, given_by=self._acting[unit.pk], text=text, text_hash=consents.digest(text)
            )
            squad = _Squad(people[unit.pk])
            for discipline in disciplines:
                for which, state in enumerate(plan(number, discipline), 1):
                    entry = self._entry(registration, discipline, which, state, self._when(number, len(units), which))
                    entries.append(entry)
                    rosters.append(self._roster(entry, squad))
        self._withdraw_one(entries)
        self._write(entries, rosters, {one.pk: one.full_name for group in people.values() for one in group})

    def _when(self, number: int, units: int, which: int) -> datetime:
        """The first unit comes on the first morning, the last shortly before now; all of them in working hours."""
        span = self._now - self._festival.opens_at
        day = (self._festival.opens_at + span * (number / units)).astimezone(VIETNAM)
        return min(day.replace(hour=8 + number * 5 % 9, minute=47) + timedelta(minutes=4 * which), self._now)

    def _entry(
        self, registration: Registration, discipline: Discipline, number: int, state: State, at: datetime
    ) -> Entry:
        entry = Entry(
            registration=registration, discipline=discipline, unit=registration.unit, number=number, state=state
        )
        if discipline.is_act:
            entry.title, entry.author, entry.seconds = next(self._acts[discipline.name])
            entry.genre, entry.stage_needs = discipline.name, STAGE
        if state != State.DRAFT:
            self._arrivals[discipline.pk] += 1
            entry.arrival, entry.submitted_at = self._arrivals[discipline.pk], at
        if state in HOLDING:
            self._places[discipline.pk] += 1
            entry.place = self._places[discipline.pk]
        if state in (State.APPROVED, State.RETURNED, State.REJECTED):
            entry.decided_at = min(at + timedelta(days=1, hours=2), self._now)
        entry.reason = {State.RETURNED: SENT_BACK, State.REJECTED: REJECTED}.get(state, "")
        return entry

    def _roster(self, entry: Entry, squad: _Squad) -> list[Seat]:
        seats = squad.take(entry.discipline, f"{entry.unit.code} {entry.discipline.slug} {entry.number}")
        # A draft is not ready: somebody is still to be found.
        return seats[1:] if entry.state == State.DRAFT else seats

    def _withdraw_one(self, entries: list[Entry]) -> None:
        """The last pair of those who came before anyone waits, so that no place in the middle is left open."""
        for entry in reversed(entries):
            is_last = entry.place == self._places[entry.discipline_id]
            if entry.state == State.SUBMITTED and is_last and entry.discipline.format == Discipline.Format.PAIR:
                entry.state, entry.place, entry.reason = State.WITHDRAWN, None, WITHDRAWN
                return

    def _write(self, entries: list[Entry], rosters: list[list[Seat]], names: dict[int, str]) -> None:
        for entry, roster in zip(entries, rosters, strict=True):
            entry.frozen_roster = written(roster, names) if entry.state == State.APPROVED else None
        Entry.objects.bulk_create(entries)
        EntryMember.objects.bulk_create(
            EntryMember(
                entry=entry, participant_id=seat.participant_id, role=seat.role, shirt=seat.shirt, position=position
            )
            for entry, roster in zip(entries, rosters, strict=True)
            for position, seat in enumerate(roster)
        )
        events = [event for entry in entries for event in self._events(entry)]
        moments = [event.at for event in events]
        EntryEvent.objects.bulk_create(events)
        for event, at in zip(events, moments, strict=True):
            event.at = at  # which creating a row sets to now
        EntryEvent.objects.bulk_update(events, ["at"], batch_size=500)

    def _events(self, entry: Entry) -> Iterator[EntryEvent]:
        """The audit rows that would lead to the entry's state."""
        unit, organiser = self._acting[entry.unit_id], self._organiser
        begun = (entry.submitted_at or self._now) - timedelta(minutes=35)
        yield EntryEvent(entry=entry, at=begun, actor=unit, action="begin", to_state=State.DRAFT)
        if entry.state == State.DRAFT:
            return
        first = State.WAITING if entry.state == State.WAITING else State.SUBMITTED
        yield EntryEvent(
            entry=entry,
            at=entry.submitted_at,
            actor=unit,
            action="submit",
            from_state=State.DRAFT,
            to_state=first,
            detail={"place": entry.place, "arrival": entry.arrival},
        )
        how = {
            State.APPROVED: ("approve", organiser, entry.decided_at),
            State.RETURNED: ("send_back", organiser, entry.decided_at),
            State.REJECTED: ("reject", organiser, entry.decided_at),
            State.WITHDRAWN: ("withdraw", unit, self._now),
        }
        if entry.state in how:
            action, actor, at = how[entry.state]
            detail = {"reason": entry.reason} if entry.reason else {}
            yield EntryEvent(
                entry=entry,
                at=at,
                actor=actor,
                action=action,
                from_state=State.SUBMITTED,
                to_state=entry.state,
                detail=detail,
            )
