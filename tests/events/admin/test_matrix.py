"""Who may do what below /quan-tri/su-kien/: every address, both methods, every kind of person, and events that are
drafts, published, locked and over.

The addresses come from the site's URL configuration: one that is new fails here until it has a line in `ADDRESSES`.
"""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from events.models import ConferencePage, FestivalPage, Handout, Session
from tests.addresses import names
from tests.events.admin.files import pdf
from tests.factories import FestivalFactory, MembershipFactory, UserFactory
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db

PREFIX = "quan-tri/su-kien/"
LOOKED_AT = {"events_programme", "events_handouts", "events_handout_file"}
"""What editors may see, too."""
MAY = ("organiser", "administrator", "superuser")
LOOK = ("editor", "chief editor")
MAY_NOT = ("stranger", "reader", "representative")


@dataclass(frozen=True)
class Address:
    """What an organiser's GET and empty POST are answered with; `key` is what its number is the key of."""

    get: int
    post: int
    key: str = "event"


ADDRESSES = {
    "events_copy": Address(200, 422),
    "events_state": Address(200, 422),
    "events_programme": Address(200, 405),
    "events_session_add": Address(200, 422),
    "events_programme_shift": Address(405, 422),
    "events_session_change": Address(200, 422, "session"),
    "events_session_cancel": Address(200, 422, "session"),
    "events_session_restore": Address(405, 302, "session"),
    "events_session_delete": Address(200, 302, "session"),
    "events_handouts": Address(200, 422),
    "events_handouts_review": Address(302, 302),
    "events_handout_change": Address(200, 422, "handout"),
    "events_handout_file": Address(200, 405, "handout"),
    "events_handout_move": Address(405, 422, "handout"),
    "events_handout_delete": Address(200, 302, "handout"),
    "calendars_import": Address(200, 422),
    "calendars_import_confirm": Address(405, 422),
}


def made(event) -> SimpleNamespace:
    """What stands below an event."""
    session = SessionFactory(event=event)
    handout = Handout(event=event, title="Báo cáo", name="a.pdf", kind_of_file="pdf", size=1)
    handout.file.save("a.pdf", ContentFile(pdf()), save=False)
    handout.save()
    return SimpleNamespace(event=event, session=session, handout=handout)


@pytest.fixture
def people():
    return {
        "stranger": None,
        "reader": UserFactory(),
        "representative": MembershipFactory().user,
        "editor": UserFactory(role=EDITOR),
        "chief editor": UserFactory(role=CHIEF_EDITOR),
        "organiser": UserFactory(role=ORGANISER),
        "administrator": UserFactory(role=ADMINISTRATOR),
        "superuser": UserFactory(is_superuser=True),
    }


@pytest.fixture
def ask(client, people):
    def go(name: str, who: str, method: str, scene):
        client.logout()
        if people[who]:
            client.force_login(people[who])
        key = getattr(scene, ADDRESSES[name].key).pk
        return getattr(client, method)(reverse(name, args=[key]))

    return go


def everything():
    kinds = (Session, Handout, FestivalPage, ConferencePage)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


def test_each_address_has_a_line():
    assert set(names(PREFIX)) == set(ADDRESSES)


@pytest.mark.parametrize("is_live", [True, False])
@pytest.mark.parametrize("factory", [ConferenceFactory, FestivalFactory])
def test_who_does_not_organise_changes_nothing(ask, factory, is_live):
    scene = made(factory(live=is_live))
    before = everything()
    for name, address in ADDRESSES.items():
        for who in (*MAY_NOT, *LOOK):
            for method in ("get", "post"):
                status = ask(name, who, method, scene).status_code
                looks = who in LOOK and name in LOOKED_AT and method == "get"
                # Where something is only read or only written, that may be said first.
                allowed = {200} if looks else {302, 405} if 405 in (address.get, address.post) else {302}
                assert status in allowed, (name, who, method, status)
    assert everything() == before


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_organises_gets_what_the_address_gives(ask, name):
    scene = made(ConferenceFactory())
    for who in MAY:
        response = ask(name, who, "get", scene)
        assert (who, response.status_code) == (who, ADDRESSES[name].get)
        assert "no-store" in response["Cache-Control"]
    assert ask(name, "organiser", "post", scene).status_code == ADDRESSES[name].post


def test_a_locked_event_is_looked_at_and_stays(ask):
    scene = made(ConferenceFactory(locked=True, locked_by=UserFactory(role=ORGANISER)))
    before = everything()
    for name in ADDRESSES:
        if name == "events_copy":
            continue
        status = ask(name, "organiser", "get", scene).status_code
        assert status in ({200} if name in LOOKED_AT else {302, 405}), name
        assert ask(name, "organiser", "post", scene).status_code in (302, 405), name
    assert everything() == before


def test_an_event_that_is_over_still_gets_its_minutes(ask):
    scene = made(ConferenceFactory(starts_on=date(2020, 5, 5), opens_at=None, closes_at=None))
    for name, address in ADDRESSES.items():
        assert (name, ask(name, "organiser", "get", scene).status_code) == (name, address.get)


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_is_not_there_is_not_found(client, people, name):
    client.force_login(people["organiser"])
    method = client.get if ADDRESSES[name].get != 405 else client.post
    url = reverse(name, args=[999_999])
    for odd in ("999999", "0", "9" * 18, "9" * 30, "x"):
        assert method(url.replace("999999", odd)).status_code == 404


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.key == "event"])
def test_a_page_that_is_no_event_is_not_found(client, people, name):
    client.force_login(people["organiser"])
    index = ConferenceFactory().get_parent()
    method = client.get if ADDRESSES[name].get != 405 else client.post
    assert method(reverse(name, args=[index.pk])).status_code == 404
