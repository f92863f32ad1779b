"""Who may do what in the organisers' part of the admin beside the registration, which has a matrix of its own.

The addresses come from the site's URL configuration: a new one below these prefixes is asked like the others, and one
with a key that nothing is known of fails here.
"""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver

from accounts import services
from accounts.models import Invitation, Membership, MembershipEvent
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from events.models import Discipline, FestivalPage
from tests.factories import DisciplineFactory, MembershipFactory, UnitFactory, UserFactory
from units.models import Unit

pytestmark = pytest.mark.django_db

ORGANISERS_OWN = ("quan-tri/dai-dien/", "quan-tri/don-vi/")
EVENTS = ("quan-tri/ngay-hoi/", "quan-tri/hoi-nghi/")
"""Editors look at these. What stands below an event has a matrix of its own."""
MAY = ("organiser", "administrator", "superuser")
LOOK = ("editor", "chief editor")
MAY_NOT = ("stranger", "reader", "representative", "representative elsewhere", "suspended")


def addresses(*prefixes: str, patterns=None, before: str = "") -> Iterator[str]:
    """The routes below these prefixes, with `<name>` where a key stands."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + re.sub(r"\\Z|\^|\$", "", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            if route.startswith(prefixes):
                yield "/" + re.sub(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)", r"<\1\2>", route)
        elif route.startswith(prefixes) or any(prefix.startswith(route) for prefix in prefixes):
            yield from addresses(*prefixes, patterns=pattern.url_patterns, before=route)


@pytest.fixture
def scene():
    unit, organiser = UnitFactory(), UserFactory(role=ORGANISER)
    discipline = DisciplineFactory()
    invitation = services.invite(unit, "moi@example.vn", by=organiser)
    asked = MembershipFactory(unit=unit, state=Membership.State.REQUESTED)
    keys = {
        "festival_id": discipline.festival_id,
        "discipline_id": discipline.pk,
        "membership_id": asked.pk,
        "invitation_id": invitation.pk,
        "pk": unit.pk,
        "name": "duyet",
        "action": "approve",
    }
    people = {
        "stranger": None,
        "reader": UserFactory(),
        "representative": MembershipFactory(unit=unit).user,
        "representative elsewhere": MembershipFactory().user,
        "suspended": MembershipFactory(unit=unit, state=Membership.State.SUSPENDED).user,
        "editor": UserFactory(role=EDITOR),
        "chief editor": UserFactory(role=CHIEF_EDITOR),
        "organiser": organiser,
        "administrator": UserFactory(role=ADMINISTRATOR),
        "superuser": UserFactory(is_superuser=True),
    }
    return keys, people


def filled(address: str, keys: dict) -> str:
    return re.sub(r"<(\w+)>", lambda match: str(keys[match[1]]), address)


def is_refused(response) -> bool:
    """Nothing of the screen is shown: sent to the door or to the dashboard, told no, or told that nothing is there."""
    if response.status_code == 302:
        return response.url == "/quan-tri/" or response.url.startswith(("/quan-tri/login/", "/tai-khoan/dang-nhap/"))
    return response.status_code in (403, 404, 405)


def everything() -> list:
    kinds = (Unit, Membership, MembershipEvent, Invitation, Discipline, FestivalPage)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


def test_there_are_addresses_to_ask():
    assert len(set(addresses(*ORGANISERS_OWN))) > 10
    assert len(set(addresses(*EVENTS))) > 6


@pytest.mark.parametrize("who", MAY_NOT)
def test_those_without_a_part_in_it_see_and_change_nothing(client, scene, who):
    keys, people = scene
    if people[who]:
        client.force_login(people[who])
    before = everything()
    for address in addresses(*ORGANISERS_OWN, *EVENTS):
        for ask in (client.get, client.post):
            response = ask(filled(address, keys))
            assert is_refused(response), (address, ask.__name__, response.status_code)
    assert everything() == before


@pytest.mark.parametrize("who", LOOK)
def test_editors_look_at_events_and_change_nothing(client, scene, who):
    keys, people = scene
    client.force_login(people[who])
    before = everything()
    for address in addresses(*ORGANISERS_OWN):
        for ask in (client.get, client.post):
            assert is_refused(ask(filled(address, keys))), (address, ask.__name__)
    for address in addresses(*EVENTS):
        for ask in (client.get, client.post):
            assert ask(filled(address, keys)).status_code < 500, (address, ask.__name__)
    assert everything() == before


@pytest.mark.parametrize("who", MAY)
def test_organisers_reach_every_screen(client, scene, who):
    keys, people = scene
    client.force_login(people[who])
    for address in addresses(*ORGANISERS_OWN, *EVENTS):
        response = client.get(filled(address, keys))
        assert response.status_code == 405 or not is_refused(response), (address, response.status_code)
