"""Two representatives at once make nobody double."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from events.registration import people, people_import
from events.registration.models import EntryMember, Participant, PeopleImport
from tests.factories import DisciplineFactory, FestivalFactory, MembershipFactory, UnitFactory
from tests.registration.people.lists import HEADER, workbook

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

AT_ONCE = 6


def at_once(action):
    """The action in so many threads, which begin together; what each returned or raised."""
    barrier = Barrier(AT_ONCE)

    def run(_):
        barrier.wait()
        try:
            return action()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.fixture
def representative():
    return MembershipFactory(unit=UnitFactory()).user


@pytest.fixture
def unit(representative):
    return representative.memberships.get().unit


def test_one_person_added_by_many_is_there_once(unit, representative):
    said = {"full_name": "Lê Hoa", "birth_date": date(1990, 3, 5), "gender": "female", "post": ""}

    results = at_once(lambda: people.add(unit, by=representative, said=said))

    assert sum(isinstance(result, Participant) for result in results) == 1
    assert {type(result) for result in results} == {Participant, people.AlreadyThere}


@pytest.mark.needs_postgresql  # on SQLite each transaction is a lock by itself
def test_without_the_lock_the_person_is_there_often(unit, representative, monkeypatch):
    """The control: names that differ by an accent, so that no constraint of the database helps."""
    names = iter(["Lê Hoa", "Lê Hòa", "Lê Hoá", "Lê Họa", "Lê Hỏa", "Lê Hóa"])
    monkeypatch.setattr(people, "lock", lambda unit: None)
    refuse = people._refuse_doubles
    barrier = Barrier(AT_ONCE)

    def look_and_wait(*args, **kwargs):
        refuse(*args, **kwargs)
        barrier.wait(10)

    monkeypatch.setattr(people, "_refuse_doubles", look_and_wait)
    said = {"birth_date": date(1990, 3, 5), "gender": "female", "post": ""}

    at_once(lambda: people.add(unit, by=representative, said=said | {"full_name": next(names)}))

    assert Participant.objects.count() == AT_ONCE


def test_one_sheet_confirmed_by_many_is_taken_over_once(unit, representative):
    festival = FestivalFactory()
    DisciplineFactory(festival=festival, name="Tốp ca", squad_max=20)
    row = (1, "Lê Hoa", "Nữ", "05/03/1990", "", "Tốp ca")
    file = workbook(HEADER, row)
    pending = people_import.receive(file, "a.xlsx", unit=unit, by=representative, festival=festival)
    digest = people_import.plan(pending, timezone.now()).digest

    results = at_once(lambda: people_import.confirm(pending, by=representative, digest=digest, rows=[2]))

    assert [result["new"] for result in results] == [1] * AT_ONCE
    assert (Participant.objects.count(), EntryMember.objects.count()) == (1, 1)


def test_two_sheets_of_the_same_people_at_once(unit, representative):
    row = (1, "Lê Hoa", "Nữ", "05/03/1990", "")
    sheets = [
        people_import.receive(workbook(HEADER, row), "a.xlsx", unit=unit, by=representative, festival=None)
        for _ in range(AT_ONCE)
    ]
    digest = people_import.plan(sheets[0], timezone.now()).digest
    waiting = iter(sheets)

    results = at_once(lambda: people_import.confirm(next(waiting), by=representative, digest=digest, rows=[2]))

    assert sum(isinstance(result, dict) for result in results) == 1
    assert sum(isinstance(result, people_import.Outdated) for result in results) == AT_ONCE - 1
    assert Participant.objects.count() == 1
    assert PeopleImport.objects.filter(confirmed_at=None).count() == AT_ONCE - 1
