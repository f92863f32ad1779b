"""Whom a change concerns: those who registered for it, sent somebody, or are sent; nobody twice, and nobody else."""

from datetime import timedelta

import pytest

from accounts.models import Membership, User
from events.calendars import ledger
from events.calendars.models import CalendarChange
from events.models import EventState
from events.registration.models import State
from tests.factories import DisciplineFactory, EntryFactory, MembershipFactory, RegistrationFactory
from tests.factories.registration import DelegateFactory

from .conftest import told

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def other():
    """Another unit, whose representative is b@example.vn."""
    return MembershipFactory(user__email="b@example.vn").unit


class TestFestival:
    def test_registered_units_are_told_of_the_festival(self, festival, other, change, rest):
        change(festival, place="Sân vận động")
        rest()
        assert list(told()) == ["a@example.vn"]

    def test_and_of_its_deadline(self, festival, other, change, rest):
        change(festival, closes_at=festival.closes_at + HOUR)
        rest()
        assert list(told()) == ["a@example.vn"]

    def test_and_of_a_session_for_everyone(self, festival, other, session, change, rest):
        change(session(festival), hall="Sân chính")
        rest()
        assert list(told()) == ["a@example.vn"]

    @pytest.mark.parametrize("state", State)
    def test_a_discipline_s_session_concerns_those_who_hold_a_place_or_wait(
        self, festival, other, session, change, rest, state
    ):
        discipline = DisciplineFactory(festival=festival, name="Kéo co")
        holds = state in (State.SUBMITTED, State.RETURNED, State.APPROVED)
        EntryFactory(discipline=discipline, unit=other, state=state, place=1 if holds else None)
        change(session(festival, "Chung kết kéo co", discipline=discipline), hall="Sân 2")
        rest()
        assert list(told()) == (["b@example.vn"] if holds or state == State.WAITING else [])

    def test_a_discipline_s_own_deadline_concerns_all_who_registered(self, festival, other, change, rest):
        discipline = DisciplineFactory(festival=festival, name="Kéo co", closes_at=festival.closes_at - 24 * HOUR)
        ledger.refresh(festival.pk)
        change(discipline, closes_at=festival.closes_at - 48 * HOUR)
        rest()
        (move,) = told()["a@example.vn"].context["moves"]
        assert move["title"].endswith("Kéo co – Ngày Hội Mùa thu")

    def test_each_hears_of_what_concerns_them(self, festival, other, session, change, rest):
        RegistrationFactory(festival=festival, unit=other)
        discipline = DisciplineFactory(festival=festival, name="Kéo co")
        EntryFactory(discipline=discipline, unit=other, state=State.SUBMITTED, place=1)
        change(session(festival, "Chung kết kéo co", discipline=discipline), hall="Sân 2")
        change(session(festival, "Bế mạc"), hall="Sân 2")
        rest()
        found = {who: [move["title"] for move in one.context["moves"]] for who, one in told().items()}
        assert found == {"a@example.vn": ["Bế mạc"], "b@example.vn": ["Chung kết kéo co", "Bế mạc"]}
        assert len(told()["b@example.vn"].context["calendar"]) == 2


class TestConference:
    def test_representatives_and_delegates_are_told(self, conference, other, change, rest):
        change(conference, place="Hội trường B")
        rest()
        assert list(told()) == ["a@example.vn", "d@example.vn"]

    def test_its_deadline_concerns_representatives_alone(self, conference, change, rest):
        change(conference, closes_at=conference.closes_at + HOUR)
        rest()
        assert list(told()) == ["a@example.vn"]

    @pytest.mark.parametrize("state", ["declined", "withdrawn"])
    def test_a_unit_none_of_whose_delegates_comes_is_not_told(self, conference, other, change, rest, state):
        DelegateFactory(conference=conference, unit=other, state=state, email="x@example.vn")
        change(conference, place="Hội trường B")
        rest()
        assert list(told()) == ["a@example.vn", "d@example.vn"]

    def test_a_delegate_without_an_address_is_told_through_the_unit(self, conference, other, change, rest):
        DelegateFactory(conference=conference, unit=other, state="confirmed")
        change(conference, place="Hội trường B")
        rest()
        assert list(told()) == ["a@example.vn", "b@example.vn", "d@example.vn"]

    def test_a_meal_concerns_those_who_have_chosen_it(self, conference, unit, other, session, change, rest):
        meal = session(conference, "Ăn trưa", asks_delegates=True)
        DelegateFactory(conference=conference, unit=unit, email="e@example.vn")
        eats = DelegateFactory(conference=conference, unit=other, email="f@example.vn")
        eats.sessions.add(meal)
        change(meal, starts_at=meal.starts_at + HOUR, ends_at=meal.ends_at + HOUR)
        rest()
        assert list(told()) == ["b@example.vn", "f@example.vn"]

    def test_a_meal_that_nobody_has_chosen_concerns_nobody(self, conference, session, change, rest):
        change(session(conference, "Ăn trưa", asks_delegates=True), hall="Nhà ăn")
        assert rest() == 0

    def test_nor_does_it_when_it_is_deleted(self, conference, session, rest):
        meal = session(conference, "Ăn trưa", asks_delegates=True)
        meal.delete()
        ledger.refresh(conference.pk)
        assert CalendarChange.objects.filter(told_at=None).exists()
        assert rest() == 0

    def test_a_session_that_is_deleted_concerns_all(self, conference, session, rest):
        gone = session(conference)
        gone.delete()
        ledger.refresh(conference.pk)
        rest()
        assert list(told()) == ["a@example.vn", "d@example.vn"]


class TestOnce:
    def test_one_who_acts_for_two_units_gets_one_mail(self, festival, other, change, rest):
        MembershipFactory(unit=other, user=User.objects.get(email="a@example.vn"))
        RegistrationFactory(festival=festival, unit=other)
        change(festival, place="Sân vận động")
        rest()
        assert list(told()) == ["a@example.vn", "b@example.vn"]

    def test_a_representative_who_is_a_delegate_too_gets_one_mail(self, conference, unit, change, rest):
        DelegateFactory(conference=conference, unit=unit, email="A@Example.vn")
        change(conference, place="Hội trường B")
        rest()
        assert list(told()) == ["a@example.vn", "d@example.vn"]

    def test_what_both_are_concerned_by_stands_in_it(self, conference, unit, other, session, change, rest):
        meal = session(conference, "Ăn trưa", asks_delegates=True)
        eats = DelegateFactory(conference=conference, unit=other, email="A@Example.vn")
        eats.sessions.add(meal)
        change(meal, hall="Nhà ăn")
        rest()
        assert {address.lower() for address in told()} == {"a@example.vn", "b@example.vn"}

    @pytest.mark.parametrize("state", [state for state in Membership.State if state != Membership.State.ACTIVE])
    def test_who_does_not_act_for_the_unit_any_more_is_not_told(self, festival, unit, change, rest, state):
        MembershipFactory(unit=unit, state=state)
        MembershipFactory(unit=unit, user__is_active=False)
        change(festival, place="Sân vận động")
        rest()
        assert list(told()) == ["a@example.vn"]

    def test_an_event_without_anyone_is_no_error(self, other, change, rest, festival):
        festival.registrations.all().delete()
        change(festival, place="Sân vận động")
        assert rest() == 0


def test_a_cancelled_festival_reaches_everyone_once(festival, other, session, change, rest):
    discipline = DisciplineFactory(festival=festival, name="Kéo co")
    EntryFactory(discipline=discipline, unit=other, state=State.SUBMITTED, place=1)
    RegistrationFactory(festival=festival, unit=other)
    for number in range(3):
        session(festival, f"Lượt {number}", discipline=discipline)
    change(festival, state=EventState.CANCELLED, state_reason="Bão số 9")
    rest()
    assert set(told()) == {"a@example.vn", "b@example.vn"}
    for notice in told().values():
        assert [move["title"] for move in notice.context["moves"]] == ["Ngày Hội Mùa thu"]
        assert notice.subject == "Hủy: Ngày Hội Mùa thu"
    # Itself, its deadline, and for those who play three sessions.
    assert [len(told()[who].context["calendar"]) for who in ("a@example.vn", "b@example.vn")] == [2, 5]
