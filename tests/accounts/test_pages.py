"""Every page and mail of signing in is ours: found, in our look, without scripts or styles in its text."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.template.loader import get_template
from django.urls import reverse

from accounts import urls
from tests.accounts.people import PASSWORD, add_app, code_now, person, show_again, sign_in
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

THEIRS = Path(allauth.__file__).parent / "templates"
OURS = Path(settings.BASE_DIR) / "templates"
# What the site does not offer has no page: codes by mail, telephone numbers, several addresses, trusted browsers.
NOT_OFFERED = re.compile(r"phone|code|passkey|email\.html|email_change|trust|signup_form|email_deleted|email_changed")


@pytest.mark.parametrize(
    "template",
    [
        view.template_name
        for pattern in urls.urlpatterns
        if (view := getattr(pattern.callback, "view_class", None)) and getattr(view, "template_name", None)
    ],
)
def test_the_page_of_each_address_is_ours(template):
    assert Path(get_template(template).origin.name).is_relative_to(OURS)


@pytest.mark.parametrize(
    "mail_template",
    [
        str(path.relative_to(THEIRS))
        for app in ("account", "mfa")
        for path in sorted((THEIRS / app / "email").glob("*_subject.txt"))
        if not NOT_OFFERED.search(path.name) or path.name.startswith("recovery")
    ],
)
def test_each_mail_is_ours(mail_template):
    for part in (mail_template, mail_template.replace("_subject", "_message")):
        if "email_confirm_" not in part:
            assert Path(get_template(part).origin.name).is_relative_to(OURS)


@pytest.fixture
def everything(client):
    """Somebody with an app, recovery codes and a unit to ask for, who has just shown who they are."""
    UnitFactory()
    user = person()
    secret = add_app(user)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Điện thoại", "credential": {}}
    )
    sign_in(client, user)
    client.post("/tai-khoan/xac-thuc/ma/", {"code": code_now(secret)})
    show_again(client)
    return client


NEEDS_ARGUMENTS = {"account_confirm_email", "account_reset_password_from_key", "account_invitation"}
ELSEWHERE = {
    "account_login",  # leads on, when one is signed in
    "account_signup",
    "account_set_password",
    "mfa_authenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",  # asks the keys, which are none here
    "mfa_download_recovery_codes",
    "account_sign_out_everywhere",
}
PAGES = [
    pattern.name
    for pattern in urls.urlpatterns
    if pattern.name not in NEEDS_ARGUMENTS | ELSEWHERE and "<int" not in str(pattern.pattern)
]


def assert_is_a_page_of_ours(response):
    page = response.content.decode()
    assert response.status_code == 200
    assert "css/account/layout.css" in page
    assert '<meta name="robots" content="noindex">' in page
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "<style" not in page
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script
    assert not re.search(r"\son\w+=", page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_who_is_signed_in(everything, name):
    assert_is_a_page_of_ours(everything.get(reverse(name)))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_page_of_a_key(everything, name):
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)

    assert_is_a_page_of_ours(everything.get(reverse(name, args=[key.pk])))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_of_somebody_else_does_not_exist(everything, name, method):
    key = Authenticator.objects.create(
        user=person("khac@example.vn"), type=Authenticator.Type.WEBAUTHN, data={"name": "Khóa"}
    )

    assert getattr(everything, method)(reverse(name, args=[key.pk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_a_page_for_who_is_not(client, name):
    assert_is_a_page_of_ours(client.get(reverse(name)))


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_a_page_that_sets_something_up(client, name):
    sign_in(client, person())
    show_again(client)

    assert_is_a_page_of_ours(client.get(reverse(name)))


def test_the_second_step(client):
    user = person()
    add_app(user)

    assert_is_a_page_of_ours(client.get(sign_in(client, user).url))


def test_the_codes_come_as_a_file(everything):
    response = everything.get(reverse("mfa_download_recovery_codes"))

    assert response["Content-Disposition"].startswith("attachment")
    assert len(response.content.decode().split()) == 10


def test_pages_of_others_send_nobody_a_mail(everything):
    assert not mail.outbox


@pytest.mark.parametrize("address", ["/tai-khoan/khong-co/", "/tai-khoan/loi-moi/x/", "/tai-khoan/don-vi/1/roi/"])
def test_what_does_not_exist(everything, address):
    assert everything.get(address).status_code == 404


def test_the_name_is_changed(everything):
    assert everything.post("/tai-khoan/ho-ten/", {"full_name": "  Le\u0302 Hoa\u0300 "}).url == "/tai-khoan/"
    assert "Lê Hoà" in everything.get("/tai-khoan/").content.decode()


@pytest.mark.parametrize("name", ["", " ", "a" * 151])
def test_a_name_that_is_none_is_refused(everything, name):
    response = everything.post("/tai-khoan/ho-ten/", {"full_name": name})

    assert list(response.context["form"].errors) == ["full_name"]
    assert "Lê Thu Hà" in response.content.decode()
    assert PASSWORD not in response.content.decode()
