"""Drafts: begun, saved by two at once, discarded; withdrawals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.registration import services
from events.registration.models import Entry, EntryEvent, State
from events.registration.rosters import Seat
from tests.factories import DisciplineFactory, EntryFactory, ParticipantFactory

from .test_submission import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(discipline, unit):
    return EntryFactory(discipline=discipline, unit=unit)


def save(entry, by, members=(), **texts):
    return services.save_entry(entry.pk, revision=entry.revision, by=by, texts=texts, members=list(members))


def roster(entry) -> list[tuple]:
    return list(entry.members.values_list("participant_id", "role", "shirt"))


# --- Beginning --------------------------------------------------------------------------------


def test_a_draft_has_the_lowest_number_that_is_free(festival, unit, member):
    discipline = DisciplineFactory(festival=festival, most_entries=3)

    first, second, third = (services.begin_entry(discipline, unit, by=member) for _ in range(3))
    services.discard(second.pk, by=member)
    again = services.begin_entry(discipline, unit, by=member)

    assert [first.number, second.number, third.number, again.number] == [1, 2, 3, 2]
    assert (first.state, first.registration.unit, first.registration.festival) == (State.DRAFT, unit, festival)
    assert [event.action for event in first.events.all()] == ["begin"]


def test_nobody_prepares_more_than_may_be_submitted(discipline, unit, member):
    services.begin_entry(discipline, unit, by=member)

    assert refused(services.begin_entry, discipline, unit, by=member) == ["too_many_entries"]


def test_what_was_withdrawn_keeps_its_number(submitted, discipline, unit, member):
    services.withdraw(submitted(discipline, unit).pk, by=member)

    assert services.begin_entry(discipline, unit, by=member).number == 2


def test_drafts_are_prepared_before_registration_opens_and_not_after_it_closed(discipline, unit, member, organiser):
    now = timezone.now()
    discipline.opens_at, discipline.closes_at = now + timedelta(days=1), now + timedelta(days=2)
    services.discard(services.begin_entry(discipline, unit, by=member).pk, by=member)

    discipline.opens_at, discipline.closes_at = now - timedelta(days=2), now - timedelta(days=1)

    assert refused(services.begin_entry, discipline, unit, by=member) == ["window_closed"]
    assert services.begin_entry(discipline, unit, by=organiser).number == 1


def test_nothing_is_begun_before_the_time_is_announced(discipline, unit, member):
    discipline.festival.closes_at = None

    assert refused(services.begin_entry, discipline, unit, by=member) == ["window_unset"]


# --- Saving -----------------------------------------------------------------------------------


def test_a_draft_is_stored_whatever_problems_it_has(entry, unit, member):
    an, binh = ParticipantFactory(unit=unit, full_name="Trần An"), ParticipantFactory(unit=unit, is_active=False)

    saved = save(entry, member, [Seat(binh.pk, "captain", 10), Seat(an.pk, "captain", 10)], name=" Đội  một ")

    assert roster(saved) == [(binh.pk, "captain", 10), (an.pk, "captain", 10)]
    assert (saved.name, saved.revision) == ("Đội một", 2)


def test_the_audit_row_says_from_what_to_what(entry, unit, member):
    an, binh, cuong = (ParticipantFactory(unit=unit, full_name=name) for name in ("An", "Bình", "Cường"))
    entry = save(entry, member, [Seat(an.pk), Seat(binh.pk, "player", 7)], title="Quê hương")
    entry = save(entry, member, [Seat(cuong.pk), Seat(binh.pk, "captain", 7)], title="Đất nước", seconds=300)

    event = EntryEvent.objects.filter(entry=entry).last()

    def seat(person, name, role="player", shirt=None):
        return {"person": person.pk, "name": name, "role": role, "shirt": shirt}

    assert (event.actor, event.action, event.from_state, event.to_state) == (member, "save", "draft", "draft")
    assert event.detail == {
        "texts": {"title": ["Quê hương", "Đất nước"], "seconds": [None, 300]},
        "roster": {
            "added": [seat(cuong, "Cường")],
            "removed": [seat(an, "An")],
            "changed": [[seat(binh, "Bình", "player", 7), seat(binh, "Bình", "captain", 7)]],
        },
    }


def test_another_order_is_a_change(entry, unit, member):
    seats = [Seat(ParticipantFactory(unit=unit).pk) for _ in range(3)]
    entry = save(entry, member, seats)

    entry = save(entry, member, seats[::-1])

    assert [row[0] for row in roster(entry)] == [seat.participant_id for seat in seats[::-1]]
    assert entry.events.last().detail == {"roster": {"reordered": True}}


def test_what_is_as_it_was_makes_no_revision(entry, unit, member):
    seats = [Seat(ParticipantFactory(unit=unit).pk)]
    entry = save(entry, member, seats, name="Đội 1")

    again = save(entry, member, seats, name="Đội 1")

    assert (again.revision, EntryEvent.objects.count()) == (2, 1)


def test_members_who_stay_keep_their_rows(entry, unit, member):
    """Others point at them."""
    an, binh = ParticipantFactory(unit=unit), ParticipantFactory(unit=unit)
    entry = save(entry, member, [Seat(an.pk)])
    row = entry.members.get()

    entry = save(entry, member, [Seat(binh.pk), Seat(an.pk, "captain")])

    assert entry.members.get(participant=an).pk == row.pk


def test_two_who_edit_at_once_do_not_overwrite_each_other(entry, unit, member):
    person = ParticipantFactory(unit=unit)
    save(entry, member, name="Của người thứ nhất")

    with pytest.raises(services.Changed) as changed:
        save(entry, member, [Seat(person.pk)], name="Của người thứ hai")

    assert changed.value.entry.name == "Của người thứ nhất"
    assert Entry.objects.get().name == "Của người thứ nhất"
    assert roster(entry) == []


def test_another_units_people_are_unknown_and_unnamed(entry, unit, member):
    stranger = ParticipantFactory(full_name="Người Đơn vị Khác")

    with pytest.raises(services.Refused) as refusal:
        save(entry, member, [Seat(stranger.pk)], name="Đội 1")

    [problem] = refusal.value.problems
    assert (problem.code, dict(problem.params)) == ("person_unknown", {})
    assert Entry.objects.get().name == ""


def test_what_cannot_be_stored_is_refused_all_at_once(entry, unit, member):
    an, binh, cuong = (ParticipantFactory(unit=unit) for _ in range(3))
    seats = [Seat(an.pk), Seat(an.pk), Seat(binh.pk, "referee"), Seat(cuong.pk, "player", 5000), Seat(10**9)]

    assert refused(save, entry, member, seats) == [
        "person_twice",
        "role_unknown",
        "shirt_out_of_range",
        "person_unknown",
    ]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"title": "x" * 201}, "text_too_long"),
        ({"stage_needs": "x" * 1001}, "text_too_long"),
        ({"seconds": 40000}, "seconds_wrong"),
        ({"seconds": -1}, "seconds_wrong"),
    ],
)
def test_texts_that_do_not_fit_are_refused(entry, member, texts, code):
    assert refused(save, entry, member, **texts) == [code]


def test_what_was_handed_in_is_not_saved_over(submitted, discipline, unit, member):
    entry = submitted(discipline, unit)

    assert refused(save, entry, member, name="Đội 2") == ["not_now"]


def test_what_was_sent_back_is_put_right_until_rosters_freeze(submitted, discipline, unit, member, organiser):
    entry = services.send_back(submitted(discipline, unit).pk, by=organiser, reason="Thiếu người")
    entry = save(entry, member, name="Đội 2")
    assert (entry.state, entry.name) == (State.RETURNED, "Đội 2")

    discipline.festival.closes_at = timezone.now()
    discipline.festival.save()

    assert refused(save, entry, member, name="Đội 3") == ["frozen"]
    assert save(entry, organiser, name="Đội 3").name == "Đội 3"


# --- Discarding and withdrawing ---------------------------------------------------------------


def test_a_draft_is_discarded_once(entry, member):
    services.discard(entry.pk, by=member)
    services.discard(entry.pk, by=member)

    assert not Entry.objects.exists()


def test_what_was_handed_in_is_not_discarded(submitted, discipline, unit, member):
    entry = submitted(discipline, unit)

    assert refused(services.discard, entry.pk, by=member) == ["not_now"]


@pytest.mark.parametrize("decide", [None, "approve", "send_back"])
def test_a_unit_withdraws_until_rosters_freeze(submitted, discipline, unit, member, organiser, decide, told):
    entry = submitted(discipline, unit)
    if decide == "approve":
        services.approve(entry.pk, by=organiser)
    elif decide == "send_back":
        services.send_back(entry.pk, by=organiser, reason="Thiếu")

    entry = services.withdraw(entry.pk, by=member, reason="Bận công tác")

    assert (entry.state, entry.place, entry.reason) == (State.WITHDRAWN, None, "Bận công tác")
    assert told[-1] == ("withdrawn", entry.pk)


def test_after_the_freeze_it_asks(submitted, discipline, unit, member, organiser):
    entry = submitted(discipline, unit)
    discipline.festival.closes_at = timezone.now()
    discipline.festival.save()

    assert refused(services.withdraw, entry.pk, by=member) == ["frozen"]
    assert services.withdraw(entry.pk, by=organiser).state == State.WITHDRAWN


def test_a_second_click_withdraws_once(submitted, discipline, unit, member, told):
    entry = submitted(discipline, unit)
    services.withdraw(entry.pk, by=member, reason="Bận")
    told.clear()

    again = services.withdraw(entry.pk, by=member, reason="Khác")

    assert (again.reason, told) == ("Bận", [])


def test_a_draft_is_not_withdrawn(entry, member):
    assert refused(services.withdraw, entry.pk, by=member) == ["not_now"]
