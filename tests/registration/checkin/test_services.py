"""Cards and arrivals, by two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.roles import EDITOR, ORGANISER
from events.registration.checkin import queries, services
from events.registration.models import Accreditation, Arrival, State
from events.registration.tokens import ALPHABET, LENGTH, new_token, read_token
from tests.factories import DisciplineFactory, EntryFactory, EntryMemberFactory, UserFactory


def approved(festival=None, people=1):
    fields = {"festival": festival} if festival else {}
    entry = EntryFactory(discipline=DisciplineFactory(**fields), state=State.APPROVED, place=1)
    for _ in range(people):
        EntryMemberFactory(entry=entry)
    return entry.discipline.festival


@pytest.mark.django_db
def test_a_card_is_given_once_and_stays_as_it_is():
    festival = approved(people=3)

    assert services.accredit(festival) == 3
    before = dict(Accreditation.objects.values_list("participant", "token"))
    approved(festival)
    assert services.accredit(festival) == 1
    assert services.accredit(festival) == 0

    assert dict(Accreditation.objects.filter(participant__in=before).values_list("participant", "token")) == before


@pytest.mark.django_db
def test_only_who_organises_checks_in():
    festival = approved()
    [person] = queries.expected(festival)
    for user in (UserFactory(), UserFactory(role=EDITOR)):
        with pytest.raises(PermissionDenied):
            services.arrive(festival, person, by=user)
        with pytest.raises(PermissionDenied):
            services.undo_arrival(1, by=user)

    assert not Arrival.objects.exists()


@pytest.mark.django_db
def test_the_database_takes_an_arrival_once():
    festival = approved()
    [person] = queries.expected(festival)
    Arrival.objects.create(festival=festival, participant_id=person.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.create(festival=festival, participant_id=person.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 3])
def test_finding_costs_as_many_queries_whomever_it_finds(django_assert_num_queries, people):
    festival = approved(people=people)

    with django_assert_num_queries(4):
        assert len(queries.find(festival, "nguyen")) == people


def at_once(count, work):
    """What each of so many threads got, all of which began together."""
    barrier = Barrier(count)

    def run(_number):
        try:
            barrier.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_scanners_at_once_one_has_the_news_and_nobody_an_error():
    festival = approved()
    organiser = UserFactory(role=ORGANISER)
    person = festival.disciplines.get().entries.get().members.get().participant

    answers = at_once(8, lambda: services.arrive(festival, person, by=organiser)[1])

    assert sorted(answers) == [False] * 7 + [True]
    assert Arrival.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_cards_that_are_given_by_two_at_once_are_one_each():
    festival = approved(people=5)

    at_once(4, lambda: services.accredit(festival))

    assert Accreditation.objects.count() == 5


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_take_an_arrival_back_one_did():
    festival = approved()
    organiser = UserFactory(role=ORGANISER)
    person = festival.disciplines.get().entries.get().members.get().participant
    arrival, _ = services.arrive(festival, person, by=organiser)

    answers = at_once(4, lambda: services.undo_arrival(arrival.pk, by=organiser))

    assert sorted(answers) == [False] * 3 + [True]


# --- Codes ------------------------------------------------------------------------------------


def test_codes_differ_and_have_no_letter_that_is_read_as_another():
    codes = {new_token() for _ in range(1000)}

    assert len(codes) == 1000
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("01ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    "text",
    [
        "ABCDE23456",
        "abcde23456",
        " ABCDE 23456\n",
        "abcde-23456",
        "https://vi.du/diem-danh/?q=ABCDE23456",
        "/ABCDE23456/",
    ],
)
def test_a_code_is_read_however_it_comes(text):
    assert read_token(text) == "ABCDE23456"


@pytest.mark.parametrize(
    "text", ["", "ABCDE2345", "ABCDE234567", "ABCDE2345O", "Nguyễn Văn", "x" * 10_000, "\x00" * LENGTH]
)
def test_what_is_no_code_is_none(text):
    assert read_token(text) == ""
