"""Signing in and out: one door for the site and the admin."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from demo.accounts import EXAMPLES, make_accounts
from demo.accounts import PASSWORD as DEMO_PASSWORD
from tests.accounts.people import PASSWORD, SIGN_IN, is_signed_in, person, sign_in, text_of
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_with_address_and_password(client):
    response = sign_in(client, person())

    assert (response.status_code, response.url) == (302, "/tai-khoan/")
    assert is_signed_in(client)


@pytest.mark.parametrize("role", [EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR])
def test_who_works_in_the_admin_goes_there(client, role):
    assert sign_in(client, person(role=role)).url == "/quan-tri/"


def test_who_represents_a_unit_goes_to_the_registration(client):
    assert sign_in(client, MembershipFactory(user=person()).user).url == "/dang-ky/"


def test_the_address_is_taken_in_capitals_too(client):
    person()

    client.post(SIGN_IN, {"login": " Thu.HA@Example.vn ", "password": PASSWORD})

    assert is_signed_in(client)


def test_a_wrong_password_keeps_the_address(client):
    response = sign_in(client, person(), password="khac-han-2026")

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert 'value="thu.ha@example.vn"' in response.content.decode()
    assert "khac-han" not in response.content.decode()
    assert not is_signed_in(client)


def test_a_closed_account_is_told_only_to_who_knows_its_password(client):
    user = person(is_active=False)

    assert sign_in(client, user).url == "/tai-khoan/da-khoa/"
    assert not is_signed_in(client)
    assert sign_in(client, user, password="sai-2026").status_code == 200
    assert client.get("/tai-khoan/da-khoa/").status_code == 200


def test_the_example_accounts_sign_in(client):
    make_accounts()
    for example in EXAMPLES:
        response = client.post(SIGN_IN, {"login": example.email, "password": DEMO_PASSWORD})
        assert response.status_code == 302, example
        assert "xac-nhan" not in response.url, example
        client.post("/tai-khoan/dang-xuat/")


def test_a_superuser_made_on_the_command_line_signs_in(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="Quan.Tri@example.vn", full_name="Đỗ Anh Tuấn", interactive=False)

    assert client.post(SIGN_IN, {"login": "quan.tri@example.vn", "password": PASSWORD}).url == "/quan-tri/"


def test_an_address_that_nobody_proved_is_written_to_first(client):
    user = UserFactory(email="moi@example.vn")
    user.set_password(PASSWORD)
    user.save()

    response = sign_in(client, user)

    assert response.url == "/tai-khoan/xac-nhan-thu/"
    assert not is_signed_in(client)
    assert [message.to for message in mail.outbox] == [["moi@example.vn"]]


def test_an_administrator_who_changes_the_address_proves_it(client):
    user = person()
    client.force_login(person("quantri@example.vn", role=ADMINISTRATOR))

    client.post(
        f"/quan-tri/users/edit/{user.pk}/",
        {"email": "ha.le@example.vn", "full_name": user.full_name, "is_active": "on"},
    )

    addresses = EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")
    assert list(addresses) == [("ha.le@example.vn", True, True)]


# --- The admin --------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["/quan-tri/login/", "/_util/login/"])
def test_wagtails_own_doors_lead_to_the_sites(client, door):
    assert client.get(door, {"next": "/quan-tri/pages/"}).url == f"{SIGN_IN}?next=/quan-tri/pages/"
    assert client.post(door, {"username": "a@example.vn", "password": PASSWORD}).status_code == 405


def test_from_the_admin_through_the_door_and_back(client):
    user = person(role=EDITOR)
    asked = client.get("/quan-tri/account/")
    door = client.get(asked.url)

    response = sign_in(client, user, next=door.url.partition("next=")[2])

    assert door.url == f"{SIGN_IN}?next=/quan-tri/account/"
    assert response.url == "/quan-tri/account/"


def test_who_may_not_open_the_admin_is_told_and_not_sent_in_circles(client):
    client.force_login(MembershipFactory().user)

    response = client.get("/quan-tri/", follow=True)

    assert response.status_code == 403
    assert len(response.redirect_chain) == 1
    assert "/dang-ky/" in response.content.decode()


def test_who_signs_in_at_the_admins_door_again_goes_on(client):
    client.force_login(UserFactory(role=EDITOR))

    assert client.get("/quan-tri/login/?next=/quan-tri/images/").url == "/quan-tri/images/"


def test_the_admin_signs_out_at_the_same_place(client):
    sign_in(client, person(role=EDITOR))

    response = client.post("/quan-tri/logout/")

    assert response.url == SIGN_IN
    assert not is_signed_in(client)
    assert response.cookies["sessionid"]["max-age"] == 0


def test_the_admin_keeps_no_passwords_of_its_own(client):
    client.force_login(UserFactory(role=EDITOR))

    page = client.get("/quan-tri/account/").content.decode()

    assert "password-old_password" not in page
    assert 'href="/tai-khoan/"' in page
    assert client.get("/quan-tri/password_reset/").status_code == 404


# --- Where it leads ---------------------------------------------------------------------------

ELSEWHERE = [
    "https://xau.example/",
    "//xau.example/",
    "///xau.example/",
    "http:xau.example",
    "https:/\\xau.example/",
    "\\\\xau.example",
    "javascript:alert(1)",
    "http://localhost:8000/",
    "https://testserver@xau.example/",
    "\x00//xau.example/",
    " //xau.example/",
    "",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_nowhere_else(client, elsewhere):
    assert sign_in(client, person(), next=elsewhere).url == "/tai-khoan/"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nor_does_the_admins_door_or_signing_out(client, elsewhere):
    door = client.get("/quan-tri/login/", {"next": elsewhere})
    assert door.status_code == 404 if "\x00" in elsewhere else door.url == f"{SIGN_IN}?next=/quan-tri/"

    client.force_login(person(role=EDITOR))
    if "\x00" not in elsewhere:
        assert client.get("/quan-tri/login/", {"next": elsewhere}).url == "/quan-tri/"
        assert client.get(SIGN_IN, {"next": elsewhere}).url == "/quan-tri/"
    assert client.post("/tai-khoan/dang-xuat/", {"next": elsewhere}).url == SIGN_IN


def test_signing_in_leads_to_where_one_was(client):
    assert sign_in(client, person(), next="/dang-ky/trung-tam-1/?trang=2").url == "/dang-ky/trung-tam-1/?trang=2"


# --- What costs nothing to others -------------------------------------------------------------


def test_the_sign_in_page_is_kept_by_nobody(client):
    response = client.get(SIGN_IN)

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response.content.decode()


def test_a_public_page_knows_nothing_of_who_is_signed_in(client):
    plain = client.get("/")
    sign_in(client, person())

    response = client.get("/")

    assert response.content == plain.content
    assert not response.cookies


@pytest.mark.parametrize("name", ["account_logout", "usersessions_list", "account_sign_out_everywhere"])
def test_nothing_is_done_by_reading(client, name):
    sign_in(client, person())

    client.get(reverse(name))

    assert is_signed_in(client)


def test_the_page_speaks_vietnamese(client):
    assert "Đăng nhập" in text_of(client.get(SIGN_IN))
