"""Change requests: what differs, and the answer."""

import pytest
from django.urls import reverse

from events.registration import services
from events.registration.models import ChangeRequest, State
from tests.factories import ParticipantFactory, UnitFactory, UserFactory

from .reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def entry(discipline, entered, unit):
    return entered(discipline, unit, state=State.APPROVED, people=[ParticipantFactory(unit=unit, full_name="Lê Hoa")])


@pytest.fixture
def ask(entry):
    def make(**wanted):
        by = UserFactory(is_superuser=True)
        return services.request_change(entry.pk, by=by, wanted=services.Wanted(**wanted), reason="Bị đau chân")

    return make


@pytest.fixture
def answer(client, organiser, festival):
    def send(request, **data):
        return client.post(reverse("registration_change", args=[festival.pk, request.pk]), data)

    return send


def test_the_difference_stands_in_words_and_the_menu_counts_what_waits(client, organiser, festival, entry, unit, ask):
    comes = ParticipantFactory(unit=unit, full_name="Đỗ An")
    leaves = entry.members.get().participant
    ask(members=[services.Seat(comes.pk)], names={leaves.pk: "Lê Thị Hoa"})

    shown = page(client.get(reverse("registration_changes", args=[festival.pk])))

    [name, added, removed] = [text(line) for line in shown.xpath("//ul[@class='reg-difference']/li")]
    assert name.endswith("Lê Hoa → Lê Thị Hoa")
    assert "Đỗ An" in added and "Lê Hoa" in removed
    assert "Bị đau chân" in text(shown.xpath("//article")[0])
    assert text(shown.xpath("//*[@class='reg-tabs__count']")[0]).startswith("1")


def test_it_stands_on_the_entrys_screen_too(client, organiser, festival, entry, ask):
    request = ask(withdraw=True)

    shown = page(client.get(reverse("registration_entry", args=[festival.pk, entry.pk])))

    assert shown.xpath("//article//form/@action") == [reverse("registration_change", args=[festival.pk, request.pk])]


def test_it_is_done_once_it_is_approved(answer, entry, unit, ask, festival, organiser):
    comes = ParticipantFactory(unit=unit)
    request = ask(members=[services.Seat(comes.pk)])

    for _click in range(2):
        response = answer(request, answer="dong-y")
        assert response["Location"] == reverse("registration_changes", args=[festival.pk])

    request.refresh_from_db()
    assert (request.state, request.decided_by) == (ChangeRequest.State.APPROVED, organiser)
    assert [member.participant for member in entry.members.all()] == [comes]
    assert entry.events.filter(action="approve_change").count() == 1


def test_a_refusal_needs_its_reason(answer, entry, ask):
    request = ask(withdraw=True)

    shown = page(answer(request, answer="khong-dong-y", reason="  "), 400)
    request.refresh_from_db()
    assert request.state == ChangeRequest.State.OPEN
    assert [text(error) for error in shown.xpath("//*[contains(@class, 'error-message')]") if text(error)] != []

    answer(request, answer="khong-dong-y", reason="Quá muộn")
    request.refresh_from_db()
    assert (request.state, request.decision_reason) == (ChangeRequest.State.REFUSED, "Quá muộn")
    assert entry.members.count() == 1


def test_what_was_decided_otherwise_meanwhile_is_told(answer, ask):
    request = ask(withdraw=True)
    answer(request, answer="khong-dong-y", reason="Quá muộn")

    shown = page(answer(request, answer="dong-y"), 400)

    request.refresh_from_db()
    assert request.state == ChangeRequest.State.REFUSED
    assert shown.xpath("//article") != []


@pytest.mark.parametrize("sent", [{}, {"answer": "x"}, {"answer": ""}])
def test_an_answer_that_is_none_changes_nothing(answer, ask, sent):
    request = ask(withdraw=True)

    page(answer(request, **sent), 400)

    request.refresh_from_db()
    assert request.state == ChangeRequest.State.OPEN
