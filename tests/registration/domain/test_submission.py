"""Handing entries in: places, the waiting list, and what is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Membership
from events.registration import queries, services
from events.registration.models import Consent, Entry, EntryEvent, State
from tests.factories import DisciplineFactory, EntryFactory, MembershipFactory, ParticipantFactory, UnitFactory

pytestmark = pytest.mark.django_db


def submit(entry, by, **kwargs):
    return services.submit(entry.pk, revision=entry.revision, by=by, **kwargs)


def refused(action, *args, **kwargs) -> list[str]:
    """The codes for which something is refused."""
    with pytest.raises(services.Refused) as refusal:
        action(*args, **kwargs)
    return [problem.code for problem in refusal.value.problems]


def states(discipline) -> list[tuple[str, int | None, int | None]]:
    return list(
        Entry.objects.filter(discipline=discipline).order_by("arrival", "pk").values_list("state", "place", "arrival")
    )


def close(festival, ago=timedelta(seconds=1)):
    festival.closes_at = timezone.now() - ago
    festival.save(update_fields=["closes_at"])


def test_an_entry_that_lacks_nothing_waits_for_approval(ready, discipline, unit, member, told):
    entry = submit(ready(discipline, unit), member)

    entry.refresh_from_db()
    assert (entry.state, entry.place, entry.arrival, entry.revision) == (State.SUBMITTED, 1, 1, 2)
    assert entry.submitted_at is not None
    assert told == [("submitted", entry.pk)]
    [event] = EntryEvent.objects.filter(entry=entry)
    assert (event.action, event.from_state, event.to_state, event.actor) == ("submit", "draft", "submitted", member)
    assert event.detail == {"place": 1, "arrival": 1}


def test_all_problems_are_told_at_once_and_nothing_changes(discipline, unit, member, told):
    entry = EntryFactory(discipline=discipline, unit=unit)

    assert refused(submit, entry, member) == ["consent_missing", "squad_too_small"]
    entry.refresh_from_db()
    assert (entry.state, entry.revision, entry.events.count(), told) == (State.DRAFT, 1, 0, [])


def test_consent_to_another_text_is_no_consent(ready, discipline, unit, member):
    entry = ready(discipline, unit)
    discipline.festival.consent_text = "Văn bản mới của Ban Tổ chức."
    discipline.festival.save()

    assert refused(submit, entry, member) == ["consent_missing"]


def test_without_a_quota_everybody_gets_a_place(submitted, discipline):
    assert [submitted(discipline).place for _ in range(3)] == [1, 2, 3]


def test_beyond_the_quota_they_wait_in_the_order_of_their_arrival(submitted, festival, told):
    discipline = DisciplineFactory(festival=festival, quota=1)

    entries = [submitted(discipline) for _ in range(3)]

    assert states(discipline) == [("submitted", 1, 1), ("waiting", None, 2), ("waiting", None, 3)]
    assert told == [("submitted", entries[0].pk), ("waiting", entries[1].pk), ("waiting", entries[2].pk)]
    assert [queries.waits_as(entry) for entry in entries] == [None, 1, 2]


def test_without_a_waiting_list_the_entry_stays_a_draft(submitted, ready, festival, organiser):
    discipline = DisciplineFactory(festival=festival, quota=1, has_waiting_list=False)
    submitted(discipline)
    entry = ready(discipline)

    assert refused(submit, entry, organiser) == ["full"]
    assert Entry.objects.get(pk=entry.pk).state == State.DRAFT


def test_a_withdrawal_moves_the_head_up_and_nobody_else(submitted, festival, organiser, told):
    discipline = DisciplineFactory(festival=festival, quota=2)
    first, _, third, _ = (submitted(discipline) for _ in range(4))
    told.clear()

    services.withdraw(first.pk, by=organiser)

    assert states(discipline) == [
        ("withdrawn", None, 1),
        ("submitted", 2, 2),
        ("submitted", 1, 3),
        ("waiting", None, 4),
    ]
    assert told == [("withdrawn", first.pk), ("moved_up", third.pk)]
    event = third.events.last()
    assert (event.action, event.from_state, event.to_state) == ("move_up", "waiting", "submitted")


def test_a_rejection_moves_the_head_up(submitted, festival, organiser, told):
    discipline = DisciplineFactory(festival=festival, quota=1)
    first, second = submitted(discipline), submitted(discipline)

    services.reject(first.pk, by=organiser, reason="Sai đối tượng")

    assert states(discipline) == [("rejected", None, 1), ("submitted", 1, 2)]
    assert told[-2:] == [("rejected", first.pk), ("moved_up", second.pk)]


def test_one_who_leaves_the_waiting_list_frees_nothing(submitted, festival, organiser):
    discipline = DisciplineFactory(festival=festival, quota=1)
    _, second, _ = (submitted(discipline) for _ in range(3))

    services.withdraw(second.pk, by=organiser)

    assert states(discipline) == [("submitted", 1, 1), ("withdrawn", None, 2), ("waiting", None, 3)]


def test_a_raised_quota_moves_up_exactly_as_many(submitted, festival, told):
    discipline = DisciplineFactory(festival=festival, quota=1)
    entries = [submitted(discipline) for _ in range(5)]
    told.clear()

    discipline.quota = 3
    discipline.save()

    assert [state for state, _, _ in states(discipline)] == ["submitted"] * 3 + ["waiting"] * 2
    assert told == [("moved_up", entries[1].pk), ("moved_up", entries[2].pk)]


def test_a_quota_that_is_lifted_lets_everybody_in(submitted, festival):
    discipline = DisciplineFactory(festival=festival, quota=1)
    for _ in range(3):
        submitted(discipline)

    discipline.quota = None
    discipline.save()

    assert [place for _, place, _ in states(discipline)] == [1, 2, 3]


def test_a_lowered_quota_takes_no_place_away_and_gives_none(submitted, festival, organiser):
    discipline = DisciplineFactory(festival=festival, quota=3)
    entries = [submitted(discipline) for _ in range(4)]
    discipline.quota = 1
    discipline.save()
    assert [state for state, _, _ in states(discipline)] == ["submitted"] * 3 + ["waiting"]

    for entry in entries[:2]:
        services.withdraw(entry.pk, by=organiser)
    assert [state for state, _, _ in states(discipline)] == ["withdrawn", "withdrawn", "submitted", "waiting"]

    services.withdraw(entries[2].pk, by=organiser)
    assert states(discipline)[-1] == ("submitted", 1, 4)


def test_a_newcomer_does_not_pass_the_head_of_the_waiting_list(submitted, festival):
    """A quota was raised behind the services' back, so that nobody has moved up yet."""
    discipline = DisciplineFactory(festival=festival, quota=1)
    submitted(discipline)
    submitted(discipline)
    type(discipline).objects.filter(pk=discipline.pk).update(quota=2)

    submitted(discipline)

    assert states(discipline) == [("submitted", 1, 1), ("submitted", 2, 2), ("waiting", None, 3)]


def test_who_waits_still_moves_up_when_the_waiting_list_takes_nobody_more(submitted, festival, organiser):
    discipline = DisciplineFactory(festival=festival, quota=1)
    first, second = submitted(discipline), submitted(discipline)
    discipline.has_waiting_list = False
    discipline.save()

    services.withdraw(first.pk, by=organiser)

    assert Entry.objects.get(pk=second.pk).state == State.SUBMITTED


def test_one_who_was_sent_back_keeps_the_place(submitted, festival, organiser):
    discipline = DisciplineFactory(festival=festival, quota=1)
    first = submitted(discipline)
    second = submitted(discipline)

    first = services.send_back(first.pk, by=organiser, reason="Thiếu áo số")
    assert states(discipline) == [("returned", 1, 1), ("waiting", None, 2)]

    submit(first, organiser)
    assert states(discipline) == [("submitted", 1, 1), ("waiting", None, 2)]
    assert Entry.objects.get(pk=first.pk).reason == ""
    assert Entry.objects.get(pk=second.pk).state == State.WAITING


def test_a_second_click_hands_in_once(ready, discipline, member, unit, told):
    entry = ready(discipline, unit)
    submit(entry, member)

    again = submit(entry, member)

    assert (again.state, again.revision) == (State.SUBMITTED, 2)
    assert len(told) == 1


def test_one_who_saw_an_older_version_is_told(ready, discipline, unit, member):
    entry = ready(discipline, unit)
    services.save_entry(entry.pk, revision=1, by=member, texts={"name": "Đội 1"}, members=[])

    with pytest.raises(services.Changed) as changed:
        submit(entry, member)
    assert (changed.value.entry.name, changed.value.entry.revision) == ("Đội 1", 2)


def test_after_the_deadline_it_is_too_late_and_the_draft_is_kept(ready, discipline, unit, member):
    entry = ready(discipline, unit)
    close(discipline.festival)

    assert refused(submit, entry, member) == ["window_closed"]
    saved = services.save_entry(entry.pk, revision=1, by=member, texts={"name": "Đội 1"}, members=[])
    assert (saved.name, saved.state) == ("Đội 1", State.DRAFT)


@pytest.mark.parametrize("early", [timedelta(microseconds=1), timedelta(0)])
def test_at_the_deadline_it_is_too_late_and_the_moment_before_it_is_not(ready, discipline, unit, member, early):
    entry = ready(discipline, unit)

    with time_machine.travel(discipline.festival.closes_at - early, tick=False):
        if early:
            assert submit(entry, member).submitted_at < discipline.festival.closes_at
        else:
            assert refused(submit, entry, member) == ["window_closed"]


def test_one_who_was_sent_back_may_come_again_until_rosters_freeze(submitted, discipline, unit, member, organiser):
    festival = discipline.festival
    entry = services.send_back(submitted(discipline, unit).pk, by=organiser, reason="Thiếu")
    close(festival)
    assert refused(submit, entry, member) == ["window_closed"]

    festival.freezes_at = timezone.now() + timedelta(hours=1)
    festival.save()

    assert submit(entry, member).state == State.SUBMITTED


def test_an_organiser_enters_a_unit_late_with_a_reason(ready, discipline, organiser):
    entry = ready(discipline)
    close(discipline.festival)
    assert refused(submit, entry, organiser) == ["window_closed"]

    submit(entry, organiser, late_reason="Công văn đến chậm")

    event = entry.events.get()
    assert (event.actor, event.detail["late"]) == (organiser, "Công văn đến chậm")


def test_a_unit_cannot_give_itself_a_reason_to_be_late(ready, discipline, unit, member):
    entry = ready(discipline, unit)
    close(discipline.festival)

    assert refused(submit, entry, member, late_reason="Chúng tôi bận") == ["window_closed"]


def test_a_late_entry_keeps_the_other_rules(ready, discipline, organiser):
    entry = ready(discipline, people=[])
    close(discipline.festival)

    assert refused(submit, entry, organiser, late_reason="Công văn đến chậm") == ["squad_too_small"]


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.WITHDRAWN])
def test_what_has_ended_or_was_decided_is_not_handed_in(ready, discipline, organiser, state):
    entry = ready(discipline, state=state, place=7 if state == State.APPROVED else None)

    assert refused(submit, entry, organiser) == ["not_now"]


# --- Caps -------------------------------------------------------------------------------------


def test_a_unit_enters_no_more_than_it_may(ready, submitted, discipline, unit, member):
    submitted(discipline, unit)
    second = ready(discipline, unit, number=2)

    assert refused(submit, second, member) == ["too_many_entries"]


def test_what_ended_leaves_room_for_another(ready, submitted, discipline, unit, member, organiser):
    services.withdraw(submitted(discipline, unit).pk, by=organiser)

    assert submit(ready(discipline, unit, number=2), member).state == State.SUBMITTED


def test_a_person_competes_in_no_more_disciplines_than_the_festival_allows(ready, festival, unit, member):
    festival.most_disciplines = 2
    festival.save()
    person = ParticipantFactory(unit=unit, full_name="Trần An")
    entries = [ready(DisciplineFactory(festival=festival), unit, [person]) for _ in range(3)]
    for entry in entries[:2]:
        submit(entry, member)

    assert refused(submit, entries[2], member) == ["too_many_disciplines"]

    services.withdraw(entries[0].pk, by=member)
    assert submit(entries[2], member).state == State.SUBMITTED


def test_a_waiting_entry_counts_against_the_caps(ready, submitted, festival, unit, member):
    festival.most_disciplines = 1
    festival.save()
    full = DisciplineFactory(festival=festival, quota=0)
    person = ParticipantFactory(unit=unit)
    assert submit(ready(full, unit, [person]), member).state == State.WAITING

    other = ready(DisciplineFactory(festival=festival), unit, [person])

    assert refused(submit, other, member) == ["too_many_disciplines"]


def test_last_years_festival_does_not_count(ready, submitted, festival, unit, member):
    festival.most_disciplines = 1
    festival.save()
    person = ParticipantFactory(unit=unit)
    submitted(DisciplineFactory(), unit, people=[person])

    assert submit(ready(DisciplineFactory(festival=festival), unit, [person]), member).state == State.SUBMITTED


# --- Who --------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [s for s in Membership.State if s != Membership.State.ACTIVE])
def test_only_an_active_representative_acts_for_the_unit(ready, discipline, unit, state):
    user = MembershipFactory(unit=unit, state=state).user
    entry = ready(discipline, unit)

    for action in (
        lambda: submit(entry, user),
        lambda: services.begin_entry(discipline, unit, by=user),
        lambda: services.save_entry(entry.pk, revision=1, by=user, texts={}, members=[]),
        lambda: services.withdraw(entry.pk, by=user),
        lambda: services.discard(entry.pk, by=user),
        lambda: services.give_consent(entry.registration, by=user, text=queries.consent_text(discipline.festival)),
        lambda: services.request_change(entry.pk, by=user, wanted=services.Wanted(withdraw=True), reason="Ốm"),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert Entry.objects.get().revision == 1


def test_another_units_representative_does_not(ready, discipline, unit):
    stranger = MembershipFactory(unit=UnitFactory()).user
    entry = ready(discipline, unit)

    with pytest.raises(PermissionDenied):
        submit(entry, stranger)


def test_a_representative_decides_nothing(submitted, discipline, unit, member):
    entry = submitted(discipline, unit)

    for decide in (
        lambda: services.approve(entry.pk, by=member),
        lambda: services.send_back(entry.pk, by=member, reason="x"),
        lambda: services.reject(entry.pk, by=member, reason="x"),
        lambda: services.decide_change(1, by=member, approve=True),
    ):
        with pytest.raises(PermissionDenied):
            decide()
    assert Entry.objects.get().state == State.SUBMITTED


# --- Consent ----------------------------------------------------------------------------------


def test_consent_is_kept_word_for_word_and_once(festival, unit, member, registration):
    text = queries.consent_text(festival)
    assert not queries.has_consent(registration)

    given = services.give_consent(registration, by=member, text=text)
    again = services.give_consent(registration, by=member, text=text)

    assert (given, given.given_by, given.text) == (again, member, text)
    assert queries.has_consent(registration)
    assert Consent.objects.count() == 1


def test_a_text_that_changed_meanwhile_is_not_confirmed(festival, member, registration):
    assert refused(services.give_consent, registration, by=member, text="Văn bản cũ") == ["consent_changed"]
    assert not queries.has_consent(registration)
