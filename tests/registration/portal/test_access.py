"""Who gets into the portal."""

import pytest

from accounts.models import Membership
from tests.factories.people import UserFactory
from tests.factories.units import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_a_representative_of_one_unit_goes_straight_to_it(client):
    membership = MembershipFactory()
    client.force_login(membership.user)

    response = client.get("/dang-ky/")

    assert (response.status_code, response["Location"]) == (302, f"/dang-ky/{membership.unit.code}/")
    assert response["Cache-Control"] == "private, no-store"


def test_a_representative_of_two_units_chooses(client):
    membership = MembershipFactory()
    other = MembershipFactory(user=membership.user)
    stranger = UnitFactory()
    client.force_login(membership.user)

    page = client.get("/dang-ky/").content.decode()

    assert f"/dang-ky/{membership.unit.code}/" in page
    assert f"/dang-ky/{other.unit.code}/" in page
    assert stranger.code not in page


def test_whoever_is_not_signed_in_does_so_first_and_comes_back(client):
    unit = UnitFactory()

    response = client.get(f"/dang-ky/{unit.code}/")

    assert response.status_code == 302
    assert response["Location"].endswith(f"?next=/dang-ky/{unit.code}/")


def test_a_script_is_told_that_the_session_has_ended(client):
    response = client.get(f"/dang-ky/{UnitFactory().code}/", headers={"accept": "application/json"})

    assert response.status_code == 401
    assert response.json()["error"]


def test_another_units_pages_are_those_of_a_unit_that_does_not_exist(client):
    client.force_login(MembershipFactory().user)

    assert client.get(f"/dang-ky/{UnitFactory().code}/").status_code == 404
    assert client.get("/dang-ky/khong-co/").status_code == 404


def test_a_suspended_representative_is_told(client):
    membership = MembershipFactory(state=Membership.State.SUSPENDED)
    client.force_login(membership.user)

    response = client.get(f"/dang-ky/{membership.unit.code}/")

    assert response.status_code == 403
    assert membership.unit.name in response.content.decode()


def test_a_unit_that_has_left_the_bloc_enters_nothing_more(client):
    membership = MembershipFactory(unit__is_active=False)
    client.force_login(membership.user)

    assert client.get(f"/dang-ky/{membership.unit.code}/").status_code == 404


def test_a_superuser_may_look_at_any_unit(client):
    client.force_login(UserFactory(is_superuser=True))
    unit = UnitFactory()

    assert client.get(f"/dang-ky/{unit.code}/").status_code == 200
