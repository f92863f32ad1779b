"""The organisers' screens: the list, a representation with its history, deciding, inviting."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from accounts import services
from accounts.models import Invitation, Membership
from accounts.roles import ORGANISER
from tests.factories import MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Membership.State
LIST = "/quan-tri/dai-dien/"


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER)


@pytest.fixture
def admin(client, organiser):
    client.force_login(organiser)
    return client


def listed(response) -> list[str]:
    return [membership.user.full_name for membership in response.context["object_list"]]


def test_who_waits_stands_first(admin):
    MembershipFactory(user__full_name="Đang đại diện")
    MembershipFactory(user__full_name="Xin trước", state=State.REQUESTED)
    MembershipFactory(user__full_name="Xin sau", state=State.REQUESTED)

    assert listed(admin.get(LIST)) == ["Xin trước", "Xin sau", "Đang đại diện"]


def test_it_is_filtered_and_searched(admin):
    one = MembershipFactory(user__full_name="Lê Thu Hà", state=State.SUSPENDED)
    MembershipFactory(user__full_name="Phạm Quốc Bảo")

    assert listed(admin.get(LIST, {"state": "suspended"})) == ["Lê Thu Hà"]
    assert listed(admin.get(LIST, {"unit": one.unit_id})) == ["Lê Thu Hà"]
    assert listed(admin.get(LIST, {"q": "Quốc Bảo"})) == ["Phạm Quốc Bảo"]
    assert listed(admin.get(LIST, {"q": one.user.email})) == ["Lê Thu Hà"]


@pytest.mark.parametrize("query", [{"state": "x"}, {"unit": "x"}, {"unit": "99999"}, {"p": "x"}, {"p": "99"}])
def test_a_query_that_makes_no_sense_is_no_fault(admin, query):
    MembershipFactory()

    assert admin.get(LIST, query).status_code in (200, 404)


def test_each_state_offers_its_decisions(admin):
    offered = {}
    for state in State:
        membership = MembershipFactory(state=state)
        page = admin.get(f"{LIST}{membership.pk}/")
        links = html.fromstring(page.content).xpath("//main//a/@href")
        start = f"{LIST}{membership.pk}/"
        offered[state] = [link.removeprefix(start).strip("/") for link in links if link.startswith(start)]

    assert offered == {
        State.REQUESTED: ["duyet", "tu-choi"],
        State.ACTIVE: ["tam-dung", "ket-thuc"],
        State.SUSPENDED: ["mo-lai", "ket-thuc"],
        State.REFUSED: ["duyet"],
        State.ENDED: ["mo-lai"],
    }


def test_a_request_is_approved(admin):
    membership = MembershipFactory(state=State.REQUESTED)
    address = f"{LIST}{membership.pk}/duyet/"

    assert admin.get(address).status_code == 200
    membership.refresh_from_db()
    assert membership.state == State.REQUESTED
    assert admin.post(address, {"reason": ""}).url == LIST

    membership.refresh_from_db()
    assert membership.state == State.ACTIVE


@pytest.mark.parametrize("reason", ["", "   ", "a" * 301])
def test_what_takes_something_away_needs_a_reason(admin, reason):
    membership = MembershipFactory()

    response = admin.post(f"{LIST}{membership.pk}/tam-dung/", {"reason": reason})

    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["reason"]
    membership.refresh_from_db()
    assert membership.state == State.ACTIVE


def test_the_history_says_who_did_what_and_why(admin, organiser):
    membership = MembershipFactory(state=State.REQUESTED)
    services.approve(membership.pk, by=organiser, reason="Theo công văn số 12")
    services.suspend(membership.pk, by=organiser, reason="Đang xác minh")

    rows = html.fromstring(admin.get(f"{LIST}{membership.pk}/").content).xpath("//main//table//tbody/tr")

    assert [organiser.full_name in row.text_content() for row in rows] == [True, True]
    assert ["Đang xác minh" in rows[0].text_content(), "Theo công văn số 12" in rows[1].text_content()] == [True, True]


def test_two_organisers_who_decide_at_once_are_told(admin, organiser):
    membership = MembershipFactory(state=State.REQUESTED)
    admin.get(f"{LIST}{membership.pk}/duyet/")
    services.refuse(membership.pk, by=organiser, reason="Không đúng đơn vị")

    response = admin.post(f"{LIST}{membership.pk}/tu-choi/", {"reason": "x"})

    assert response.url == f"{LIST}{membership.pk}/"
    assert membership.events.count() == 1


@pytest.mark.parametrize("address", ["99999/", "99999/duyet/", "{}/khong-co/"])
def test_what_does_not_exist(admin, address):
    assert admin.get(LIST + address.format(MembershipFactory().pk)).status_code == 404


# --- Inviting ---------------------------------------------------------------------------------


def test_an_organiser_invites(admin, organiser):
    unit = UnitFactory()

    response = admin.post(f"{LIST}moi/", {"unit": unit.pk, "email": " Moi@Example.vn "})

    assert response.url == f"{LIST}loi-moi/"
    invitation = Invitation.objects.get()
    assert (invitation.unit, invitation.email, invitation.invited_by) == (unit, "moi@example.vn", organiser)
    assert "moi@example.vn" in admin.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"email": ""}, "email"),
        ({"email": "x"}, "email"),
        ({"email": f"{'a' * 250}@example.vn"}, "email"),
    ],
)
def test_bad_input_is_refused_beside_its_field(admin, changes, field):
    response = admin.post(f"{LIST}moi/", {"unit": UnitFactory().pk, "email": "moi@example.vn"} | changes)

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]


def test_who_represents_the_unit_already_is_named(admin):
    membership = MembershipFactory()

    response = admin.post(f"{LIST}moi/", {"unit": membership.unit_id, "email": membership.user.email})

    assert list(response.context["form"].errors) == ["email"]
    assert not Invitation.objects.exists()


def test_the_unit_may_stand_in_the_address(admin):
    unit = UnitFactory()

    assert admin.get(f"{LIST}moi/?unit={unit.pk}").context["form"].initial == {"unit": str(unit.pk)}
    assert admin.get(f"{LIST}moi/?unit=x").status_code == 200


def test_sent_again_and_taken_back(admin, organiser):
    invitation = services.invite(UnitFactory(), "moi@example.vn", by=organiser)

    assert admin.get(f"{LIST}loi-moi/{invitation.pk}/thu-hoi/").status_code == 405
    assert admin.post(f"{LIST}loi-moi/{invitation.pk}/gui-lai/").url == f"{LIST}loi-moi/"
    assert admin.post(f"{LIST}loi-moi/{invitation.pk}/thu-hoi/").url == f"{LIST}loi-moi/"

    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.REVOKED
    assert admin.post(f"{LIST}loi-moi/{invitation.pk}/thu-hoi/").status_code == 302


@pytest.mark.parametrize("address", [LIST, f"{LIST}loi-moi/"])
def test_the_lists_cost_the_same_for_many(admin, organiser, address):
    costs = []
    for number in range(3):
        services.invite(MembershipFactory().unit, f"moi{number}@example.vn", by=organiser)
        admin.get(address)
        with CaptureQueriesContext(connection) as queries:
            admin.get(address)
        costs.append(len(queries))

    assert costs[0] == costs[1] == costs[2] < 20
