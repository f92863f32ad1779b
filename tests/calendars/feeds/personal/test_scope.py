"""What stands in somebody's own feed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.queries import proved_addresses
from events.calendars import ledger
from events.registration.delegates.models import Delegate
from events.registration.models import State
from tests.calendars.feeds.clock import NOW
from tests.calendars.feeds.words import deadline, nomination
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, MembershipFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

pytestmark = pytest.mark.django_db

OVER = {"opens_at": NOW - timedelta(days=9), "closes_at": NOW - timedelta(days=1)}


class TestOfARepresentative:
    def test_what_registration_is_open_for(self, events_at, address):
        FestivalFactory(title="Ngày Hội")
        ConferenceFactory(title="Hội nghị")
        FestivalFactory(title="Đã đóng", **OVER)
        ConferenceFactory(title="Cũng đã đóng", **OVER)
        DisciplineFactory(
            festival=FestivalFactory(title="Còn một môn", **OVER), closes_at=NOW + timedelta(days=1), name="Kéo co"
        )
        ledger.refresh_all()

        found = events_at(address).keys()

        assert {"Ngày Hội", deadline("Ngày Hội"), "Hội nghị", nomination("Hội nghị")} < found
        assert {"Còn một môn", deadline("Kéo co – Còn một môn")} < found
        assert not any("đã đóng" in name.lower() for name in found)

    def test_the_sessions_for_all_and_those_of_the_disciplines_entered(self, events_at, address, unit):
        festival = FestivalFactory(title="Ngày Hội", **OVER)
        football, chess = (DisciplineFactory(festival=festival, name=name) for name in ("Bóng đá", "Cờ vua"))
        EntryFactory(unit=unit, discipline=football, state=State.SUBMITTED, place=1)
        SessionFactory(event=festival, title="Khai mạc")
        SessionFactory(event=festival, title="Lượt trận 1", discipline=football)
        SessionFactory(event=festival, title="Ván 1", discipline=chess)
        ledger.refresh_all()

        assert events_at(address).keys() == {
            "Ngày Hội",
            deadline("Ngày Hội"),
            "Khai mạc – Ngày Hội",
            "Lượt trận 1 – Ngày Hội",
        }

    @pytest.mark.parametrize(
        ("state", "place", "concerned"),
        [
            (State.DRAFT, None, False),
            (State.WAITING, None, True),
            (State.RETURNED, 1, True),
            (State.APPROVED, 1, True),
            (State.REJECTED, None, False),
            (State.WITHDRAWN, None, False),
        ],
    )
    def test_an_entry_in_each_state(self, events_at, address, unit, state, place, concerned):
        football = DisciplineFactory(festival__title="Ngày Hội")
        EntryFactory(unit=unit, discipline=football, state=state, place=place)
        SessionFactory(event=football.festival, title="Lượt trận 1", discipline=football)
        ledger.refresh_all()

        assert ("Lượt trận 1 – Ngày Hội" in events_at(address)) == concerned

    def test_the_festival_lists_the_unit_s_own_entries(self, events_at, address, unit, clock):
        festival = FestivalFactory(title="Ngày Hội", intro="Mời dự.")
        football = DisciplineFactory(festival=festival, name="Bóng đá nam", position=1)
        ledger.refresh_all()
        clock.shift(60)
        entry = EntryFactory(unit=unit, discipline=football, name="Đội 1", state=State.SUBMITTED, place=1)
        EntryFactory(discipline=football, name="Đội khác", state=State.SUBMITTED, place=2)

        event = events_at(address)["Ngày Hội"]

        assert f"{_('Your entries:')}\nBóng đá nam – Đội 1: {State.SUBMITTED.label}\n\nMời dự." in event["DESCRIPTION"]
        assert "Đội khác" not in event["DESCRIPTION"]
        assert event["SEQUENCE"] == 0
        assert event.decoded("DTSTAMP") == entry.changed_at.replace(microsecond=0) == NOW + timedelta(minutes=1)

    def test_of_several_units_each_entry_names_its_own(self, events_at, address, unit, user):
        other = MembershipFactory(user=user, unit__short_name="Viện").unit
        football = DisciplineFactory(festival__title="Ngày Hội", name="Bóng đá")
        for place, owner in enumerate((unit, other)):
            EntryFactory(unit=owner, discipline=football, state=State.APPROVED, place=place)
        ledger.refresh_all()

        approved = State.APPROVED.label
        said = events_at(address)["Ngày Hội"]["DESCRIPTION"]
        assert f"Cục CNX, Bóng đá: {approved}\nViện, Bóng đá: {approved}" in said

    def test_the_sessions_that_its_delegates_attend(self, events_at, address, unit):
        page = ConferenceFactory(title="Hội nghị", **OVER)
        SessionFactory(event=page, title="Khai mạc")
        lunch, tour = (
            SessionFactory(event=page, title=title, asks_delegates=True) for title in ("Ăn trưa", "Tham quan")
        )
        DelegateFactory(conference=page, unit=unit).sessions.add(lunch)
        DelegateFactory(conference=page).sessions.add(tour)
        ledger.refresh_all()

        assert events_at(address).keys() == {
            "Hội nghị",
            nomination("Hội nghị"),
            "Khai mạc – Hội nghị",
            "Ăn trưa – Hội nghị",
        }

    @pytest.mark.parametrize("state", [Delegate.State.DECLINED, Delegate.State.WITHDRAWN])
    def test_not_of_delegates_who_do_not_come(self, events_at, address, unit, state):
        page = ConferenceFactory(title="Hội nghị", **OVER)
        DelegateFactory(conference=page, unit=unit, state=state)
        ledger.refresh_all()

        assert not events_at(address)

    @pytest.mark.parametrize("state", [state for state in Membership.State if state != Membership.State.ACTIVE])
    def test_one_who_does_not_represent_the_unit_now(self, events_at, address, unit, membership, state):
        football = DisciplineFactory()
        EntryFactory(unit=unit, discipline=football, state=State.APPROVED, place=1)
        ledger.refresh_all()
        membership.state = state
        membership.save()

        assert not events_at(address)

    def test_a_unit_that_has_left(self, events_at, address, unit):
        FestivalFactory()
        ledger.refresh_all()
        unit.is_active = False
        unit.save()

        assert not events_at(address)


class TestOfADelegate:
    @pytest.fixture
    def person(self, user, membership):
        membership.delete()
        return user

    @pytest.fixture
    def conference(self):
        page = ConferenceFactory(title="Hội nghị")
        SessionFactory(event=page, title="Khai mạc")
        SessionFactory(event=page, title="Ăn trưa", asks_delegates=True)
        return page

    @pytest.mark.parametrize(
        ("written", "verified", "concerned"),
        [
            ("hoa@example.vn", True, True),
            ("HOA@Example.vn", True, True),
            ("hoa@example.vn", False, False),
            ("", True, False),
        ],
    )
    def test_by_their_own_address_that_is_confirmed(
        self, person, address, conference, events_at, written, verified, concerned
    ):
        EmailAddress.objects.create(user=person, email="hoa@example.vn", verified=verified)
        DelegateFactory(conference=conference, email=written)
        ledger.refresh_all()

        assert events_at(address).keys() == ({"Hội nghị", "Khai mạc – Hội nghị"} if concerned else set())

    def test_not_of_an_account_that_is_closed(self, person, conference):
        EmailAddress.objects.create(user=person, email="hoa@example.vn", verified=True)
        DelegateFactory(conference=conference, email="hoa@example.vn")
        assert proved_addresses(person) == ["hoa@example.vn"]
        person.is_active = False
        assert proved_addresses(person) == []

    def test_nothing_of_who_is_neither(self, person, address, conference, events_at):
        FestivalFactory()
        DelegateFactory(conference=conference)
        ledger.refresh_all()

        assert not events_at(address)
