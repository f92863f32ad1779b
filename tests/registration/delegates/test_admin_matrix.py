"""Who may do what below /quan-tri/dang-ky/hoi-nghi/: every address, both methods, every kind of person.

The addresses come from the site's URL configuration. One without a line in `ADDRESSES` fails here, so that a new screen
cannot be forgotten: give it a line with what an organiser gets. All others get nothing, whichever way they ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.models import Notice
from tests.addresses import names
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.factories.events import ConferenceFactory
from tests.factories.registration import DelegateFactory

pytestmark = pytest.mark.django_db

PREFIX = "quan-tri/dang-ky/hoi-nghi/"


@dataclass(frozen=True)
class Address:
    """What an organiser's GET and empty POST are answered with. `more` are the parts of the address after the
    conference's key, where it has that; `query` is what a GET asks. `is_own` says that those parts are of this
    conference alone."""

    get: int
    post: int
    more: Callable[[SimpleNamespace], list] = lambda scene: []
    query: Callable[[SimpleNamespace], str] = lambda scene: ""
    of_conference: bool = True
    is_own: bool = False


ADDRESSES = {
    "registration_conferences": Address(200, 405, of_conference=False),
    "registration_delegates": Address(200, 405),
    "registration_delegate_add": Address(200, 422),
    "registration_delegates_decide": Address(
        200, 302, more=lambda scene: ["xac-nhan"], query=lambda scene: f"?muc={scene.delegate.pk}"
    ),
    "registration_delegate": Address(200, 405, more=lambda scene: [scene.delegate.pk], is_own=True),
    "registration_delegate_correct": Address(200, 409, more=lambda scene: [scene.delegate.pk], is_own=True),
    "registration_delegate_reopen": Address(405, 302, more=lambda scene: [scene.delegate.pk], is_own=True),
    "registration_delegate_sums": Address(200, 405),
    "registration_delegate_exports": Address(200, 405),
    "registration_delegate_download": Address(200, 405, more=lambda scene: ["danh-sach-dai-bieu"]),
    "registration_delegate_badge": Address(200, 405, more=lambda scene: [scene.confirmed.pk], is_own=True),
    "registration_delegate_checkin": Address(200, 405),
    "registration_delegate_arrive": Address(405, 302),
    "registration_delegate_undo_arrival": Address(405, 302, more=lambda scene: [scene.delegate.pk], is_own=True),
}
MAY_NOT = ("stranger", "reader", "representative", "editor", "chief editor")
MAY = ("organiser", "administrator", "superuser")


@pytest.fixture
def scene():
    """A conference to which a unit sends one who waits and one who is confirmed, and everyone who might knock."""
    unit = UnitFactory()
    delegate = DelegateFactory(unit=unit)
    return SimpleNamespace(
        unit=unit,
        delegate=delegate,
        confirmed=DelegateFactory(unit=unit, conference=delegate.conference, state=Delegate.State.CONFIRMED),
        people={
            "stranger": None,
            "reader": UserFactory(),
            "representative": MembershipFactory(unit=unit).user,
            "editor": UserFactory(role=EDITOR),
            "chief editor": UserFactory(role=CHIEF_EDITOR),
            "organiser": UserFactory(role=ORGANISER),
            "administrator": UserFactory(role=ADMINISTRATOR),
            "superuser": UserFactory(is_superuser=True),
        },
    )


@pytest.fixture
def answer(client, scene):
    def ask(name: str, who: str, method: str):
        address = ADDRESSES[name]
        client.logout()
        if user := scene.people[who]:
            client.force_login(user)
        args = [*([scene.delegate.conference_id] if address.of_conference else []), *address.more(scene)]
        return getattr(client, method)(reverse(name, args=args) + (address.query(scene) if method == "get" else ""))

    return ask


def everything():
    """All that a request could have changed."""
    return (
        list(Delegate.objects.order_by("pk").values_list("state", "revision", "arrived_at")),
        DelegateEvent.objects.count(),
        Notice.objects.count(),
    )


def test_each_address_has_a_line():
    assert set(names(PREFIX)) == set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_does_not_organise_gets_nothing(name, answer):
    before = everything()

    for who in MAY_NOT:
        for method in ("get", "post"):
            response = answer(name, who, method)
            # Where something is only read or only written, that may be said first.
            refused = {302, 405} if 405 in (ADDRESSES[name].get, ADDRESSES[name].post) else {302}
            assert (who, method, response.status_code in refused) == (who, method, True)
            if response.status_code == 302:
                assert not response["Location"].startswith("/quan-tri/dang-ky/")

    assert everything() == before


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_organises_gets_what_the_address_gives(name, answer):
    address = ADDRESSES[name]

    for who in MAY:
        assert (who, answer(name, who, "get").status_code) == (who, address.get)
    assert answer(name, "organiser", "post").status_code == address.post


@pytest.mark.parametrize("name", ADDRESSES)
def test_reading_changes_nothing_and_no_cache_keeps_it(name, answer):
    before = everything()

    response = answer(name, "organiser", "get")

    assert everything() == before
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.of_conference])
def test_a_conference_that_is_not_there_is_not_found(name, client, scene):
    client.force_login(scene.people["organiser"])
    address = ADDRESSES[name]
    ask = client.get if address.get != 405 else client.post

    url = reverse(name, args=[999_999, *address.more(scene)])
    assert ask(url).status_code == 404
    assert ask(url.replace("999999", "9" * 30)).status_code == 404


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.is_own])
def test_another_conference_has_nothing_of_this_one(name, client, scene):
    client.force_login(scene.people["organiser"])
    address = ADDRESSES[name]
    ask = client.get if address.get != 405 else client.post

    assert ask(reverse(name, args=[ConferenceFactory().pk, *address.more(scene)])).status_code == 404
