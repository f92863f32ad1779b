"""Who comes into the organisers' screens, and who only looks."""

import pytest
from django.urls import reverse

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from events.models import Discipline, FestivalPage
from tests.factories import DisciplineFactory, FestivalFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

ORGANISERS = [ORGANISER, ADMINISTRATOR]
LOOKERS = [EDITOR, CHIEF_EDITOR]
OTHERS = ["", "reader", "representative"]
"""A stranger, somebody who signs in and is nothing, and who acts for a unit."""

OF_FESTIVAL = ["events_disciplines", "events_discipline_add", "events_copy"]
OF_DISCIPLINE = ["events_discipline_change", "events_discipline_copy", "events_discipline_delete"]


@pytest.fixture
def enter(client):
    def go(who: str):
        if not who:
            return
        user = UserFactory(role=who if who in ORGANISERS + LOOKERS else None, is_superuser=who == ADMINISTRATOR)
        if who == "representative":
            MembershipFactory(user=user)
        client.force_login(user)

    return go


def address(name: str, discipline) -> str:
    return reverse(name, args=[discipline.festival_id if name in OF_FESTIVAL else discipline.pk])


@pytest.mark.parametrize("who", [*ORGANISERS, *LOOKERS, *OTHERS])
@pytest.mark.parametrize("name", [*OF_FESTIVAL, *OF_DISCIPLINE])
def test_who_sees_a_screen(client, enter, who, name):
    discipline = DisciplineFactory()
    enter(who)
    is_open = who in ORGANISERS or (who in LOOKERS and name == "events_disciplines")
    # Wagtail sends those who may not to its front page, and strangers to the sign-in.
    assert client.get(address(name, discipline)).status_code == (200 if is_open else 302)


@pytest.mark.parametrize("who", [*LOOKERS, *OTHERS])
def test_nobody_else_changes_anything(client, enter, who):
    discipline = DisciplineFactory(name="Múa")
    DisciplineFactory(festival=discipline.festival)
    enter(who)
    sent = {
        "events_discipline_add": {"name": "Kéo co", "branch": "sport", "format": "pair", "gender_rule": "any"},
        "events_discipline_change": {"name": "Kéo co", "branch": "sport", "format": "pair", "gender_rule": "any"},
        "events_discipline_copy": {"name": "Kéo co", "branch": "sport", "format": "pair", "gender_rule": "any"},
        "events_discipline_delete": {},
        "events_discipline_move": {},
        "events_copy": {"title": "Ngày Hội", "starts_on": "18/12/2035"},
    }
    for name, data in sent.items():
        url = address(name, discipline) + ("?position=1" if name == "events_discipline_move" else "")
        assert client.post(url, data).status_code in (302, 403)
    before = {"pk": discipline.pk, "name": "Múa", "position": discipline.position}
    assert Discipline.objects.filter(**before).exists()
    assert (Discipline.objects.count(), FestivalPage.objects.count()) == (2, 1)


@pytest.mark.parametrize("who", LOOKERS)
def test_who_only_looks_is_offered_nothing_else(client, enter, who):
    discipline = DisciplineFactory()
    enter(who)
    response = client.get(address("events_disciplines", discipline)).content.decode()
    assert discipline.name in response
    for name in (*OF_DISCIPLINE, "events_discipline_add", "events_discipline_move", "events_copy"):
        assert address(name, discipline) not in response


def test_a_locked_festival_stays_as_it_is(client, sign_in):
    discipline = DisciplineFactory()
    FestivalPage.objects.update(locked=True, locked_by=UserFactory(role=ORGANISER))
    sign_in(ORGANISER)
    assert client.get(address("events_disciplines", discipline)).status_code == 200
    assert client.get(address("events_discipline_add", discipline)).status_code == 302


@pytest.mark.parametrize("name", [*OF_FESTIVAL, *OF_DISCIPLINE])
def test_what_is_not_there_is_not_found(client, organiser, name):
    assert client.get(reverse(name, args=[999_999])).status_code == 404


def test_the_order_takes_post_alone(client, organiser):
    assert client.get(address("events_discipline_move", DisciplineFactory())).status_code == 405


@pytest.mark.parametrize(("role", "has"), [(ORGANISER, True), (ADMINISTRATOR, True), (EDITOR, False)])
def test_the_menu_leads_organisers_to_the_festivals(client, sign_in, role, has):
    sign_in(role)
    assert (reverse("festivals:index") in client.get(reverse("wagtailadmin_home")).content.decode()) == has


def test_organisers_write_and_publish_festivals_and_nothing_else(organiser):
    festival = FestivalFactory()
    permissions = festival.permissions_for_user(organiser)
    assert permissions.can_edit() and permissions.can_publish()
    assert festival.get_parent().permissions_for_user(organiser).can_add_subpage()
    home = festival.get_parent().get_parent()
    assert not home.permissions_for_user(organiser).can_add_subpage()
