"""Nobody finds out by asking who has an account: each answer is the same for those who have one and those who do
not, in its status, its place and its words."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from tests.accounts.people import PASSWORD, SIGN_IN, person, text_of

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "thu.ha@example.vn", "thu.hb@example.vn"


def answers(client, address: str, form: dict) -> list[tuple]:
    """What a stranger sees who asks for the one and the other: status, place, words of each page on the way. The
    address that was typed is shown again, and is taken out."""
    seen = []
    for email in (KNOWN, UNKNOWN):
        client.logout()
        filled = {name: value.format(email=email) for name, value in form.items()}
        response = client.post(address, filled, follow=True)
        seen.append((response.status_code, response.redirect_chain, text_of(response).replace(email, "")))
    return seen


@pytest.fixture(autouse=True)
def _somebody():
    person(KNOWN)


def test_signing_in_with_a_wrong_password(client):
    one, other = answers(client, SIGN_IN, {"login": "{email}", "password": "khong-phai-2026"})

    assert one == other
    assert one[0] == 200
    assert not mail.outbox


def test_asking_for_a_new_password(client):
    one, other = answers(client, "/tai-khoan/quen-mat-khau/", {"email": "{email}"})

    assert one == other
    assert one[1] == [("/tai-khoan/quen-mat-khau/da-gui/", 302)]
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]  # and as long on the way


def test_opening_an_account(client):
    form = {"full_name": "Lê Thu Hà", "email": "{email}", "password1": PASSWORD}
    one, other = answers(client, "/tai-khoan/tao-tai-khoan/", form)

    assert one == other
    assert one[1] == [("/tai-khoan/xac-nhan-thu/", 302)]
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/tai-khoan/quen-mat-khau/", {"email": "{email}"}),
        ("/tai-khoan/tao-tai-khoan/", {"full_name": "Lê Thu Hà", "email": "{email}", "password1": PASSWORD}),
    ],
)
def test_a_mail_server_that_is_away_says_nothing_either(client, monkeypatch, address, form):
    def refuse(message, **options):
        raise SMTPServerDisconnected

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    one, other = answers(client, address, form)

    assert one == other
    assert one[0] == 200


def test_the_owner_of_the_account_is_told_of_the_attempt_and_nothing_changes(client):
    form = {"full_name": "Kẻ Khác", "email": KNOWN, "password1": "mat-khau-khac-2026"}
    client.post("/tai-khoan/tao-tai-khoan/", form)

    [message] = mail.outbox
    assert "/tai-khoan/quen-mat-khau/" in message.body
    assert client.post(SIGN_IN, {"login": KNOWN, "password": PASSWORD}).status_code == 302


def test_too_many_attempts_look_alike(client):
    form = {"login": "{email}", "password": "khong-phai-2026"}
    for _ in range(6):
        one, other = answers(client, SIGN_IN, form)

    assert one == other
