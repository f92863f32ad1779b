"""The screen at the door, and the files to take along."""

import io

import pytest
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from events.registration.checkin.services import accredit
from events.registration.models import Accreditation, Arrival, State
from tests.factories import ParticipantFactory, UnitFactory

from .reading import page, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(short_name="Viện CL")


@pytest.fixture
def person(unit, discipline, entered):
    """Somebody of an approved entry."""
    person = ParticipantFactory(unit=unit, full_name="Đỗ Thị Ước")
    entered(discipline, unit, state=State.APPROVED, people=[person])
    return person


@pytest.fixture
def card(festival, person):
    accredit(festival)
    return Accreditation.objects.get().token


@pytest.fixture
def look(client, organiser, festival):
    def get(typed):
        return page(client.get(reverse("registration_checkin", args=[festival.pk]), {"q": typed}))

    return get


@pytest.fixture
def arrive(client, organiser, festival):
    def send(follow=True, **data):
        return client.post(reverse("registration_arrive", args=[festival.pk]), data, follow=follow)

    return send


def names(shown) -> list[str]:
    return [text(name) for name in shown.xpath("//*[@class='reg-person__name']")]


@pytest.mark.parametrize("typed", ["uoc", "ĐỖ ƯỚC", "Ước Đỗ  ", "do thi"])
def test_a_person_is_found_by_name_in_whichever_accents(look, person, typed):
    shown = look(typed)

    assert names(shown) == ["Đỗ Thị Ước"]
    assert "Viện CL" in text(shown.xpath("//article")[0])
    assert "Kéo co" in text(shown.xpath("//article")[0])


@pytest.mark.parametrize("form", ["{}", "{}\n", " {} ", "http://testserver/quan-tri/dang-ky/1/diem-danh/?q={}"])
def test_a_person_is_found_by_their_card_however_it_is_read(look, person, card, form):
    assert names(look(form.format(card))) == ["Đỗ Thị Ước"]
    assert names(look(form.format(card.lower()))) == ["Đỗ Thị Ước"]


@pytest.mark.parametrize("typed", ["", "  ", "xyz", "2222222222", "' OR 1=1", "%", "_", "x" * 5000])
def test_nobody_is_found_by_nonsense(client, organiser, festival, person, typed):
    response = client.get(reverse("registration_checkin", args=[festival.pk]), {"q": typed})

    assert response.status_code == 200
    assert b"reg-person__name" not in response.content


def test_people_of_entries_that_are_not_approved_are_not_expected(look, discipline, entered):
    unit = UnitFactory()
    entered(discipline, unit, people=[ParticipantFactory(unit=unit, full_name="Lê Chờ")])

    assert names(look("cho")) == []


def test_who_has_come_is_kept_once_and_told(arrive, festival, person, organiser):
    first, second = arrive(person=person.pk), arrive(person=person.pk)

    arrival = Arrival.objects.get()
    assert (arrival.participant, arrival.by) == (person, organiser)
    assert [len(said(response)) for response in (first, second)] == [1, 1]
    assert said(first) != said(second)


def test_a_scan_is_kept_and_answered_with_the_person(client, arrive, festival, person, card):
    url = reverse("registration_arrive", args=[festival.pk])
    scan = {"headers": {"x-requested-with": "XMLHttpRequest"}}

    good = client.post(url, {"q": card}, **scan)
    again = client.post(url, {"q": card}, **scan)
    strange = client.post(url, {"q": "2222222222"}, **scan)

    assert [response.status_code for response in (good, again, strange)] == [200, 200, 404]
    assert Arrival.objects.count() == 1
    assert "Đỗ Thị Ước" in good.content.decode()
    assert b"reg-said--good" in good.content and b"reg-said--again" in again.content
    assert b"reg-said--bad" in strange.content
    assert b"<html" not in good.content
    assert html.fromstring(again.content).xpath("//data/@value") == ["1"]


def test_a_name_alone_checks_nobody_in(arrive, person):
    arrive(q="Ước")

    assert not Arrival.objects.exists()


def test_a_card_of_somebody_who_is_on_no_roster_any_more_is_told(look, arrive, person, card):
    person.memberships.all().delete()

    assert names(look(card)) == ["Đỗ Thị Ước"]
    assert len(said(arrive(q=card))) == 1
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("key", ["x", "-1", "0", "9" * 30, "١"])
def test_nobody_has_such_a_key(arrive, person, key):
    arrive(person=key)

    assert not Arrival.objects.exists()


def test_a_mistake_is_taken_back_and_stays_as_its_own_record(client, arrive, festival, person, organiser):
    arrive(person=person.pk)
    arrival = Arrival.objects.get()
    url = reverse("registration_undo_arrival", args=[festival.pk, arrival.pk])

    for _click in range(2):
        assert len(said(client.post(url, follow=True))) == 1
    arrive(person=person.pk)

    arrival.refresh_from_db()
    assert arrival.undone_by == organiser
    assert list(Arrival.objects.filter(undone_at=None).values_list("participant", flat=True)) == [person.pk]
    assert Arrival.objects.count() == 2


def test_units_are_counted(look, arrive, discipline, entered, unit, person):
    other = UnitFactory(short_name="Vụ KH")
    entered(discipline, other, state=State.APPROVED, people=2)
    arrive(person=person.pk)

    shown = look("")

    rows = shown.xpath("//table[contains(@class, 'reg-arrivals')]/tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [["Viện CL", "1", "1", "0"], ["Vụ KH", "0", "2", "2"]]
    assert text(shown.xpath("//*[@class='reg-checkin__sum']")[0]).startswith("1 / 3")


# --- Files ------------------------------------------------------------------------------------


@pytest.fixture
def download(client, organiser, festival):
    def get(name):
        return client.get(reverse("registration_download", args=[festival.pk, name]))

    return get


def test_a_list_comes_as_a_file_with_a_name_of_its_own(download, festival, person):
    response = download("danh-sach-the")

    assert response["Content-Disposition"].startswith(f'attachment; filename="danh-sach-the-{festival.slug}-')
    assert response["Content-Disposition"].endswith('.xlsx"')
    assert "no-store" in response["Cache-Control"]
    assert load_workbook(io.BytesIO(response.content)).active["C2"].value == "Đỗ Thị Ước"


@pytest.mark.parametrize("name", ["danh-sach-thi-dau", "ky-yeu-danh-sach", "the-tham-du"])
def test_papers_come_as_pdf(download, card, name):
    response = download(name)

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")


def test_there_are_no_other_lists(download, discipline):
    assert download("mat-khau").status_code == 404


def test_cards_are_given_to_those_who_have_none(client, organiser, festival, discipline, entered, person, card):
    entered(discipline, state=State.APPROVED)
    url = reverse("registration_give_cards", args=[festival.pk])

    for _click in range(2):
        assert len(said(client.post(url, follow=True))) == 1

    assert Accreditation.objects.count() == 2
    assert Accreditation.objects.get(participant=person).token == card
