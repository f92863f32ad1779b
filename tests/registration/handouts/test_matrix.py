"""Who gets into the room of a conference: every address, every kind of person."""

import pytest
from django.urls import reverse

from events.registration.portal import room_urls

pytestmark = pytest.mark.django_db

READERS = ("representative", "organiser", "editor", "chief editor", "administrator", "superuser")
"""They read the documents and are no delegates: their own page sends them on, and they have no badge."""
OUTSIDE = (
    "reader",
    "with an address that is not proved",
    "declined",
    "withdrawn",
    "delegate elsewhere",
    "of a unit that sends nobody",
    "of another unit",
    "suspended",
    "of a unit that left",
)
"""To them the conference has no room."""

ANSWERS = {
    "portal_own_conference": {"confirmed": 200, "nominated": 200} | dict.fromkeys(READERS, 302),
    "portal_own_badge": {"confirmed": 200, "nominated": 404} | dict.fromkeys(READERS, 404),
    "portal_room": {"confirmed": 200, "nominated": 200} | dict.fromkeys(READERS, 200),
    "portal_handout": {"confirmed": 200, "nominated": 200} | dict.fromkeys(READERS, 200),
}


def address(name: str, scene) -> str:
    more = [scene.handout.pk] if name == "portal_handout" else []
    return reverse(name, args=[scene.conference.pk, *more])


def ask(client, scene, name, who, method="get"):
    client.logout()
    if user := scene.people[who]:
        client.force_login(user)
    return getattr(client, method)(address(name, scene))


def test_each_address_has_a_line():
    [of_conference] = room_urls.urlpatterns
    assert {pattern.name for pattern in of_conference.url_patterns} == set(ANSWERS)


def test_everybody_has_a_line(scene):
    for answers in ANSWERS.values():
        assert set(answers) | set(OUTSIDE) | {"stranger"} == set(scene.people)


@pytest.mark.parametrize("name", ANSWERS)
def test_who_may_read_gets_what_there_is(client, scene, name):
    got = {who: ask(client, scene, name, who).status_code for who in ANSWERS[name]}

    assert got == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_to_the_others_it_does_not_exist(client, scene, name):
    for who in OUTSIDE:
        there = ask(client, scene, name, who)
        nowhere = client.get(address(name, scene).replace(f"/{scene.conference.pk}/", "/999999/", 1))
        assert (who, there.status_code, nowhere.status_code) == (who, 404, 404)
        assert scene.conference.title not in there.content.decode()


@pytest.mark.parametrize("name", ANSWERS)
def test_who_is_not_signed_in_is_asked_to_and_comes_back(client, scene, name):
    response = ask(client, scene, name, "stranger")

    assert response.status_code == 302
    assert response.url == f"/tai-khoan/dang-nhap/?next={address(name, scene)}"


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_written_there(client, scene, name, method):
    for who in ("stranger", "reader", "confirmed", "organiser"):
        assert ask(client, scene, name, who, method).status_code == 405


@pytest.mark.parametrize("name", ANSWERS)
def test_no_cache_keeps_it(client, scene, name):
    assert ask(client, scene, name, "confirmed")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ANSWERS)
def test_a_conference_that_is_not_published_has_no_room(client, scene, name):
    scene.conference.unpublish()

    for who in ("confirmed", "representative", "organiser"):
        assert ask(client, scene, name, who).status_code == 404


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 40, "-1", "x"])
def test_there_is_no_such_number(client, scene, name, number):
    client.force_login(scene.people["organiser"])

    assert client.get(address(name, scene).replace(f"/{scene.conference.pk}/", f"/{number}/", 1)).status_code == 404


@pytest.mark.parametrize("who", ["confirmed", "representative", "organiser"])
def test_somebody_who_is_no_longer_active_is_nobody(client, scene, who):
    client.force_login(scene.people[who])
    scene.people[who].is_active = False
    scene.people[who].save()

    assert client.get(address("portal_room", scene)).status_code == 302
