"""Nominating, changing, withdrawing, confirming: each with its audit row, and with nothing that the rules forbid."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from events.models import DelegateQuota
from events.registration.delegates import consents, services
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.delegates.queries import quota_of
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .conftest import codes, nominee

pytestmark = pytest.mark.django_db

State = Delegate.State
DAY = timedelta(days=1)


def closed(conference):
    conference.opens_at, conference.closes_at = timezone.now() - 2 * DAY, timezone.now() - DAY
    conference.save()


def refused(action, *args, **said) -> list[str]:
    before = list(Delegate.objects.order_by("pk").values()), DelegateEvent.objects.count()
    with pytest.raises(services.Refused) as problem:
        action(*args, **said)
    assert (list(Delegate.objects.order_by("pk").values()), DelegateEvent.objects.count()) == before
    return codes(problem.value.problems)


def trail(delegate) -> list[str]:
    return list(delegate.events.values_list("action", flat=True))


@pytest.fixture
def nominate(conference, unit, member):
    def nominate(*nominees, of=conference, for_=unit, by=member, has_consent=True):
        return services.nominate(of, for_, nominees, by=by, has_consent=has_consent)

    return nominate


class TestNominating:
    def test_a_delegate_waits_for_confirmation(self, nominate, member, lunch):
        [delegate] = nominate(nominee("TRẦN THỊ HÒA", email="Hoa@B.vn", diet="vegetarian", sessions=[lunch.pk]))

        delegate.refresh_from_db()
        assert (delegate.full_name, delegate.email, delegate.state) == ("Trần Thị Hòa", "hoa@b.vn", State.NOMINATED)
        assert (delegate.diet, list(delegate.sessions.all())) == ("vegetarian", [lunch])
        event = delegate.events.get()
        assert (event.action, event.actor) == ("nominate", member)
        text = consents.current_text()
        assert event.detail["consent"] == {"text": text, "hash": consents.digest(text)}

    def test_all_or_none(self, nominate):
        assert refused(nominate, nominee("Lê An"), nominee("Lê Bình", "")) == ["post_missing"]
        assert Delegate.objects.count() == 0

    def test_the_unit_says_that_they_agree(self, nominate):
        assert refused(nominate, nominee(), has_consent=False) == ["consent_missing"]

    def test_all_problems_at_once(self, nominate, conference):
        closed(conference)
        assert refused(nominate, nominee("", ""), has_consent=False) == [
            "nomination_closed",
            "name_missing",
            "post_missing",
            "consent_missing",
        ]

    def test_nobody_and_too_many(self, nominate):
        assert refused(nominate) == ["nobody"]
        assert refused(nominate, *[nominee(f"Lê An {n}") for n in range(51)]) == ["too_many_at_once"]

    def test_the_number_of_the_conference(self, nominate):
        nominate(nominee("Lê An"), nominee("Lê Bình"))

        assert refused(nominate, nominee("Lê Chi"), nominee("Lê Dung")) == ["quota_exceeded"]
        assert len(nominate(nominee("Lê Chi"))) == 1

    def test_the_number_of_the_unit(self, nominate, conference, unit):
        DelegateQuota.objects.create(page=conference, unit=unit, most=1)
        nominate(nominee())

        assert refused(nominate, nominee("Lê An")) == ["quota_exceeded"]
        assert quota_of(conference, UnitFactory()) == 3

    def test_a_unit_that_sends_nobody(self, nominate, conference, unit):
        DelegateQuota.objects.create(page=conference, unit=unit, most=0)
        assert refused(nominate, nominee()) == ["quota_none"]

    def test_without_a_number_anybody(self, nominate):
        of = ConferenceFactory()
        assert len(nominate(*[nominee(f"Lê {name}") for name in ("An", "Bình", "Chi", "Dung", "Em")], of=of)) == 5

    def test_who_was_declined_or_withdrawn_does_not_count(self, nominate, conference, unit):
        DelegateFactory(conference=conference, unit=unit, state=State.DECLINED, full_name="Trần Thị Hòa")
        DelegateFactory(conference=conference, unit=unit, state=State.WITHDRAWN)

        assert len(nominate(nominee(), nominee("Lê An"), nominee("Lê Bình"))) == 3

    def test_another_unit_counts_for_itself(self, nominate, conference):
        other = UnitFactory()
        DelegateFactory.create_batch(3, conference=conference, unit=other)
        assert len(nominate(nominee())) == 1

    def test_the_same_person_and_the_same_address(self, nominate, conference):
        nominate(nominee(email="a@b.vn"))
        DelegateFactory(conference=conference, email="C@d.vn")

        assert refused(nominate, nominee("trần thị hoà", "phó vụ trưởng")) == ["delegate_twice"]
        assert refused(nominate, nominee("Lê An", email="A@b.vn")) == ["email_twice"]
        assert refused(nominate, nominee("Lê An", email="c@D.vn")) == ["email_of_another_unit"]
        assert len(nominate(nominee("Lê An", email="a@b.vn"), of=ConferenceFactory())) == 1

    def test_sessions_of_this_conference_alone(self, nominate, conference):
        elsewhere = SessionFactory(asks_delegates=True)
        not_asked = SessionFactory(event=conference)
        cancelled = SessionFactory(event=conference, asks_delegates=True, is_cancelled=True)
        for session in (elsewhere, not_asked, cancelled):
            assert refused(nominate, nominee(sessions=[session.pk])) == ["session_unknown"]
        assert refused(nominate, nominee(sessions=[0])) == ["session_unknown"]

    @pytest.mark.parametrize(("opens", "closes", "code"), [(1, 2, "nomination_before"), (-2, -1, "nomination_closed")])
    def test_outside_the_window(self, nominate, opens, closes, code):
        now = timezone.now()
        of = ConferenceFactory(opens_at=now + opens * DAY, closes_at=now + closes * DAY)
        assert refused(nominate, nominee(), of=of) == [code]

    def test_without_a_window(self, nominate):
        assert refused(nominate, nominee(), of=ConferenceFactory(opens_at=None, closes_at=None)) == ["nomination_unset"]

    def test_a_cancelled_conference(self, nominate):
        of = ConferenceFactory(state="cancelled", state_reason="Bão")
        assert refused(nominate, nominee(), of=of) == ["conference_cancelled"]

    def test_who_represents_another_unit(self, nominate):
        for stranger in (MembershipFactory().user, UserFactory()):
            with pytest.raises(PermissionDenied):
                nominate(nominee(), by=stranger)


class TestChanging:
    @pytest.fixture
    def delegate(self, nominate):
        return nominate(nominee(email="a@b.vn"))[0]

    def test_what_is_said(self, delegate, member, lunch):
        said = nominee("Lê An", "Vụ trưởng", diet="vegetarian", sessions=[lunch.pk])

        services.change(delegate, said, by=member, revision=1, has_consent=True)

        delegate.refresh_from_db()
        assert (delegate.full_name, delegate.post, delegate.email) == ("Lê An", "Vụ trưởng", "")
        assert (delegate.folded_name, delegate.revision) == ("le an", 2)
        detail = delegate.events.last().detail
        assert detail["changed"]["full_name"] == ["Trần Thị Hòa", "Lê An"]
        assert detail["sessions"] == {"added": ["Ăn trưa"], "removed": []}
        assert detail["consent"]["hash"]

    def test_another_person_agrees_first(self, delegate, member):
        assert refused(services.change, delegate, nominee("Lê An"), by=member, revision=1) == ["consent_missing"]

    def test_nothing_new_makes_no_revision(self, delegate, member):
        services.change(delegate, nominee(email="a@b.vn"), by=member, revision=1)
        delegate.refresh_from_db()
        assert (delegate.revision, trail(delegate)) == (1, ["nominate"])

    def test_somebody_else_was_faster(self, delegate, member):
        services.change(delegate, nominee(post="Vụ trưởng"), by=member, revision=1)

        with pytest.raises(services.Changed) as other:
            services.change(delegate, nominee(post="Chuyên viên"), by=member, revision=1)

        assert (other.value.delegate.post, Delegate.objects.get().post) == ("Vụ trưởng", "Vụ trưởng")

    @pytest.mark.parametrize(
        ("said", "state"),
        [
            ({"email": "new@b.vn"}, State.CONFIRMED),
            ({"email": "a@b.vn", "diet": "vegetarian"}, State.CONFIRMED),
            ({"email": "a@b.vn", "post": "Vụ trưởng"}, State.NOMINATED),
            ({"email": "a@b.vn", "full_name": "Trần Thị Hoa"}, State.NOMINATED),
        ],
    )
    def test_name_and_post_are_confirmed_anew(self, delegate, member, organiser, conference, said, state):
        services.confirm(conference, {delegate.pk: 1}, by=organiser)
        services.change(delegate, nominee(**said), by=member, revision=2, has_consent=True)

        delegate.refresh_from_db()
        assert delegate.state == state
        assert ("states" in delegate.events.last().detail) == (state == State.NOMINATED)

    def test_sessions_of_a_confirmed_delegate_change_freely(self, delegate, member, organiser, conference, lunch):
        services.confirm(conference, {delegate.pk: 1}, by=organiser)
        services.change(delegate, nominee(email="a@b.vn", sessions=[lunch.pk]), by=member, revision=2)

        delegate.refresh_from_db()
        assert (delegate.state, list(delegate.sessions.all())) == (State.CONFIRMED, [lunch])

    def test_a_session_that_is_no_longer_offered_stays(self, delegate, member, lunch):
        delegate.sessions.add(lunch)
        lunch.asks_delegates = False
        lunch.save()

        services.change(delegate, nominee(post="Vụ trưởng"), by=member, revision=1)

        assert list(delegate.sessions.all()) == [lunch]

    def test_not_after_closing(self, delegate, member, conference):
        closed(conference)
        assert refused(services.change, delegate, nominee(post="A"), by=member, revision=1) == ["nomination_closed"]

    def test_not_into_another_of_the_unit(self, delegate, member, nominate):
        nominate(nominee("Lê An"))
        said = nominee("Lê Ân")
        assert refused(services.change, delegate, said, by=member, revision=1, has_consent=True) == ["delegate_twice"]

    @pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN])
    def test_not_when_it_came_to_nothing(self, delegate, member, state):
        Delegate.objects.update(state=state)
        assert refused(services.change, delegate, nominee(post="A"), by=member, revision=1) == ["delegate_not_now"]

    def test_strangers_change_nothing(self, delegate):
        with pytest.raises(PermissionDenied):
            services.change(delegate, nominee("Lê An"), by=MembershipFactory().user, revision=1)


class TestWithdrawing:
    def test_also_after_closing(self, nominate, member, conference):
        [delegate] = nominate(nominee())
        closed(conference)

        services.withdraw(delegate, by=member, reason="Đi công tác")
        services.withdraw(delegate, by=member, reason="lần hai")

        delegate.refresh_from_db()
        assert (delegate.state, delegate.reason) == (State.WITHDRAWN, "Đi công tác")
        assert trail(delegate) == ["nominate", "withdraw"]

    def test_not_who_has_come(self, nominate, member):
        [delegate] = nominate(nominee())
        Delegate.objects.update(arrived_at=timezone.now())
        assert refused(services.withdraw, delegate, by=member) == ["delegate_has_arrived"]

    def test_not_when_it_is_over(self, member, unit):
        over = ConferenceFactory(starts_on=(timezone.localdate() - 3 * DAY), opens_at=None, closes_at=None)
        delegate = DelegateFactory(conference=over, unit=unit)
        assert refused(services.withdraw, delegate, by=member) == ["conference_over"]

    def test_a_reason_is_as_long_as_the_database_holds(self, nominate, member):
        [delegate] = nominate(nominee())
        assert refused(services.withdraw, delegate, by=member, reason="x" * 301) == ["text_too_long"]

    def test_strangers_withdraw_nobody(self, nominate):
        [delegate] = nominate(nominee())
        with pytest.raises(PermissionDenied):
            services.withdraw(delegate, by=MembershipFactory().user)


class TestDeciding:
    def test_many_at_once(self, nominate, conference, organiser):
        people = nominate(nominee("Lê An"), nominee("Lê Bình"), nominee("Lê Chi"))
        services.withdraw(people[2], by=organiser)

        outcome = services.confirm(conference, {person.pk: 1 for person in people}, by=organiser)

        assert (outcome.done, outcome.refused) == (people[:2], people[2:])
        people[0].refresh_from_db()
        assert (people[0].state, people[0].decided_by, people[0].revision) == (State.CONFIRMED, organiser, 2)
        assert trail(people[0]) == ["nominate", "confirm"]

    def test_twice_is_as_once(self, nominate, conference, organiser):
        [delegate] = nominate(nominee())
        services.confirm(conference, {delegate.pk: 1}, by=organiser)

        outcome = services.confirm(conference, {delegate.pk: 1}, by=organiser)

        assert (outcome.done, outcome.already) == ([], [delegate])

    def test_not_what_has_changed_since_it_was_read(self, nominate, conference, organiser, member):
        [delegate] = nominate(nominee())
        services.change(delegate, nominee(post="Vụ trưởng"), by=member, revision=1)

        outcome = services.confirm(conference, {delegate.pk: 1}, by=organiser)

        assert (outcome.changed, Delegate.objects.get().state) == ([delegate], State.NOMINATED)

    def test_declining_gives_a_reason_and_frees_the_place(self, nominate, conference, organiser):
        people = nominate(nominee("Lê An"), nominee("Lê Bình"), nominee("Lê Chi"))
        with pytest.raises(services.Refused):
            services.decline(conference, {people[0].pk: 1}, by=organiser, reason=" ")

        services.decline(conference, {people[0].pk: 1}, by=organiser, reason="Không đúng thành phần")

        people[0].refresh_from_db()
        assert (people[0].state, people[0].reason) == (State.DECLINED, "Không đúng thành phần")
        assert len(nominate(nominee())) == 1

    def test_reopening(self, nominate, conference, organiser):
        [delegate] = nominate(nominee())
        services.decline(conference, {delegate.pk: 1}, by=organiser, reason="Sai")

        services.reopen(delegate, by=organiser)
        services.reopen(delegate, by=organiser)

        delegate.refresh_from_db()
        assert (delegate.state, delegate.reason) == (State.NOMINATED, "")
        assert trail(delegate) == ["nominate", "decline", "reopen"]

    def test_reopening_keeps_the_number(self, nominate, conference, organiser):
        [delegate] = nominate(nominee())
        services.decline(conference, {delegate.pk: 1}, by=organiser, reason="Sai")
        nominate(nominee("Lê An"), nominee("Lê Bình"), nominee("Lê Chi"))

        assert refused(services.reopen, delegate, by=organiser) == ["quota_exceeded"]

    def test_reopening_makes_nobody_double(self, nominate, conference, organiser):
        [delegate] = nominate(nominee())
        services.decline(conference, {delegate.pk: 1}, by=organiser, reason="Sai")
        nominate(nominee())

        assert refused(services.reopen, delegate, by=organiser) == ["delegate_twice"]

    def test_a_late_delegate_is_confirmed_at_once(self, conference, unit, organiser):
        closed(conference)

        delegate = services.add_late(conference, unit, nominee(), by=organiser, reason="Công văn 12")

        assert delegate.state == State.CONFIRMED
        assert delegate.events.get().detail["late"] == "Công văn 12"

    def test_a_late_delegate_keeps_the_number(self, conference, unit, organiser):
        DelegateFactory.create_batch(3, conference=conference, unit=unit)
        late = {"by": organiser, "reason": ""}
        assert refused(services.add_late, conference, unit, nominee(), **late) == [
            "quota_exceeded",
            "late_reason_missing",
        ]

    def test_organisers_correct_at_any_time(self, nominate, conference, organiser):
        [delegate] = nominate(nominee())
        services.confirm(conference, {delegate.pk: 1}, by=organiser)
        closed(conference)

        services.correct(delegate, nominee("Lê An"), by=organiser, revision=2)

        delegate.refresh_from_db()
        assert (delegate.full_name, delegate.state) == ("Lê An", State.CONFIRMED)
        with pytest.raises(services.Changed):
            services.correct(delegate, nominee("Lê Bình"), by=organiser, revision=2)

    def test_nobody_is_confirmed_for_what_is_cancelled(self, nominate, conference, organiser):
        [delegate] = nominate(nominee())
        conference.state, conference.state_reason = "cancelled", "Bão"
        conference.save()
        assert refused(services.confirm, conference, {delegate.pk: 1}, by=organiser) == ["conference_cancelled"]

    def test_a_delegate_of_another_conference_is_left_alone(self, nominate, organiser):
        [delegate] = nominate(nominee())
        assert services.confirm(ConferenceFactory(), {delegate.pk: 1}, by=organiser).done == []

    def test_units_decide_nothing(self, nominate, conference, unit, member):
        [delegate] = nominate(nominee())
        seen = {delegate.pk: 1}
        for decide in (
            lambda: services.confirm(conference, seen, by=member),
            lambda: services.decline(conference, seen, by=member, reason="Sai"),
            lambda: services.reopen(delegate, by=member),
            lambda: services.add_late(conference, unit, nominee("Lê An"), by=member, reason="Gấp"),
            lambda: services.correct(delegate, nominee("Lê An"), by=member, revision=1),
        ):
            with pytest.raises(PermissionDenied):
                decide()
