"""The second step of sign-in: by app, by recovery code; and that those who must have one reach nothing without it."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts import checks
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from tests.accounts.people import (
    PASSWORD,
    add_app,
    code_now,
    is_signed_in,
    person,
    recovery_codes,
    show_again,
    sign_in,
    text_of,
)
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

INDEX = "/tai-khoan/xac-thuc/"
STEP = "/tai-khoan/xac-thuc/ma/"
ACTIVATE = "/tai-khoan/xac-thuc/ung-dung/bat/"
DEACTIVATE = "/tai-khoan/xac-thuc/ung-dung/tat/"


def test_the_password_alone_opens_nothing_any_more(client):
    user = person()
    secret = add_app(user)

    assert sign_in(client, user).url == STEP
    assert not is_signed_in(client)
    assert client.post(STEP, {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    assert client.post(STEP, {"code": code_now(secret)}).url == "/tai-khoan/"
    assert is_signed_in(client)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sessions_that_began_with_the_password_alone_end_with_the_first_factor(client):
    user = person()
    stranger = Client()
    sign_in(stranger, user)
    sign_in(client, user)
    show_again(client)
    client.post(ACTIVATE, {"code": code_now(client.get(ACTIVATE).context["form"].secret)})

    assert is_signed_in(client)
    assert not is_signed_in(stranger)


def test_a_recovery_code_opens_once(client):
    user = person()
    add_app(user)
    code = recovery_codes(user)[0]

    sign_in(client, user)
    assert client.post(STEP, {"code": code}).status_code == 302
    client.post("/tai-khoan/dang-xuat/")

    sign_in(client, user)
    assert client.post(STEP, {"code": code}).status_code == 200
    assert not is_signed_in(client)


def test_codes_cannot_be_guessed_without_end(client):
    user = person()
    secret = add_app(user)
    sign_in(client, user)
    for number in range(12):
        client.post(STEP, {"code": f"{number:06}"})

    client.post(STEP, {"code": code_now(secret)})

    assert not is_signed_in(client)


def test_where_one_was_is_kept_over_both_steps(client):
    user = person()
    secret = add_app(user)
    sign_in(client, user, next="/tai-khoan/thiet-bi/")

    assert client.post(STEP, {"code": code_now(secret)}).url == "/tai-khoan/thiet-bi/"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_app_is_set_up_codes_are_given_and_the_owner_is_written_to(client):
    user = person()
    sign_in(client, user)
    show_again(client)
    secret = client.get(ACTIVATE).context["form"].secret

    response = client.post(ACTIVATE, {"code": code_now(secret)})

    assert response.url == "/tai-khoan/xac-thuc/ma-du-phong/"
    codes = client.get(response.url)
    assert [code in codes.content.decode() for code in recovery_codes(user)] == [True] * 10
    assert "no-store" in codes["Cache-Control"]
    assert {tuple(message.to) for message in mail.outbox} == {(user.email,)}


def test_a_wrong_code_keeps_the_same_key(client):
    sign_in(client, person())
    show_again(client)
    secret = client.get(ACTIVATE).context["form"].secret

    response = client.post(ACTIVATE, {"code": "000000"})

    assert response.status_code == 200
    assert response.context["form"].secret == secret


def test_a_session_that_was_left_open_changes_nothing_of_it(client):
    client.force_login(person())

    response = client.get(ACTIVATE)

    assert response.url == f"/tai-khoan/nhap-lai-mat-khau/?next={ACTIVATE.replace('/', '%2F')}"
    assert client.post(response.url, {"password": "sai-2026"}).status_code == 200
    assert client.post(response.url, {"password": PASSWORD}).url == ACTIVATE


@pytest.mark.parametrize(
    "address", [INDEX, ACTIVATE, "/tai-khoan/xac-thuc/khoa/", "/tai-khoan/xac-thuc/khoa/them/", "/tai-khoan/thiet-bi/"]
)
def test_its_pages_are_for_those_who_are_signed_in(client, address):
    assert client.get(address).url.startswith("/tai-khoan/dang-nhap/?next=")


# --- Who must have one ------------------------------------------------------------------------

GUARDED = ["/quan-tri/", "/quan-tri/account/", "/quan-tri/images/", "/quan-tri/dai-dien/", "/dang-ky/", "/dang-ky/x/"]


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


@pytest.mark.parametrize("role", [EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR])
@pytest.mark.parametrize("method", ["get", "post"])
def test_those_who_must_reach_nothing_before(client, required, role, method):
    client.force_login(person(role=role))

    answers = [getattr(client, method)(address) for address in GUARDED]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, INDEX)] * len(GUARDED)


def test_a_superuser_without_a_role_must_too(client, required):
    client.force_login(person(is_superuser=True))

    assert client.get("/quan-tri/").url == INDEX


def test_a_script_is_refused_plainly(client, required):
    client.force_login(person(role=EDITOR))

    assert client.get("/quan-tri/", headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_they_are_led_there_set_it_up_and_go_on(client, required):
    user = person(role=ORGANISER)
    assert sign_in(client, user, follow=True).status_code == 302
    page = client.get("/quan-tri/", follow=True)
    assert page.redirect_chain == [(INDEX, 302)]
    assert text_of(page)

    show_again(client)
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": code_now(secret)})

    assert client.get("/quan-tri/").status_code == 200


def test_they_can_still_sign_out(client, required):
    client.force_login(person(role=EDITOR))

    assert client.post("/quan-tri/logout/").url == "/tai-khoan/dang-nhap/"


def test_recovery_codes_alone_are_no_second_step(client, required):
    user = person(role=EDITOR)
    add_app(user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    client.force_login(user)

    assert client.get("/quan-tri/").url == INDEX


def test_a_representative_needs_none(client, required):
    membership = MembershipFactory(user=person())
    client.force_login(membership.user)

    assert client.get("/dang-ky/").url == f"/dang-ky/{membership.unit.code}/"


def test_nobody_needs_one_where_the_setting_is_off(client):
    client.force_login(person(role=EDITOR))

    assert client.get("/quan-tri/").status_code == 200


def test_who_must_have_one_cannot_turn_the_last_one_off(client, required):
    user = person(role=EDITOR)
    secret = add_app(user)
    sign_in(client, user)
    client.post(STEP, {"code": code_now(secret)})

    show_again(client)
    assert client.post(DEACTIVATE).status_code == 200

    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_who_need_not_can(client):
    user = person()
    secret = add_app(user)
    sign_in(client, user)
    client.post(STEP, {"code": code_now(secret)})

    show_again(client)
    assert client.post(DEACTIVATE).url == INDEX

    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize(("required_", "expected"), [(True, []), (False, ["accounts.W001"])])
def test_production_is_warned_where_passwords_alone_open_the_admin(settings, required_, expected):
    settings.MFA_REQUIRED = required_

    found = checks.second_factor_required(None)

    assert [message.id for message in found] == expected
    assert all(message.hint for message in found)
