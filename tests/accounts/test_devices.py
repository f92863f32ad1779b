"""Where somebody is signed in, and ending that."""

import pytest
from django.test import Client

from tests.accounts.people import is_signed_in, person, sign_in, text_of

pytestmark = pytest.mark.django_db

DEVICES = "/tai-khoan/thiet-bi/"
EVERYWHERE = "/tai-khoan/thiet-bi/dang-xuat-het/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML) Version/18.0 Safari/604.1"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML) Chrome/131.0 Safari/537.36 Edg/131.0"


@pytest.fixture
def user():
    return person()


@pytest.fixture
def phone(user):
    phone = Client(headers={"user-agent": PHONE})
    sign_in(phone, user)
    return phone


@pytest.fixture
def office(user):
    office = Client(headers={"user-agent": OFFICE})
    sign_in(office, user)
    return office


def works(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_each_is_named(phone, office):
    shown = text_of(office.get(DEVICES))

    assert "Safari, iPhone" in shown
    assert "Edge, Windows" in shown


def test_those_of_others_are_not(phone, client):
    sign_in(client, person("khac@example.vn"))

    assert "iPhone" not in text_of(client.get(DEVICES))


@pytest.mark.parametrize("agent", ["", "curl/8.5", "<script>alert(1)</script>"])
def test_one_that_nobody_knows_is_called_so(user, agent):
    client = Client(headers={"user-agent": agent})
    sign_in(client, user)

    page = client.get(DEVICES)

    assert page.status_code == 200
    assert "alert(1)" not in page.content.decode()


def test_all_others_are_ended(phone, office):
    assert office.post(DEVICES).url == DEVICES

    assert (works(office), works(phone)) == (True, False)


def test_all_are_ended(phone, office):
    assert office.post(EVERYWHERE).url == "/tai-khoan/dang-nhap/"

    assert not is_signed_in(office)
    assert (works(office), works(phone)) == (False, False)


def test_a_new_password_ends_all_others(phone, office):
    new = "mat-khau-moi-2026"
    office.post("/tai-khoan/mat-khau/", {"oldpassword": "mot-mat-khau-dai-2026", "password1": new, "password2": new})

    assert (works(office), works(phone)) == (True, False)


def test_an_account_that_is_closed_is_signed_out_at_once(phone, user):
    user.is_active = False
    user.save()

    assert not works(phone)


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_list_costs_the_same_query_for_each(user, sessions, django_assert_max_num_queries):
    """A session is looked up in its store, so each costs some; none costs more than two."""
    clients = [Client() for _ in range(sessions)]
    for client in clients:
        sign_in(client, user)
    clients[0].get(DEVICES)

    with django_assert_max_num_queries(6 + 3 * sessions):
        clients[0].get(DEVICES)
