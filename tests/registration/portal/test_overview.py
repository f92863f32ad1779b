"""Choosing the unit and the festival, and the overview of what a unit has registered."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from events.registration import queries, services
from events.registration.models import SignedForm, State
from events.registration.paper import form
from events.registration.portal import checklist
from events.registration.portal.durations import time_left
from tests.factories.events import DisciplineFactory, FestivalFactory
from tests.factories.people import UserFactory
from tests.factories.registration import EntryFactory, EntryMemberFactory, RegistrationFactory
from tests.factories.units import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def client(client, unit):
    client.force_login(MembershipFactory(unit=unit).user)
    return client


@pytest.fixture
def page(client, unit):
    return lambda: client.get(f"/dang-ky/{unit.code}/").content.decode()


class TestWithoutAUnit:
    def test_it_says_how_to_ask_for_one(self, client):
        client.force_login(UserFactory())

        assert 'href="/tai-khoan/don-vi/"' in client.get("/dang-ky/").content.decode()

    @pytest.mark.parametrize("state", [Membership.State.SUSPENDED, Membership.State.REQUESTED])
    def test_it_says_how_the_request_stands(self, client, state):
        membership = MembershipFactory(state=state)
        client.force_login(membership.user)

        assert membership.unit.name in client.get("/dang-ky/").content.decode()


class TestChoosing:
    def test_of_several_festivals_one_is_chosen(self, page, unit):
        festivals = FestivalFactory.create_batch(2)

        for festival in festivals:
            assert reverse("portal_festival", args=[unit.code, festival.pk]) in page()

    def test_without_a_festival_those_that_are_over_can_be_read(self, client, page, unit):
        over = RegistrationFactory(unit=unit, festival=_over()).festival
        address = reverse("portal_festival", args=[unit.code, over.pk])
        entry = EntryFactory(unit=unit, discipline__festival=over, state=State.APPROVED, place=1)

        assert address in page()
        assert reverse("portal_entry", args=[unit.code, entry.pk]) in client.get(address).content.decode()

    def test_a_festival_that_is_not_published_is_not_there(self, client, unit):
        hidden = FestivalFactory(live=False)

        assert client.get(reverse("portal_festival", args=[unit.code, hidden.pk])).status_code == 404

    def test_a_festival_is_read_to_the_end_of_its_last_day_in_vietnam(self, client, unit, page, time_machine):
        FestivalFactory(
            title="Ngày Hội 2031",
            opens_at=_utc("2031-01-01T00:00"),
            closes_at=_utc("2031-02-01T00:00"),
            starts_on=date(2031, 3, 1),
            ends_on=date(2031, 3, 2),
        )

        time_machine.move_to("2031-03-02T16:59:59+00:00", tick=False)
        client.force_login(unit.memberships.get().user)
        assert "Ngày Hội 2031" in page()
        time_machine.move_to("2031-03-02T17:00:00+00:00", tick=False)
        assert "Ngày Hội 2031" not in page()


def _utc(text):
    return timezone.datetime.fromisoformat(f"{text}+00:00")


def _over():
    return FestivalFactory(
        starts_on=date(2024, 10, 1),
        ends_on=date(2024, 10, 2),
        opens_at=_utc("2024-08-01T00:00"),
        closes_at=_utc("2024-09-01T00:00"),
    )


class TestOverview:
    def test_an_open_discipline_can_be_entered_and_a_closed_one_cannot(self, page, unit):
        festival = FestivalFactory()
        opened = DisciplineFactory(festival=festival)
        closed = DisciplineFactory(festival=festival, closes_at=timezone.now() - timedelta(minutes=1))

        shown = page()

        assert reverse("portal_begin", args=[unit.code, festival.pk, opened.pk]) in shown
        assert reverse("portal_begin", args=[unit.code, festival.pk, closed.pk]) not in shown

    def test_the_deadline_stands_there_with_its_weekday(self, page):
        FestivalFactory(closes_at=_utc("2099-12-01T10:00"), starts_on=date(2099, 12, 20), ends_on=date(2099, 12, 21))

        assert "Thứ ba, 01/12/2099 17:00 GMT+7" in page()

    def test_own_entries_stand_with_their_state_and_what_is_missing(self, page, unit):
        draft = EntryFactory(unit=unit, name="Đội một", discipline__squad_min=3)
        EntryMemberFactory(entry=draft)
        other = EntryFactory(discipline=draft.discipline, name="Đội của đơn vị khác")

        shown = page()

        assert "Đội một" in shown
        assert "state--draft" in shown
        assert "own-entry__missing" in shown
        assert other.name not in shown

    def test_what_was_sent_back_says_why(self, page, unit):
        EntryFactory(unit=unit, state=State.RETURNED, place=1, reason="Thiếu một nữ")

        assert "Thiếu một nữ" in page()

    def test_the_waiting_list_says_the_place(self, page, unit):
        discipline = DisciplineFactory(quota=1)
        EntryFactory(discipline=discipline, state=State.SUBMITTED, place=1, arrival=1)
        EntryFactory(discipline=discipline, state=State.WAITING, arrival=2)
        EntryFactory(discipline=discipline, unit=unit, state=State.WAITING, arrival=3)

        assert '<span class="own-entry__note">' in page()
        assert "state--waiting" in page()

    def test_an_organiser_reads_and_has_no_buttons(self, client, unit):
        discipline = DisciplineFactory()
        client.force_login(UserFactory(is_superuser=True))

        shown = client.get(f"/dang-ky/{unit.code}/").content.decode()

        assert discipline.name in shown
        assert reverse("portal_begin", args=[unit.code, discipline.festival_id, discipline.pk]) not in shown

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_asks_the_database_as_often_for_three_as_for_one(self, client, unit, number, django_assert_num_queries):
        festival = FestivalFactory()
        for _ in range(number):
            entry = EntryFactory(unit=unit, discipline=DisciplineFactory(festival=festival))
            EntryMemberFactory.create_batch(number, entry=entry)
            EntryFactory(discipline=entry.discipline)
        client.get(f"/dang-ky/{unit.code}/")

        with django_assert_num_queries(19):
            client.get(f"/dang-ky/{unit.code}/")


@pytest.mark.parametrize(
    "left",
    [timedelta(days=9, hours=5), timedelta(days=6, hours=4), timedelta(hours=5, minutes=9), timedelta(minutes=12)],
)
def test_the_time_left_is_never_more_than_there_is(left):
    now = timezone.now()
    said = time_left(now + left, now)

    numbers = [int(word) for word in said.split() if word.isdecimal()]
    assert numbers == {9: [9], 6: [6, 4], 0: [5, 9] if left > timedelta(hours=1) else [12]}[left.days]


def test_of_a_deadline_that_has_come_nothing_is_left():
    now = timezone.now()

    assert time_left(now, now) == ""
    assert time_left(now + timedelta(seconds=1), now)


class TestChecklist:
    @pytest.fixture
    def registration(self, unit):
        return RegistrationFactory(unit=unit, festival=FestivalFactory())

    def done(self, registration):
        rows = queries.overview(registration.festival, registration.unit, timezone.now())
        tasks = checklist.of(registration.festival, registration.unit, registration, rows)
        return [task.is_done for task in tasks]

    def test_of_a_unit_that_has_done_nothing_nothing_is_done(self, registration):
        assert self.done(registration) == [False, False, False, False, False]

    def test_each_is_done_when_it_is(self, registration):
        unit, festival = registration.unit, registration.festival
        entry = EntryFactory(unit=unit, discipline__festival=festival, state=State.SUBMITTED, place=1)
        EntryMemberFactory(entry=entry)
        user = MembershipFactory(unit=unit).user
        services.give_consent(registration, by=user, text=queries.consent_text(festival))
        assert self.done(registration) == [True, True, True, False, False]

        SignedForm.objects.create(registration=registration, size=1, fingerprint=form.fingerprint(registration))
        assert self.done(registration) == [True, True, True, True, True]

        EntryMemberFactory(entry=entry)
        assert self.done(registration) == [True, True, True, False, False]

    @pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED])
    def test_what_is_not_handed_in_is_still_to_do(self, registration, state):
        discipline = DisciplineFactory(festival=registration.festival)
        place = None if state == State.DRAFT else 1
        EntryFactory(unit=registration.unit, discipline=discipline, state=state, place=place)

        assert not self.done(registration)[2]
