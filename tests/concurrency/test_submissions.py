"""Submissions that come to several processes at once, and to processes that are killed. Each thing that the locks are
there for is shown to go wrong without them."""

import http.client
import itertools
import threading
from collections import Counter
from dataclasses import dataclass

import pytest

from events.registration import services
from events.registration.models import Entry, EntryEvent, Notice, State
from tests.factories import DisciplineFactory, FestivalFactory, ParticipantFactory, UnitFactory, UserFactory
from tests.servers import Server, together

from .representatives import Representative

CLIENTS = 50
DRAFTS = 12
MOST = 2
SUBMISSIONS = 200
KILL_EVERY = 60
HANDED_IN, REFUSED, ERROR = 302, 422, 500

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@dataclass
class Attack:
    """Several submissions of which not all may have what they want, and how they were answered."""

    rivals: list[tuple[Representative, Entry]]
    statuses: list[int]

    def entries(self) -> list[Entry]:
        return list(Entry.objects.filter(pk__in=[entry.pk for _, entry in self.rivals]).order_by("arrival", "pk"))

    def states(self) -> Counter:
        return Counter(entry.state for entry in self.entries())


def attack(port: int, rivals: list[tuple[Representative, Entry]]) -> Attack:
    """All press the button at the same moment."""
    gate = threading.Barrier(len(rivals))
    statuses = []

    def press(who: Representative, entry: Entry) -> None:
        gate.wait()
        statuses.append(who.submit(port, entry))

    together(*(lambda rival=rival: press(*rival) for rival in rivals))
    return Attack(rivals, statuses)


@pytest.fixture
def festival():
    return FestivalFactory(most_disciplines=MOST, consent_text="Đơn vị xác nhận.")


@pytest.fixture
def site(settings):
    """Starts the site, with its locks or without."""

    def start(**variables: str) -> Server:
        application = "tests.concurrency.unhurried_site:application"
        variables |= {"SECRET_KEY": settings.SECRET_KEY, "DJANGO_SETTINGS_MODULE": "tests.concurrency.uncollected"}
        return Server(settings, application, **variables)

    return start


def for_the_last_place(festival) -> list[tuple[Representative, Entry]]:
    """Fifty units, and one place that is left of two."""
    discipline = DisciplineFactory(festival=festival, quota=2)
    units = [Representative(UnitFactory()) for _ in range(CLIENTS + 1)]
    for unit in units:
        unit.confirm(festival)
    first, *others = [(unit, unit.draft(discipline)) for unit in units]
    services.submit(first[1].pk, revision=1, by=first[0].user)
    return others


def of_one_unit(festival) -> list[tuple[Representative, Entry]]:
    """A unit with more drafts in a discipline than it may submit."""
    who = Representative(UnitFactory())
    who.confirm(festival)
    discipline = DisciplineFactory(festival=festival, most_entries=MOST)
    return [(who, who.draft(discipline, number=number)) for number in range(1, DRAFTS + 1)]


def of_one_person(festival) -> list[tuple[Representative, Entry]]:
    """A person who stands in the drafts of more disciplines than they may compete in."""
    who = Representative(UnitFactory())
    who.confirm(festival)
    person = ParticipantFactory(unit=who.unit)
    return [(who, who.draft(DisciplineFactory(festival=festival), person)) for _ in range(DRAFTS)]


def test_whoever_comes_at_once_the_rules_hold(site, festival):
    last_place, one_unit, one_person = for_the_last_place(festival), of_one_unit(festival), of_one_person(festival)

    with site() as server:
        place = attack(server.port, last_place)
        unit = attack(server.port, one_unit)
        person = attack(server.port, one_person)

    assert place.statuses == [HANDED_IN] * CLIENTS
    assert_one_place_and_a_waiting_list_in_order(place)
    for capped in (unit, person):
        assert Counter(capped.statuses) == {HANDED_IN: MOST, REFUSED: DRAFTS - MOST}
        assert capped.states() == {State.SUBMITTED: MOST, State.DRAFT: DRAFTS - MOST}


def assert_one_place_and_a_waiting_list_in_order(place: Attack) -> None:
    entries = place.entries()
    assert [entry.state for entry in entries] == [State.SUBMITTED] + [State.WAITING] * (CLIENTS - 1)
    assert [entry.arrival for entry in entries] == list(range(2, CLIENTS + 2))
    # The audit rows were written one after the other, under the lock: theirs is the order in which they came.
    trail = EntryEvent.objects.filter(action="submit", entry__in=entries).order_by("pk")
    assert list(trail.values_list("entry_id", flat=True)) == [entry.pk for entry in entries]
    told = Counter(Notice.objects.filter(entry__in=entries).values_list("entry_id", "kind"))
    assert told == {(entry.pk, "waiting" if entry.place is None else "submitted"): 1 for entry in entries}
    # And it is the order in which they move up.
    by = UserFactory(is_superuser=True)
    for leaving, following in itertools.pairwise(entries[:4]):
        services.withdraw(leaving.pk, by=by)
        assert Entry.objects.get(pk=following.pk).state == State.SUBMITTED
    assert place.states() == {State.WITHDRAWN: 3, State.SUBMITTED: 1, State.WAITING: CLIENTS - 4}


def test_without_the_lock_they_do_not(site, festival):
    """A place and an arrival the database itself gives out once: who comes second there sees an error. How much
    somebody competes in is kept by nothing else."""
    last_place, one_unit, one_person = for_the_last_place(festival), of_one_unit(festival), of_one_person(festival)

    with site(WITHOUT_LOCK="1") as server:
        place = attack(server.port, last_place)
        unit = attack(server.port, one_unit)
        person = attack(server.port, one_person)

    assert ERROR in place.statuses
    assert ERROR in unit.statuses or unit.states()[State.SUBMITTED] > MOST
    assert person.states()[State.SUBMITTED] > MOST


def test_of_submissions_to_workers_that_are_killed_none_is_half_there_and_none_is_lost(settings):
    """What was acknowledged is there; what was not is wholly there or wholly absent, and can be sent again."""
    festival = FestivalFactory(consent_text="Đơn vị xác nhận.")
    disciplines = [DisciplineFactory(festival=festival) for _ in range(10)]
    units = [Representative(UnitFactory()) for _ in range(SUBMISSIONS // len(disciplines))]
    for unit in units:
        unit.confirm(festival)
    todo = [(unit, unit.draft(discipline)) for unit in units for discipline in disciplines]
    acknowledged, unanswered = [], []
    sent = itertools.count(1)
    to_kill = threading.Semaphore(0)

    def send(mine: list[tuple[Representative, Entry]]) -> None:
        for who, entry in mine:
            try:
                assert who.submit(server.port, entry) == HANDED_IN
                acknowledged.append(entry.pk)
            except (OSError, http.client.HTTPException):
                unanswered.append((who, entry))
            # A worker needs seconds to come back: whoever kills by the clock leaves nobody to answer.
            if next(sent) % KILL_EVERY == 0:
                to_kill.release()

    def kill() -> None:
        for _ in range(SUBMISSIONS // KILL_EVERY):
            assert to_kill.acquire(timeout=60)
            server.kill_a_worker()

    with Server(settings, SECRET_KEY=settings.SECRET_KEY) as server:
        together(kill, *(lambda mine=todo[start::8]: send(mine) for start in range(8)))
        there = assert_whole(todo)
        assert set(acknowledged) <= there
        assert unanswered
        for who, entry in unanswered:
            assert who.submit(server.port, entry) == HANDED_IN

    assert assert_whole(todo) == {entry.pk for _, entry in todo}


def assert_whole(todo: list[tuple[Representative, Entry]]) -> set[int]:
    """Each has its place, its audit row and its notice, or none of them; returns those that have."""
    keys = [entry.pk for _, entry in todo]
    audited = Counter(EntryEvent.objects.filter(entry__in=keys, action="submit").values_list("entry_id", flat=True))
    told = Counter(Notice.objects.filter(entry__in=keys, kind="submitted").values_list("entry_id", flat=True))
    there = set()
    for entry in Entry.objects.filter(pk__in=keys):
        if entry.state == State.DRAFT:
            found = (entry.revision, entry.place, entry.arrival, audited[entry.pk], told[entry.pk])
            assert found == (1, None, None, 0, 0)
        else:
            assert (entry.state, entry.revision, audited[entry.pk], told[entry.pk]) == (State.SUBMITTED, 2, 1, 1)
            there.add(entry.pk)
    for _, same in itertools.groupby(
        Entry.objects.filter(pk__in=there).order_by("discipline_id", "place"), lambda e: e.discipline_id
    ):
        same = list(same)
        assert [entry.place for entry in same] == list(range(1, len(same) + 1))
    return there
