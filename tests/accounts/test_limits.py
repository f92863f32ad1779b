"""How often one may try: by the account that is tried, and by the place that it is tried from."""

import pytest

from tests.accounts.people import PASSWORD, SIGN_IN, is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db


def test_an_account_closes_for_a_while_to_who_guesses_its_password(client):
    user = person()
    for _ in range(5):
        sign_in(client, user, password="doan-mo-2026")

    sign_in(client, user)

    assert not is_signed_in(client)


def test_guessing_from_many_places_helps_nobody(client, settings):
    settings.TRUSTED_PROXIES = 1
    user = person()
    for number in range(5):
        client.post(
            SIGN_IN,
            {"login": user.email, "password": "doan-mo-2026"},
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        )

    sign_in(client, user)

    assert not is_signed_in(client)


def test_nor_does_an_address_that_the_client_made_up(client):
    """Without a proxy of ours in front, the header says what its sender likes."""
    for number in range(12):
        response = client.post(
            SIGN_IN,
            {"login": f"ai{number}@example.vn", "password": "doan-mo-2026"},
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        )
    person()

    assert client.post(SIGN_IN, {"login": "thu.ha@example.vn", "password": PASSWORD}).status_code == 200
    assert response.status_code == 200


def test_a_place_that_asks_without_end_is_answered_429(client):
    for _ in range(30):
        client.post(SIGN_IN, {"login": "", "password": ""})

    response = client.post(SIGN_IN, {"login": "", "password": ""})

    assert response.status_code == 429
    assert "<h1" in response.content.decode()


def test_mails_are_not_sent_without_end(client):
    answers = [client.post("/tai-khoan/quen-mat-khau/", {"email": "thu.ha@example.vn"}).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
