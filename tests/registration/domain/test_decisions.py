"""What organisers decide, and the table of what leads from one state to another."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.registration import services
from events.registration.models import HOLDING, Entry, EntryEvent, State
from events.registration.services.transitions import ALLOWED
from tests.factories import EntryFactory, ParticipantFactory

from .test_submission import refused

pytestmark = pytest.mark.django_db

DECISIONS = {
    "approve": lambda entry, by: services.approve(entry.pk, by=by),
    "send_back": lambda entry, by: services.send_back(entry.pk, by=by, reason="Lý do"),
    "reject": lambda entry, by: services.reject(entry.pk, by=by, reason="Lý do"),
    "withdraw": lambda entry, by: services.withdraw(entry.pk, by=by, reason="Lý do"),
    "submit": lambda entry, by: services.submit(entry.pk, revision=entry.revision, by=by),
}


@pytest.mark.parametrize(("action", "state"), list(itertools.product(DECISIONS, State)))
def test_each_action_leads_from_the_states_of_the_table_and_from_no_other(
    ready, discipline, organiser, action, state, told
):
    entry = ready(discipline, state=state, place=1 if state in HOLDING else None)
    from_states, to_states = ALLOWED[action]

    if state in from_states:
        after = DECISIONS[action](entry, organiser)
        assert after.state in to_states
        assert (after.revision, EntryEvent.objects.count(), len(told)) == (2, 1, 1)
    elif state in to_states:  # a second click
        after = DECISIONS[action](entry, organiser)
        assert (after.state, after.revision, EntryEvent.objects.count(), len(told)) == (state, 1, 0, 0)
    else:
        assert refused(DECISIONS[action], entry, organiser) == ["not_now"]
        assert (Entry.objects.get().state, told) == (state, [])


def test_an_approved_entry_keeps_its_roster_of_then(submitted, discipline, unit, organiser):
    entry = submitted(discipline, unit)
    person = entry.members.get().participant

    approved = services.approve(entry.pk, by=organiser)

    assert approved.frozen_roster == [{"person": person.pk, "name": person.full_name, "role": "player", "shirt": None}]
    assert approved.decided_at is not None


def test_what_breaks_a_rule_by_now_is_not_approved(submitted, discipline, organiser):
    entry = submitted(discipline)
    person = entry.members.get().participant
    person.is_active = False
    person.save()

    assert refused(services.approve, entry.pk, by=organiser) == ["person_inactive"]


def test_an_entry_is_approved_after_registration_closed_and_whatever_became_of_the_consents_text(
    submitted, discipline, organiser
):
    entry = submitted(discipline)
    discipline.festival.closes_at = timezone.now()
    discipline.festival.consent_text = "Văn bản mới"
    discipline.festival.save()

    assert services.approve(entry.pk, by=organiser).state == State.APPROVED


def test_nobody_approves_what_they_have_not_read(submitted, discipline, unit, member, organiser):
    """Sent back by one organiser, changed and handed in again, while another still has the old page open."""
    entry = submitted(discipline, unit)
    seen = entry.revision
    entry = services.send_back(entry.pk, by=organiser, reason="Thiếu")
    services.submit(entry.pk, revision=entry.revision, by=member)

    with pytest.raises(services.Changed):
        services.approve(entry.pk, by=organiser, revision=seen)


@pytest.mark.parametrize("decide", [services.send_back, services.reject])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_unit_is_told_why(submitted, discipline, organiser, decide, reason):
    entry = submitted(discipline)

    assert refused(decide, entry.pk, by=organiser, reason=reason) == ["reason_missing"]


def test_the_reason_stands_on_the_entry_and_in_its_trail(submitted, discipline, organiser):
    entry = services.send_back(submitted(discipline).pk, by=organiser, reason=" Thiếu ảnh thẻ ")

    assert entry.reason == "Thiếu ảnh thẻ"
    event = entry.events.last()
    assert (event.actor, event.from_state, event.to_state) == (organiser, "submitted", "returned")
    assert event.detail == {"reason": "Thiếu ảnh thẻ"}


def test_a_reason_too_long_is_refused_and_not_cut(submitted, discipline, organiser):
    assert refused(services.reject, submitted(discipline).pk, by=organiser, reason="x" * 1001) == ["text_too_long"]


def test_the_database_itself_gives_a_place_once(discipline):
    EntryFactory(discipline=discipline, state=State.SUBMITTED, place=1)
    for fields in (
        {"state": State.SUBMITTED, "place": 1},
        {"state": State.SUBMITTED, "place": None},
        {"state": State.WAITING, "place": 2},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            EntryFactory(discipline=discipline, **fields)


def test_those_who_were_anonymised_are_not_entered(ready, discipline, unit, organiser):
    person = ParticipantFactory(unit=unit, anonymised_at=timezone.now())
    entry = ready(discipline, unit, [person])

    assert refused(services.submit, entry.pk, revision=1, by=organiser) == ["person_inactive"]
