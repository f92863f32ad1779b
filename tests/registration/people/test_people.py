"""The list of a unit's people, and what is written there."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from events.models import FestivalPage
from events.registration import people
from events.registration.models import EntryMember, Participant, State
from tests.factories import EntryFactory, EntryMemberFactory, MembershipFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/dang-ky/vien-dl/nguoi/"
ADD = LIST + "them/"


def said(**other):
    return {"full_name": "Trần Thị Bình", "birth_date": "31/12/1985", "gender": "female", "post": "Kế toán"} | other


def names(response):
    return [person.full_name for person in response.context["page"]]


# --- The list ---------------------------------------------------------------------------------


def test_people_stand_in_vietnamese_order(signed_in, unit):
    for name in ("Vũ Văn Dũng", "Bùi Minh Đức", "Nguyễn Thị Ân", "Trần Văn An"):
        ParticipantFactory(unit=unit, full_name=name)
    ParticipantFactory(full_name="Người Đơn Vị Khác")
    assert names(signed_in.get(LIST)) == ["Trần Văn An", "Nguyễn Thị Ân", "Vũ Văn Dũng", "Bùi Minh Đức"]


def test_a_name_is_found_without_accents_in_any_order(signed_in, unit, person):
    ParticipantFactory(unit=unit, full_name="Đặng Thị Vân")
    assert names(signed_in.get(LIST, {"q": "van an"})) == ["Nguyễn Văn An"]
    assert names(signed_in.get(LIST, {"q": "vân đặng"})) == ["Đặng Thị Vân"]
    assert names(signed_in.get(LIST, {"q": "xyz"})) == []


def test_who_has_left_stands_apart(signed_in, unit, person):
    ParticipantFactory(unit=unit, full_name="Lê Hoa", is_active=False)
    assert names(signed_in.get(LIST)) == ["Nguyễn Văn An"]
    assert names(signed_in.get(LIST, {"loc": "da-roi"})) == ["Lê Hoa"]
    assert names(signed_in.get(LIST, {"loc": "tat-ca"})) == ["Nguyễn Văn An", "Lê Hoa"]
    assert [group["count"] for group in signed_in.get(LIST).context["groups"]] == [1, 1, 2]


def test_who_was_anonymised_is_not_shown(signed_in, unit):
    hidden = ParticipantFactory(unit=unit, full_name="Người 7", anonymised_at=timezone.now())
    assert names(signed_in.get(LIST, {"loc": "tat-ca"})) == []
    assert signed_in.get(f"{LIST}{hidden.pk}/").status_code == 404


@pytest.mark.parametrize("query", ["trang=x", "trang=-1", "trang=999", "loc=abc", "q=%F0%9F%98%80", "q='%25_"])
def test_odd_addresses_are_answered(signed_in, person, query):
    assert signed_in.get(f"{LIST}?{query}").status_code == 200


def test_long_lists_have_pages(signed_in, unit):
    for number in range(51):
        ParticipantFactory(unit=unit, full_name=f"Nguyễn Văn Số {number}")
    assert len(names(signed_in.get(LIST))) == 50
    assert len(names(signed_in.get(LIST, {"trang": 2}))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(signed_in, unit, choir, count, django_assert_num_queries):
    for _ in range(count):
        member = EntryMemberFactory(entry=EntryFactory(discipline=choir, unit=unit, number=_ + 1))
        assert member.participant.unit == unit
    signed_in.get(LIST)
    with django_assert_num_queries(7):
        assert "Tốp ca" in signed_in.get(LIST).content.decode()


# --- Adding and changing ----------------------------------------------------------------------


def test_a_person_is_added_with_a_clean_name(signed_in, unit):
    response = signed_in.post(ADD, said(full_name="  TRẦN  THỊ BÌNH "))
    assert (response.status_code, response["Location"]) == (302, LIST)
    [added] = Participant.objects.filter(unit=unit)
    assert (added.full_name, added.birth_date, added.gender, added.post) == (
        "Trần Thị Bình",
        date(1985, 12, 31),
        "female",
        "Kế toán",
    )


def test_many_are_added_one_after_the_other(signed_in):
    assert signed_in.post(ADD, said(nua="1"))["Location"] == ADD


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("full_name", "", "required"),
        ("full_name", "0912345678", "name_not_a_name"),
        ("full_name", "NguyÔn V¨n An", "name_in_old_font"),
        ("full_name", "A" * 200, "max_length"),
        ("birth_date", "", "required"),
        ("birth_date", "31/02/1990", "birth_no_such_day"),
        ("birth_date", "1990", "birth_year_only"),
        ("birth_date", "hôm qua", "birth_unknown_form"),
        ("birth_date", "01/01/2090", "birth_in_future"),
        ("birth_date", "01/01/1900", "birth_too_old"),
        ("birth_date", f"01/01/{date.today().year - 10}", "birth_too_young"),
        ("gender", "", "required"),
        ("gender", "khác", "invalid_choice"),
        ("post", "A" * 200, "max_length"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(signed_in, field, value, code):
    response = signed_in.post(ADD, said(**{field: value}))
    assert response.status_code == 422
    assert {
        name: [error.code for error in errors] for name, errors in response.context["form"].errors.as_data().items()
    }
    assert response.context["form"].errors.as_data()[field][0].code == code
    assert response.context["form"]["post"].value() == said(**{field: value})["post"]
    assert not Participant.objects.exists()


def test_a_person_is_not_there_twice(signed_in, person):
    again = said(full_name="nguyễn văn an", birth_date="5/3/1990")
    response = signed_in.post(ADD, again)
    assert response.status_code == 422
    assert f"{LIST}{person.pk}/" in response.content.decode()
    assert signed_in.post(ADD, again | {"van-them": "1"}).status_code == 422
    assert Participant.objects.count() == 1


def test_a_twin_whose_name_differs_by_an_accent_is_asked_about(signed_in, person):
    twin = said(full_name="Nguyễn Văn Ân", birth_date="05/03/1990")
    response = signed_in.post(ADD, twin)
    assert response.status_code == 422
    assert 'name="van-them"' in response.content.decode()
    assert signed_in.post(ADD, twin | {"van-them": "1"}).status_code == 302
    assert Participant.objects.count() == 2


def test_a_person_is_changed(signed_in, person):
    assert signed_in.get(f"{LIST}{person.pk}/").context["form"]["birth_date"].value() == "05/03/1990"
    response = signed_in.post(f"{LIST}{person.pk}/", said())
    assert response.status_code == 302
    person.refresh_from_db()
    assert (person.full_name, person.folded_name) == ("Trần Thị Bình", "tran thi binh")


def test_a_change_makes_nobody_double(signed_in, unit, person):
    other = ParticipantFactory(unit=unit, full_name="Lê Hoa", birth_date=date(1980, 1, 1))
    response = signed_in.post(f"{LIST}{other.pk}/", said(full_name="Nguyễn Văn An", birth_date="05/03/1990"))
    assert response.status_code == 422
    other.refresh_from_db()
    assert other.full_name == "Lê Hoa"


@pytest.mark.parametrize(("state", "is_fixed"), [(State.DRAFT, False), (State.APPROVED, True)])
def test_of_who_is_on_an_approved_roster_only_the_post_changes(signed_in, unit, choir, person, state, is_fixed):
    entry = EntryFactory(discipline=choir, unit=unit, state=state, place=1 if state == State.APPROVED else None)
    EntryMemberFactory(entry=entry, participant=person)
    response = signed_in.post(f"{LIST}{person.pk}/", said(full_name="Lê Khác", birth_date="01/01/1980"))
    assert response.status_code == 302
    person.refresh_from_db()
    assert (person.full_name == "Nguyễn Văn An") == is_fixed
    assert (person.birth_date == date(1990, 3, 5)) == is_fixed
    assert person.post == "Kế toán"


def test_a_correction_of_who_was_handed_in_is_written_down(signed_in, unit, choir, person, representative):
    handed_in = EntryFactory(discipline=choir, unit=unit, state=State.SUBMITTED, place=1)
    draft = EntryFactory(discipline=choir, unit=unit, number=2)
    for entry in (handed_in, draft):
        EntryMemberFactory(entry=entry, participant=person)
    signed_in.post(f"{LIST}{person.pk}/", said(full_name="Nguyễn Văn Anh", birth_date="05/03/1990", gender="male"))
    [event] = handed_in.events.all()
    assert (event.action, event.actor, event.detail) == (
        "person",
        representative,
        {"person": person.pk, "fields": ["full_name"]},
    )
    assert not draft.events.exists()


def test_a_roster_that_was_approved_meanwhile(unit, choir, person, representative):
    entry = EntryFactory(discipline=choir, unit=unit, state=State.APPROVED, place=1)
    EntryMemberFactory(entry=entry, participant=person)
    with pytest.raises(people.Fixed):
        people.change(person, by=representative, said={"full_name": "Lê Khác"})


def test_after_the_festival_data_may_be_corrected(signed_in, unit, choir, person):
    entry = EntryFactory(discipline=choir, unit=unit, state=State.APPROVED, place=1)
    EntryMemberFactory(entry=entry, participant=person)
    past = {"starts_on": date.today() - timedelta(days=2), "ends_on": date.today() - timedelta(days=1)}
    FestivalPage.objects.filter(pk=choir.festival.pk).update(**past)
    assert signed_in.post(f"{LIST}{person.pk}/", said()).status_code == 302
    person.refresh_from_db()
    assert person.full_name == "Trần Thị Bình"


# --- Leaving and deleting ---------------------------------------------------------------------


def test_somebody_leaves_and_comes_back(signed_in, person):
    signed_in.post(f"{LIST}{person.pk}/trang-thai/", {"roi": "1"})
    person.refresh_from_db()
    assert not person.is_active
    signed_in.post(f"{LIST}{person.pk}/trang-thai/", {"tro-lai": "1"})
    person.refresh_from_db()
    assert person.is_active


def test_who_was_never_entered_is_deleted_after_a_question(signed_in, person):
    assert signed_in.get(f"{LIST}{person.pk}/xoa/").status_code == 200
    assert Participant.objects.filter(pk=person.pk).exists()
    assert signed_in.post(f"{LIST}{person.pk}/xoa/").status_code == 302
    assert not Participant.objects.filter(pk=person.pk).exists()


def test_who_was_entered_is_not_deleted(signed_in, unit, choir, person):
    EntryMemberFactory(entry=EntryFactory(discipline=choir, unit=unit), participant=person)
    assert signed_in.post(f"{LIST}{person.pk}/xoa/").status_code == 409
    assert EntryMember.objects.filter(participant=person).exists()


# --- Who may ----------------------------------------------------------------------------------


def test_another_units_person_does_not_exist(signed_in):
    stranger = ParticipantFactory(full_name="Người Đơn Vị Khác")
    for address in ("", "xoa/"):
        assert signed_in.get(f"{LIST}{stranger.pk}/{address}").status_code == 404
        assert signed_in.post(f"{LIST}{stranger.pk}/{address}", said()).status_code == 404
    assert signed_in.post(f"{LIST}{stranger.pk}/trang-thai/", {"roi": "1"}).status_code == 404
    stranger.refresh_from_db()
    assert (stranger.full_name, stranger.is_active) == ("Người Đơn Vị Khác", True)


@pytest.mark.parametrize("address", [f"{10**30}/", "0/", f"nhap/{10**30}/", "nhap/0/"])
def test_numbers_that_nobody_has(signed_in, address):
    assert signed_in.get(LIST + address).status_code == 404


def test_services_ask_who_may(unit, person):
    stranger = MembershipFactory().user
    for action in (
        lambda: people.add(unit, by=stranger, said={"full_name": "Lê Hoa", "birth_date": None}),
        lambda: people.change(person, by=stranger, said={"post": "x"}),
        lambda: people.set_active(person, by=stranger, is_active=False),
        lambda: people.delete(person, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            action()


def test_an_organiser_reads_and_changes_nothing(client, unit, person):
    client.force_login(UserFactory(is_superuser=True))
    assert "Nguyễn Văn An" in client.get(LIST).content.decode()
    assert client.post(ADD, said()).status_code == 403
    assert client.post(f"{LIST}{person.pk}/trang-thai/", {"roi": "1"}).status_code == 403
    assert Participant.objects.filter(is_active=True).count() == 1
