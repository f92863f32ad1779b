"""Who may do what below /dang-ky/: every address, both methods, every kind of person.

The addresses come from the URL configuration. One that has no line in `ADDRESSES` fails here, so that a new page cannot
be forgotten: give it a line with what its unit's representative gets. What all others get follows from that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import Membership
from accounts.roles import EDITOR, ORGANISER
from events.registration.models import PeopleImport, SignedForm
from events.registration.sheets.grid import Sheet, as_data
from tests.addresses import names
from tests.factories.events import DisciplineFactory
from tests.factories.people import UserFactory
from tests.factories.registration import DelegateFactory, EntryFactory, ParticipantFactory
from tests.factories.units import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db

PREFIX = "dang-ky/"


@dataclass(frozen=True)
class Address:
    """What a representative's GET and empty POST are answered with. 405: the page is not asked that way by anyone.

    `organiser` is what the organiser's GET gets where that is something else. `args` are those of the address.
    """

    get: int
    post: int
    organiser: int | None = None
    args: Callable[[SimpleNamespace], list] = lambda scene: [scene.unit.code]


def of_festival(scene):
    return [scene.unit.code, scene.festival.pk]


def of_discipline(scene):
    return [*of_festival(scene), scene.discipline.pk]


def of_entry(scene):
    return [scene.unit.code, scene.entry.pk]


def of_signed_form(scene):
    form = SignedForm.objects.first() or SignedForm(registration=scene.entry.registration, size=4)
    if form.pk is None:
        form.file.save("phieu.pdf", ContentFile(b"%PDF"))
    return [*of_festival(scene), form.pk]


def of_person(scene):
    return [scene.unit.code, ParticipantFactory(unit=scene.unit).pk]


def of_import(scene):
    sheets = [as_data(Sheet("Danh sách", (("Họ và tên", "Ngày sinh"), ("Lê Hoa", "05/03/1990"))))]
    pending = PeopleImport.objects.create(unit=scene.unit, user=scene.people["representative"], sheets=sheets)
    return [scene.unit.code, pending.pk]


def of_conference(scene):
    return [scene.unit.code, scene.delegate.conference_id]


def of_delegate(scene):
    return [*of_conference(scene), scene.delegate.pk]


ADDRESSES = {
    "portal_overview": Address(200, 405),
    "portal_festival": Address(200, 405, args=of_festival),
    "portal_consent": Address(200, 422, args=of_festival),
    "portal_begin": Address(405, 302, args=of_discipline),
    "portal_entry": Address(200, 302, args=of_entry),
    "portal_submit": Address(200, 409, organiser=302, args=of_entry),
    "portal_withdraw": Address(302, 302, args=of_entry),
    "portal_discard": Address(200, 302, organiser=302, args=of_entry),
    "portal_change": Address(302, 302, args=of_entry),
    "portal_music": Address(404, 422, args=of_entry),
    "portal_people": Address(200, 405),
    "portal_person_add": Address(200, 422),
    "portal_person": Address(200, 422, args=of_person),
    "portal_person_active": Address(405, 302, args=of_person),
    "portal_person_delete": Address(200, 302, args=of_person),
    "portal_people_template": Address(200, 405),
    "portal_people_upload": Address(200, 422),
    "portal_people_preview": Address(200, 302, args=of_import),
    "portal_people_confirm": Address(405, 302, args=of_import),
    "portal_people_cancel": Address(405, 302, args=of_import),
    "portal_conferences": Address(200, 405),
    "portal_conference": Address(200, 405, args=of_conference),
    "portal_nominate": Address(200, 422, args=of_conference),
    "portal_delegate": Address(200, 409, args=of_delegate),
    "portal_delegate_withdraw": Address(200, 302, args=of_delegate),
    "portal_paper": Address(200, 405),
    "portal_form": Address(200, 422, args=of_festival),
    "portal_form_pdf": Address(404, 405, args=of_festival),  # nothing is submitted
    "portal_form_draft": Address(200, 405, args=of_festival),
    "portal_signed_form": Address(200, 405, args=of_signed_form),
}
OF_NO_UNIT = {"portal_units", "portal_own_conference", "portal_own_badge", "portal_room", "portal_handout"}
"""Addresses in which no unit stands; portal/test_access and handouts/test_matrix say what they answer."""

OTHERS = {"stranger": 302, "reader": 404, "of another unit": 404, "suspended": 403, "editor": 404}
"""What those get who have nothing to do here, whichever way they ask."""


@pytest.fixture
def scene():
    """A unit with a draft in a festival that is open, and everyone who might knock."""
    unit = UnitFactory()
    discipline = DisciplineFactory(takes_music=True)
    people = {
        "stranger": None,
        "reader": UserFactory(),
        "representative": MembershipFactory(unit=unit).user,
        "of another unit": MembershipFactory().user,
        "suspended": MembershipFactory(unit=unit, state=Membership.State.SUSPENDED).user,
        "organiser": UserFactory(role=ORGANISER),
        "editor": UserFactory(role=EDITOR),
    }
    entry = EntryFactory(discipline=discipline, unit=unit)
    return SimpleNamespace(
        unit=unit,
        discipline=discipline,
        festival=discipline.festival,
        entry=entry,
        delegate=DelegateFactory(unit=unit),
        people=people,
    )


@pytest.fixture
def answer(client, scene):
    def ask(name: str, who: str, method: str) -> int:
        client.logout()
        if user := scene.people[who]:
            client.force_login(user)
        return getattr(client, method)(reverse(name, args=ADDRESSES[name].args(scene))).status_code

    return ask


def everything(scene):
    """What a request of an organiser could have changed."""
    return (
        scene.unit.registrations.count(),
        scene.unit.entries.count(),
        scene.entry.events.count(),
        list(scene.unit.delegates.values_list("state", "revision")),
    )


def test_each_address_has_a_line():
    assert set(names(PREFIX)) == set(ADDRESSES) | OF_NO_UNIT


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_has_nothing_to_do_here_gets_nothing(name, answer):
    address = ADDRESSES[name]
    for who, status in OTHERS.items():
        assert (who, "get", answer(name, who, "get")) == (who, "get", 405 if address.get == 405 else status)
        assert (who, "post", answer(name, who, "post")) == (who, "post", 405 if address.post == 405 else status)


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_organiser_looks_and_changes_nothing(name, answer, scene):
    address = ADDRESSES[name]
    before = everything(scene)

    assert answer(name, "organiser", "get") == (address.organiser or address.get)
    assert answer(name, "organiser", "post") == (405 if address.post == 405 else 403)

    assert everything(scene) == before


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_representative_gets_what_the_page_gives(name, answer):
    address = ADDRESSES[name]

    assert answer(name, "representative", "get") == address.get
    assert answer(name, "representative", "post") == address.post


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_cache_keeps_a_page_of_the_portal(name, client, scene):
    address = ADDRESSES[name]
    if address.get == 405:
        return
    client.force_login(scene.people["representative"])

    response = client.get(reverse(name, args=address.args(scene)))

    # What does not exist is not kept either, and says nothing of the unit.
    assert address.get == 404 or response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.args is of_delegate])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_delegate_of_another_unit_is_not_below_ones_own_address(name, method, client, scene):
    client.force_login(scene.people["representative"])
    theirs = DelegateFactory(conference=scene.delegate.conference)
    elsewhere = DelegateFactory(unit=scene.unit)

    for delegate in (theirs.pk, elsewhere.pk, 2**63, 2**64 + 7, 0):
        address = reverse(name, args=[*of_conference(scene), delegate])
        assert getattr(client, method)(address).status_code == 404
    assert theirs.revision == theirs.__class__.objects.get(pk=theirs.pk).revision
