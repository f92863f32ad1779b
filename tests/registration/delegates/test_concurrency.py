"""Twenty representatives at once do not send more than the unit may."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connections

from events.registration.delegates import services
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.delegates.services import keeping, nominating
from tests.factories import MembershipFactory, UnitFactory
from tests.factories.events import ConferenceFactory

from .conftest import nominee

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

AT_ONCE = 20


def at_once(action):
    """The action in so many threads, which begin together, each with its number; what each returned or raised."""
    barrier = Barrier(AT_ONCE)

    def run(number):
        barrier.wait()
        try:
            return action(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.fixture
def scene():
    unit = UnitFactory()
    return ConferenceFactory(most_delegates=5), unit, MembershipFactory(unit=unit).user


def nominate(scene, number, **said):
    conference, unit, member = scene
    name = f"Lê {'ABCDEFGHIKLMNOPQRSTU'[number]}n"
    return services.nominate(conference, unit, [nominee(name, **said)], by=member, has_consent=True)


def test_no_more_than_the_unit_may_send(scene):
    results = at_once(lambda number: nominate(scene, number))

    assert Delegate.objects.count() == DelegateEvent.objects.count() == 5
    assert sum(isinstance(result, list) for result in results) == 5
    assert {type(result) for result in results} == {list, services.Refused}


def test_one_address_of_two_units_is_taken_once(scene):
    conference, _unit, _member = scene
    scenes = [(conference, member.memberships.get().unit, member) for member in (m.user for m in _members())]

    results = at_once(lambda number: nominate(scenes[number], number, email="a@b.vn"))

    assert sum(isinstance(result, list) for result in results) == 1
    assert Delegate.objects.filter(email="a@b.vn").count() == 1


def _members():
    return [MembershipFactory(unit=UnitFactory()) for _ in range(AT_ONCE)]


@pytest.mark.needs_postgresql  # on SQLite each transaction is a lock by itself
def test_without_the_lock_they_are_more(scene, monkeypatch):
    """The control: all look before anybody writes."""
    look, barrier = nominating.problems_of, Barrier(AT_ONCE)

    def look_and_wait(*args):
        found = look(*args)
        with suppress(BrokenBarrierError):
            barrier.wait(5)
        return found

    monkeypatch.setattr(keeping, "lock", lambda pk: scene[0])
    monkeypatch.setattr(nominating, "problems_of", look_and_wait)

    at_once(lambda number: nominate(scene, number))

    assert Delegate.objects.count() == AT_ONCE
