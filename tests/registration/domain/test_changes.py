"""Requests to change what a unit may no longer change itself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.registration import queries, services
from events.registration.models import ChangeRequest, Entry, State
from events.registration.rosters import Seat
from events.registration.services import Wanted
from tests.factories import DisciplineFactory, EntryFactory, ParticipantFactory

from .test_submission import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(submitted, discipline, unit, organiser):
    return services.approve(submitted(discipline, unit).pk, by=organiser)


@pytest.fixture
def person(approved):
    return approved.members.get().participant


@pytest.fixture
def replacement(unit):
    return ParticipantFactory(unit=unit, full_name="Lê Bình")


def ask(entry, by, reason="Chấn thương", **wanted) -> ChangeRequest:
    return services.request_change(entry.pk, by=by, wanted=Wanted(**wanted), reason=reason)


def people(entry) -> list[int]:
    return list(Entry.objects.get(pk=entry.pk).members.values_list("participant_id", flat=True))


def test_a_player_is_swapped_once_an_organiser_agrees(approved, person, replacement, member, organiser, told):
    request = ask(approved, member, members=[Seat(replacement.pk)])

    shown = queries.difference_of(request)
    assert [seat["name"] for seat in shown.added] == ["Lê Bình"]
    assert [seat["person"] for seat in shown.removed] == [person.pk]
    assert people(approved) == [person.pk]

    services.decide_change(request.pk, by=organiser, approve=True)

    entry = Entry.objects.get(pk=approved.pk)
    assert people(entry) == [replacement.pk]
    assert (entry.state, entry.place, entry.revision) == (State.APPROVED, 1, approved.revision + 1)
    assert [seat["person"] for seat in entry.frozen_roster] == [person.pk]
    assert told[-1] == ("change_decided", entry.pk)
    assert [event.action for event in entry.events.all()][-2:] == ["request_change", "approve_change"]
    detail = entry.events.last().detail
    assert ([s["name"] for s in detail["roster"]["added"]], detail["request"]) == (["Lê Bình"], request.pk)


def test_a_refusal_has_a_reason_and_changes_nothing(approved, person, replacement, member, organiser, told):
    request = ask(approved, member, members=[Seat(replacement.pk)])
    assert refused(services.decide_change, request.pk, by=organiser, approve=False) == ["reason_missing"]

    request = services.decide_change(request.pk, by=organiser, approve=False, reason="Quá muộn")

    assert (request.state, request.decision_reason, request.decided_by) == ("refused", "Quá muộn", organiser)
    assert people(approved) == [person.pk]
    assert told[-1] == ("change_decided", approved.pk)


def test_a_request_is_decided_once(approved, replacement, member, organiser, told):
    request = ask(approved, member, members=[Seat(replacement.pk)])
    services.decide_change(request.pk, by=organiser, approve=True)
    told.clear()

    again = services.decide_change(request.pk, by=organiser, approve=True)

    assert (again.state, told) == ("approved", [])
    assert refused(services.decide_change, request.pk, by=organiser, approve=False, reason="Khác") == [
        "request_decided"
    ]


def test_a_withdrawal_frees_the_place_once_it_is_agreed(submitted, festival, unit, member, organiser, told):
    discipline = DisciplineFactory(festival=festival, quota=1)
    entry, waiting = submitted(discipline, unit), submitted(discipline)
    festival.closes_at = timezone.now()
    festival.save()
    request = ask(entry, member, withdraw=True)

    services.decide_change(request.pk, by=organiser, approve=True)

    request.refresh_from_db()
    assert (Entry.objects.get(pk=entry.pk).state, request.state) == (State.WITHDRAWN, "approved")
    assert Entry.objects.get(pk=waiting.pk).state == State.SUBMITTED
    assert told[-3:] == [("withdrawn", entry.pk), ("moved_up", waiting.pk), ("change_decided", entry.pk)]


def test_a_name_is_corrected(approved, person, member, organiser):
    request = ask(approved, member, names={person.pk: " Nguyễn  Văn Sơn "})
    services.decide_change(request.pk, by=organiser, approve=True)

    person.refresh_from_db()
    assert (person.full_name, person.folded_name) == ("Nguyễn Văn Sơn", "nguyen van son")
    assert Entry.objects.get(pk=approved.pk).events.last().detail["names"][0]["wanted"] == "Nguyễn Văn Sơn"


def test_a_name_of_somebody_else_with_the_same_birth_date_is_not_taken(approved, person, member, unit):
    ParticipantFactory(unit=unit, full_name="Lê Bình", birth_date=person.birth_date)
    ParticipantFactory(unit=unit, full_name="Lê Cường", birth_date=date(1970, 1, 1))

    assert refused(ask, approved, member, names={person.pk: "Lê Bình"}) == ["name_taken"]
    assert ask(approved, member, names={person.pk: "Lê Cường"}).state == "open"


def test_only_people_of_the_roster_are_renamed(approved, member, replacement):
    assert refused(ask, approved, member, names={replacement.pk: "Lê An"}) == ["person_unknown"]


@pytest.mark.parametrize("wanted", [{}, {"names": {}}, {"members": None}])
def test_a_request_changes_something(approved, member, wanted):
    assert refused(ask, approved, member, **wanted) == ["nothing_wanted"]


def test_the_same_roster_is_no_change(approved, person, member):
    assert refused(ask, approved, member, members=[Seat(person.pk)]) == ["nothing_wanted"]


def test_the_rules_are_asked_when_it_is_asked(approved, member):
    assert refused(ask, approved, member, members=[]) == ["squad_too_small"]


def test_and_again_when_it_is_decided(approved, replacement, member, organiser):
    request = ask(approved, member, members=[Seat(replacement.pk)])
    replacement.is_active = False
    replacement.save()

    assert refused(services.decide_change, request.pk, by=organiser, approve=True) == ["person_inactive"]
    assert ChangeRequest.objects.get().state == "open"


def test_another_units_people_stay_unknown(approved, member):
    assert refused(ask, approved, member, members=[Seat(ParticipantFactory().pk)]) == ["person_unknown"]


def test_a_request_about_a_roster_that_has_changed_is_outdated(approved, replacement, member, organiser):
    request = ask(approved, member, members=[Seat(replacement.pk)])
    entry = services.send_back(approved.pk, by=organiser, reason="Kiểm tra lại")
    third = ParticipantFactory(unit=entry.unit)
    services.save_entry(entry.pk, revision=entry.revision, by=member, texts={}, members=[Seat(third.pk)])

    assert refused(services.decide_change, request.pk, by=organiser, approve=True) == ["request_outdated"]
    assert services.decide_change(request.pk, by=organiser, approve=False, reason="Cũ").state == "refused"


def test_what_waits_about_an_entry_that_ends_is_refused_with_it(approved, replacement, member, organiser):
    request = ask(approved, member, members=[Seat(replacement.pk)])

    services.reject(approved.pk, by=organiser, reason="Sai đối tượng")

    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("refused", organiser)


def test_one_request_at_a_time_and_the_same_twice_is_one(approved, replacement, member):
    request = ask(approved, member, members=[Seat(replacement.pk)])

    assert ask(approved, member, members=[Seat(replacement.pk)]) == request
    assert refused(ask, approved, member, withdraw=True) == ["request_open"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.create(entry=approved, reason="x")


def test_a_request_has_a_reason(approved, member):
    assert refused(ask, approved, member, reason=" ", withdraw=True) == ["reason_missing"]


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED, State.REJECTED, State.WITHDRAWN])
def test_what_a_unit_can_change_itself_or_what_has_ended_takes_no_request(discipline, unit, member, state):
    entry = EntryFactory(discipline=discipline, unit=unit, state=state, place=1 if state == State.RETURNED else None)

    assert refused(ask, entry, member, withdraw=True) == ["not_now"]


def test_what_was_sent_back_takes_one_once_rosters_are_frozen(submitted, discipline, unit, member, organiser):
    entry = services.send_back(submitted(discipline, unit).pk, by=organiser, reason="Thiếu")
    discipline.festival.closes_at = timezone.now()
    discipline.festival.save()

    assert ask(entry, member, withdraw=True).state == "open"


def test_a_roster_frozen_before_it_was_approved_is_kept_at_its_first_change(
    submitted, discipline, unit, member, organiser
):
    entry = submitted(discipline, unit)
    before = entry.members.get().participant_id
    discipline.festival.closes_at = timezone.now()
    discipline.festival.save()
    request = ask(entry, member, members=[Seat(ParticipantFactory(unit=unit).pk)])
    services.decide_change(request.pk, by=organiser, approve=True)

    services.approve(entry.pk, by=organiser)

    assert [seat["person"] for seat in Entry.objects.get().frozen_roster] == [before]
