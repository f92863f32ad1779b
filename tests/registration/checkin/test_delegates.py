"""Which delegates are expected and have come, by two doors at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import EDITOR, ORGANISER
from events.registration.checkin import delegate_arrivals, delegates
from events.registration.delegates.models import Delegate, DelegateEvent
from tests.factories import UnitFactory, UserFactory, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .test_services import at_once

State = Delegate.State


@pytest.fixture
def organiser(db):
    return UserFactory(role=ORGANISER)


def confirmed(**said) -> Delegate:
    return DelegateFactory(state=State.CONFIRMED, **said)


@pytest.mark.django_db
def test_an_arrival_is_news_once_and_stands_in_the_trail(organiser):
    delegate = confirmed()

    assert delegate_arrivals.arrive(delegate.pk, by=organiser)
    delegate.refresh_from_db()
    came = delegate.arrived_at
    assert not delegate_arrivals.arrive(delegate.pk, by=organiser)

    delegate.refresh_from_db()
    assert (delegate.arrived_at, delegate.arrived_by, delegate.revision) == (came, organiser, 1)
    assert list(delegate.events.values_list("action", "actor")) == [("arrive", organiser.pk)]


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(set(State) - {State.CONFIRMED}))
def test_who_is_not_confirmed_does_not_arrive(organiser, state):
    delegate = DelegateFactory(state=state)

    assert not delegate_arrivals.arrive(delegate.pk, by=organiser)

    delegate.refresh_from_db()
    assert delegate.arrived_at is None
    assert not DelegateEvent.objects.exists()


@pytest.mark.django_db
def test_what_is_taken_back_stays_in_the_trail(organiser):
    delegate, other = confirmed(), UserFactory(role=ORGANISER)
    delegate_arrivals.arrive(delegate.pk, by=organiser)
    delegate.refresh_from_db()
    came = delegate.arrived_at

    assert delegate_arrivals.undo_arrival(delegate.pk, by=other)
    assert not delegate_arrivals.undo_arrival(delegate.pk, by=other)
    assert delegate_arrivals.arrive(delegate.pk, by=organiser)

    trail = list(delegate.events.values_list("action", "actor", "detail"))
    assert trail == [
        ("arrive", organiser.pk, {}),
        ("undo_arrival", other.pk, {"arrived_at": came.isoformat()}),
        ("arrive", organiser.pk, {}),
    ]


@pytest.mark.django_db
def test_only_who_organises_checks_in(organiser):
    delegate = confirmed()
    for user in (UserFactory(), UserFactory(role=EDITOR)):
        for act in (delegate_arrivals.arrive, delegate_arrivals.undo_arrival):
            with pytest.raises(PermissionDenied):
                act(delegate.pk, by=user)

    delegate.refresh_from_db()
    assert delegate.arrived_at is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_doors_at_once_one_has_the_news_and_nobody_an_error():
    delegate, organiser = confirmed(), UserFactory(role=ORGANISER)

    answers = at_once(8, lambda: delegate_arrivals.arrive(delegate.pk, by=organiser))

    assert sorted(answers) == [False] * 7 + [True]
    assert delegate.events.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_take_an_arrival_back_one_did():
    delegate, organiser = confirmed(arrived_at=hanoi(2026, 12, 17, 7, 45)), UserFactory(role=ORGANISER)

    answers = at_once(4, lambda: delegate_arrivals.undo_arrival(delegate.pk, by=organiser))

    assert sorted(answers) == [False] * 3 + [True]
    assert delegate.events.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["uoc", "ĐỖ ƯỚC", "Ước Đỗ  ", "do thi"])
def test_a_delegate_is_found_by_name_in_whichever_accents(typed):
    delegate = confirmed(full_name="Đỗ Thị Ước")
    confirmed(full_name="Đỗ Thị Ước")  # of another conference

    assert delegates.find(delegate.conference, typed) == [delegate]


@pytest.mark.django_db
def test_a_code_is_found_in_its_own_conference_alone():
    delegate = confirmed()

    assert delegates.find(delegate.conference, f"https://vi.du/?q={delegate.token.lower()}") == [delegate]
    assert delegates.find(ConferenceFactory(), delegate.token) == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "' OR 1=1", "xyz", "2222222222"])
def test_nobody_is_found_by_nonsense(typed):
    assert delegates.find(confirmed().conference, typed) == []


@pytest.mark.django_db
def test_of_one_name_who_may_come_in_stands_first():
    conference = ConferenceFactory()
    made = {
        state: DelegateFactory(conference=conference, full_name="Lê An", state=state)
        for state in (State.WITHDRAWN, State.DECLINED, State.NOMINATED, State.CONFIRMED)
    }

    assert delegates.find(conference, "an") == list(reversed(made.values()))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 15])
def test_finding_costs_as_many_queries_whomever_it_finds(django_assert_num_queries, count):
    conference = ConferenceFactory()
    sessions = [SessionFactory(event=conference, asks_delegates=True) for _ in range(3)]
    for number in range(count):
        arrived = {"arrived_at": hanoi(2026, 12, 17, 7, 45), "arrived_by": UserFactory()}
        confirmed(conference=conference, full_name=f"Lê An {number}", **arrived).sessions.set(sessions)

    with django_assert_num_queries(2):
        found = delegates.find(conference, "an")
        told = [(one.unit.name, str(one.arrived_by), [str(session) for session in one.sessions.all()]) for one in found]

    assert len(told) == count


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 50])
def test_units_are_counted_in_two_queries(django_assert_num_queries, count):
    conference, moment = ConferenceFactory(), hanoi(2026, 12, 17, 7, 45)
    for number in range(count):
        unit = UnitFactory()
        confirmed(conference=conference, unit=unit, arrived_at=moment + timedelta(minutes=number))
        confirmed(conference=conference, unit=unit)
        DelegateFactory(conference=conference, unit=unit)
    DelegateFactory(conference=conference)

    with django_assert_num_queries(2):
        counts = delegates.arrivals_by_unit(conference)

    assert [(row.expected, row.arrived, row.missing) for row in counts] == [(2, 1, 1)] * count
