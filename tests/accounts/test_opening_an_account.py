"""Opening an account by oneself, proving the address, and choosing a new password."""

import pytest
import time_machine
from django.core import mail

from accounts.models import User
from tests.accounts.people import PASSWORD, SIGN_IN, is_signed_in, link_in_mail, person, sign_in
from tests.factories import hanoi

pytestmark = pytest.mark.django_db

SIGN_UP = "/tai-khoan/tao-tai-khoan/"
RESET = "/tai-khoan/quen-mat-khau/"


def form(**changes) -> dict:
    return {"full_name": "Lê Thu Hà", "email": "thu.ha@example.vn", "password1": PASSWORD} | changes


def test_the_address_is_proved_before_anything_is_open(client):
    client.post(SIGN_UP, form())
    user = User.objects.get(email="thu.ha@example.vn")
    assert (user.full_name, user.is_staff, user.is_superuser, user.groups.count()) == ("Lê Thu Hà", False, False, 0)
    assert not is_signed_in(client)

    link = link_in_mail()
    assert client.get(link).status_code == 200
    assert sign_in(client, user).url == "/tai-khoan/xac-nhan-thu/"  # reading proves nothing

    assert client.post(link).status_code == 302
    assert sign_in(client, user).url == "/tai-khoan/"


def test_a_decomposed_name_is_stored_composed(client):
    client.post(SIGN_UP, form(full_name="  Le\u0302  Thu Ha\u0300 "))

    assert User.objects.get().full_name == "Lê Thu Hà"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "a" * 151}, "full_name"),
        ({"email": ""}, "email"),
        ({"email": "khong-phai"}, "email"),
        ({"email": f"{'a' * 250}@example.vn"}, "email"),
        ({"password1": ""}, "password1"),
        ({"password1": "12345678"}, "password1"),
        ({"password1": "thu.ha@example.vn"}, "password1"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_what_was_typed_stays(client, changes, field):
    response = client.post(SIGN_UP, form(**changes))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"].data["full_name"] == form(**changes)["full_name"]
    assert PASSWORD not in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("key", ["MQ:abc:def", "x", "a" * 500])
def test_a_link_that_is_not_whole_says_so(client, key):
    response = client.get(f"/tai-khoan/xac-nhan-thu/{key}/")

    assert response.status_code == 200
    assert "confirmation" not in response.context or response.context["confirmation"] is None
    assert client.post(f"/tai-khoan/xac-nhan-thu/{key}/").status_code == 404


def test_a_link_grows_too_old(client):
    with time_machine.travel(hanoi(2026, 3, 1, 8), tick=False):
        client.post(SIGN_UP, form())
    with time_machine.travel(hanoi(2026, 3, 5, 8), tick=False):
        assert client.get(link_in_mail()).context["confirmation"] is None


# --- A new password ---------------------------------------------------------------------------


def ask(client, user) -> str:
    client.post(RESET, {"email": user.email})
    return link_in_mail()


def choose(client, link: str, password: str = "mat-khau-moi-2026"):
    """Opens the link as a browser does, and fills the form in."""
    response = client.get(link, follow=True)
    address = response.redirect_chain[-1][0] if response.redirect_chain else link
    return client.post(address, {"password1": password, "password2": password})


def test_a_new_password_by_mail(client):
    user = person()
    link = ask(client, user)

    assert choose(client, link).url == "/tai-khoan/quen-mat-khau/xong/"

    assert sign_in(client, user).status_code == 200
    assert sign_in(client, user, password="mat-khau-moi-2026").status_code == 302


def test_the_owner_is_told_that_it_was_changed(client):
    user = person()
    choose(client, ask(client, user))

    assert [message.to for message in mail.outbox] == [[user.email]] * 2
    assert "127.0.0.1" in mail.outbox[-1].body


def test_the_link_holds_once(client):
    link = ask(client, person())
    choose(client, link)
    client.session.flush()

    response = client.get(link)

    assert response.status_code == 200
    assert response.context["token_fail"]


@pytest.mark.parametrize("password", ["123", "thu.ha@example.vn"])
def test_a_weak_one_is_refused(client, password):
    user = person()

    response = choose(client, ask(client, user), password)

    assert response.status_code == 200
    assert "password1" in response.context["form"].errors
    assert sign_in(client, user).status_code == 302


def test_a_closed_account_gets_none(client):
    person(is_active=False)

    client.post(RESET, {"email": "thu.ha@example.vn"})

    [message] = mail.outbox
    assert "/quen-mat-khau/" not in message.body


def test_a_host_that_a_stranger_names_stands_in_no_mail(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    person()

    response = client.post(RESET, {"email": "thu.ha@example.vn"}, headers={"host": "xau.example"})

    assert response.status_code == 400
    assert not mail.outbox


def test_one_changes_ones_own(client):
    user = person()
    sign_in(client, user)

    response = client.post(
        "/tai-khoan/mat-khau/",
        {"oldpassword": PASSWORD, "password1": "mat-khau-moi-2026", "password2": "mat-khau-moi-2026"},
    )

    assert response.url == "/tai-khoan/"
    assert is_signed_in(client)
    assert client.get(SIGN_IN).status_code == 302
