"""Entering for a unit when it is too late for the unit itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.registration import queries, services
from events.registration.models import Entry, EntryEvent, State
from tests.factories import DisciplineFactory, ParticipantFactory, UnitFactory

from .reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(festival):
    """The festival, whose registration is over."""
    festival.closes_at = timezone.now() - timedelta(days=1)
    festival.save()
    return festival


@pytest.fixture
def unit(closed, organiser):
    """A unit that confirmed what is asked for, and then missed the day."""
    unit = UnitFactory(code="vien-cl")
    registration = services.register(closed, unit)
    services.give_consent(registration, by=organiser, text=queries.consent_text(closed))
    return unit


@pytest.fixture
def draft(client, closed, unit, discipline, organiser):
    return services.begin_entry(discipline, unit, by=organiser)


@pytest.fixture
def send(client, closed, draft):
    """Sends the form of the draft."""

    def post(button="submit", *, people=(), revision=None, reason="Đơn vị bị mất mạng", **texts):
        data = {"revision": revision or draft.revision, "name": "", "late_reason": reason, button: "1"} | texts
        for person, role in people:
            data[f"role_{person.pk}"] = role
        return client.post(reverse("registration_late_entry", args=[closed.pk, draft.pk]), data)

    return post


def errors(shown) -> list[str]:
    wrong = "//*[contains(@class, 'error-message')] | //form//*[contains(@class, 'messages')]//li"
    return [text(error) for error in shown.xpath(wrong) if text(error)]


def test_a_draft_is_begun_for_the_unit(client, closed, unit, discipline, organiser):
    url = reverse("registration_late", args=[closed.pk])

    response = client.post(url, {"unit": unit.code, "discipline": discipline.pk})

    entry = Entry.objects.get()
    assert response["Location"] == reverse("registration_late_entry", args=[closed.pk, entry.pk])
    assert (entry.unit, entry.discipline, entry.state) == (unit, discipline, State.DRAFT)


def test_the_fields_are_filled_in_by_the_screen_one_came_from(client, closed, unit, discipline, organiser):
    shown = page(
        client.get(reverse("registration_late", args=[closed.pk]), {"don_vi": unit.code, "noi_dung": discipline.pk})
    )

    assert shown.xpath("//select/option[@selected]/@value") == [unit.code, str(discipline.pk)]


def test_no_more_are_begun_than_a_unit_may_have(client, closed, unit, discipline, draft):
    url = reverse("registration_late", args=[closed.pk])

    shown = page(client.post(url, {"unit": unit.code, "discipline": discipline.pk}), 400)

    assert errors(shown) != []
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"unit": "khong-co", "discipline": "1"}, {"unit": "'", "discipline": "x"}])
def test_a_unit_or_discipline_that_is_not_there_is_told(client, closed, unit, discipline, organiser, sent):
    page(client.post(reverse("registration_late", args=[closed.pk]), sent), 400)

    assert not Entry.objects.exists()


def test_a_discipline_of_another_festival_is_not_offered(client, closed, unit, organiser):
    other = DisciplineFactory()

    page(client.post(reverse("registration_late", args=[closed.pk]), {"unit": unit.code, "discipline": other.pk}), 400)

    assert not Entry.objects.exists()


def test_it_is_handed_in_with_the_reason_in_its_history(send, draft, unit, organiser):
    person = ParticipantFactory(unit=unit)

    response = send(people=[(person, "player")], name="Sao Đỏ")

    draft.refresh_from_db()
    assert response.status_code == 302
    assert (draft.state, draft.name, draft.members.get().participant) == (State.SUBMITTED, "Sao Đỏ", person)
    event = EntryEvent.objects.get(action="submit")
    assert (event.detail["late"], event.actor) == ("Đơn vị bị mất mạng", organiser)


def test_a_second_click_is_harmless(send, draft, unit):
    people = [(ParticipantFactory(unit=unit), "player")]

    responses = [send(people=people), send(people=people)]

    assert [response.status_code for response in responses] == [302, 302]
    assert EntryEvent.objects.filter(action="submit").count() == 1


def test_without_a_reason_it_is_not_taken_and_nothing_typed_is_lost(send, draft, unit):
    person = ParticipantFactory(unit=unit)

    shown = page(send(people=[(person, "reserve")], reason=" ", name="Sao Đỏ"), 400)

    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert errors(shown) != []
    assert shown.xpath("//input[@name='name']/@value") == ["Sao Đỏ"]
    assert shown.xpath(f"//select[@name='role_{person.pk}']/option[@selected]/@value") == ["reserve"]


def test_the_rules_hold_as_for_everybody_and_what_was_typed_is_kept(send, draft, unit, discipline):
    discipline.squad_min = 2
    discipline.save()
    person = ParticipantFactory(unit=unit)

    shown = page(send(people=[(person, "player")]), 400)

    draft.refresh_from_db()
    assert (draft.state, draft.members.count()) == (State.DRAFT, 1)
    assert errors(shown) != []
    # The form goes on from what is stored by now.
    assert shown.xpath("//input[@name='revision']/@value") == [str(draft.revision)]


def test_a_draft_is_kept_without_a_reason(send, draft, unit):
    response = send("keep", people=[(ParticipantFactory(unit=unit), "player")], reason="")

    draft.refresh_from_db()
    assert (response.status_code, draft.state, draft.members.count()) == (302, State.DRAFT, 1)


def test_what_somebody_else_has_changed_is_not_written_over(send, draft, unit):
    Entry.objects.update(revision=9, name="Của người khác")

    shown = page(send(people=[(ParticipantFactory(unit=unit), "player")], revision=1), 400)

    draft.refresh_from_db()
    assert (draft.name, draft.members.count(), draft.state) == ("Của người khác", 0, State.DRAFT)
    assert errors(shown) != []


def test_a_person_of_another_unit_cannot_be_sent(send, draft, unit):
    send(people=[(ParticipantFactory(), "player"), (ParticipantFactory(unit=unit), "player")])

    assert [member.participant.unit for member in draft.members.all()] == [unit]


@pytest.mark.parametrize(("field", "value"), [("revision", "x"), ("revision", "9" * 30), ("name", "x" * 151)])
def test_nonsense_is_told(send, draft, field, value):
    data = {field: value}
    revision = data.pop("revision", None)

    page(send(revision=revision, **data), 400)

    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_was_handed_in_is_no_longer_filled_in(client, closed, discipline, entered, organiser):
    entry = entered(discipline)

    response = client.get(reverse("registration_late_entry", args=[closed.pk, entry.pk]))

    assert response["Location"] == reverse("registration_entry", args=[closed.pk, entry.pk])
