"""What the pages read: the figures, and the number of queries at any size."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import FestivalPage
from events.registration import queries, services
from events.registration.models import Entry, EntryMember, State
from events.registration.rosters import Seat
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, ParticipantFactory, UnitFactory

pytestmark = pytest.mark.django_db

OVERVIEW_QUERIES = 9
BOARD_QUERIES = 3
PROBLEMS_QUERIES = 5


def row_of(festival, unit, discipline):
    [row] = [row for row in queries.overview(festival, unit, timezone.now()) if row.discipline == discipline]
    return row


def test_the_overview_has_every_discipline_with_its_window_and_places(festival, unit, submitted):
    early = DisciplineFactory(festival=festival, closes_at=timezone.now() - timedelta(hours=1))
    limited = DisciplineFactory(festival=festival, quota=3)
    DisciplineFactory()
    submitted(limited)

    rows = queries.overview(festival, unit, timezone.now())

    assert [(row.discipline, row.window.state, row.places_left, row.may_begin) for row in rows] == [
        (early, "closed", None, False),
        (limited, "open", 2, True),
    ]


def test_my_entries_with_what_they_lack_and_how_they_wait(festival, unit, submitted, organiser):
    discipline = DisciplineFactory(festival=festival, quota=1, most_entries=3)
    submitted(discipline)
    submitted(discipline)
    waiting = submitted(discipline, unit)
    draft = EntryFactory(discipline=discipline, unit=unit, number=2)
    EntryFactory(discipline=discipline)  # another unit's

    row = row_of(festival, unit, discipline)

    assert [(each.entry.pk, each.waits_as) for each in row.entries] == [(waiting.pk, 2), (draft.pk, None)]
    assert [[problem.code for problem in each.problems] for each in row.entries] == [[], ["squad_too_small"]]
    assert (row.places_left, row.waiting, row.may_begin) == (0, 2, True)


def test_what_is_over_stands_last_and_leaves_room(festival, unit, submitted, organiser):
    discipline = DisciplineFactory(festival=festival)
    gone = services.withdraw(submitted(discipline, unit).pk, by=organiser)
    new = EntryFactory(discipline=discipline, unit=unit, number=2)

    row = row_of(festival, unit, discipline)

    assert [each.entry.pk for each in row.entries] == [new.pk, gone.pk]
    assert not row.may_begin
    services.discard(new.pk, by=organiser)
    assert row_of(festival, unit, discipline).may_begin


def test_the_latest_request_stands_beside_its_entry(festival, unit, submitted, organiser):
    entry = submitted(DisciplineFactory(festival=festival), unit)
    wanted = services.Wanted(withdraw=True)
    first = services.request_change(entry.pk, by=organiser, wanted=wanted, reason="Ốm")
    services.decide_change(first.pk, by=organiser, approve=False, reason="Không")
    second = services.request_change(entry.pk, by=organiser, wanted=wanted, reason="Ốm nặng")

    assert row_of(festival, unit, entry.discipline).entries[0].request == second


def test_places_left(festival, submitted, organiser):
    free = DisciplineFactory(festival=festival)
    limited = DisciplineFactory(festival=festival, quota=2)
    entry = submitted(limited)
    services.send_back(entry.pk, by=organiser, reason="Thiếu")
    lowered = DisciplineFactory(festival=festival, quota=2)
    submitted(lowered)
    submitted(lowered)
    type(lowered).objects.filter(pk=lowered.pk).update(quota=1)

    assert queries.places_left(festival) == {free.pk: None, limited.pk: 1, lowered.pk: 0}


def test_the_board(festival, discipline, unit, submitted):
    entry = submitted(discipline, unit)
    left = UnitFactory(is_active=False)
    theirs = submitted(discipline, left)
    UnitFactory(is_active=False)
    submitted(DisciplineFactory())

    board = queries.board(festival)

    assert {unit, left} <= set(board.units)
    assert board.disciplines == [discipline]
    assert board.cells == {(unit.pk, discipline.pk): [entry], (left.pk, discipline.pk): [theirs]}


def test_current_festivals_end_at_midnight_in_hanoi():
    today = timezone.localdate()

    def festival(first, last, **fields) -> FestivalPage:
        made = FestivalFactory(**fields)
        dates = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
        FestivalPage.objects.filter(pk=made.pk).update(**dates)
        return made

    later, now = festival(5, 7), festival(-2, 0)
    festival(-2, -1)
    festival(5, 7, live=False)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)

    assert list(queries.current_festivals(midnight)) == [now, later]
    assert list(queries.current_festivals(midnight + timedelta(days=1) - timedelta(microseconds=1))) == [now, later]
    assert list(queries.current_festivals(midnight + timedelta(days=1))) == [later]


def test_whose_data_is_fixed(festival, unit, ready, organiser):
    discipline = DisciplineFactory(festival=festival, most_entries=3)
    an, binh, cuong = (ParticipantFactory(unit=unit) for _ in range(3))
    approved, waits, _ = (
        ready(discipline, unit, [person], number=number) for number, person in enumerate((an, binh, cuong), start=1)
    )
    services.submit(approved.pk, revision=1, by=organiser)
    services.approve(approved.pk, by=organiser)
    services.submit(waits.pk, revision=1, by=organiser)

    assert queries.fixed_people(unit, timezone.now()) == {an.pk}
    assert queries.fixed_people(unit, festival.closes_at) == {an.pk, binh.pk}


def test_problems_as_if(discipline, unit, consent):
    consent(discipline.festival, unit)
    entry = EntryFactory(discipline=discipline, unit=unit)
    person = ParticipantFactory(unit=unit)

    def codes(**as_if):
        return [problem.code for problem in queries.problems_of(entry, **as_if)]

    assert codes() == ["squad_too_small"]
    assert codes(members=[Seat(person.pk)]) == []
    assert codes(members=[Seat(person.pk), Seat(ParticipantFactory().pk)]) == ["person_unknown"]
    assert entry.members.count() == 0


# --- At size ----------------------------------------------------------------------------------


@pytest.fixture(params=[1, 3, 20])
def many(request, festival):
    """So many units, disciplines, and entries of each in each, with fifty people a unit at the largest."""
    size = request.param
    disciplines = [DisciplineFactory(festival=festival, quota=10, squad_max=50) for _ in range(size)]
    units = [UnitFactory() for _ in range(size)]
    for unit in units:
        people = [ParticipantFactory(unit=unit) for _ in range(50 if size == 20 else 2)]
        registration = services.register(festival, unit)
        entries = Entry.objects.bulk_create(
            Entry(
                registration=registration,
                discipline=discipline,
                unit=unit,
                state=State.SUBMITTED,
                place=unit.position % 1000 + 1,
                arrival=unit.position % 1000 + 1,
            )
            for discipline in disciplines
        )
        EntryMember.objects.bulk_create(
            EntryMember(entry=entry, participant=person, position=position)
            for entry in entries
            for position, person in enumerate(people)
        )
    return units


def test_the_overview_takes_as_many_queries_at_any_size(many, festival, django_assert_num_queries):
    now = timezone.now()
    with django_assert_num_queries(OVERVIEW_QUERIES):
        rows = queries.overview(festival, many[0], now)
        assert len(rows) == len(many)
        assert all(row.entries[0].entry.unit.name and row.entries[0].entry.people for row in rows)


def test_the_board_takes_as_many_queries_at_any_size(many, festival, django_assert_num_queries):
    with django_assert_num_queries(BOARD_QUERIES):
        board = queries.board(festival)
        assert len(board.cells) == len(many) ** 2
        assert all(entry.unit.name and entry.discipline.name for cell in board.cells.values() for entry in cell)


def test_the_problems_of_all_entries_take_as_many_queries_at_any_size(many, festival, django_assert_num_queries):
    entries = list(Entry.objects.filter(discipline__festival=festival))
    with django_assert_num_queries(PROBLEMS_QUERIES):
        assert len(queries.problems_of_all(entries)) == len(many) ** 2
