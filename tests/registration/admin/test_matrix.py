"""Who may do what below /quan-tri/dang-ky/: every address, both methods, every kind of person.

The addresses come from the site's URL configuration. One without a line in `ADDRESSES` fails here, so that a new screen
cannot be forgotten: give it a line with what an organiser gets. All others get nothing, whichever way they ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from events.registration.models import Accreditation, Arrival, ChangeRequest, Entry, EntryEvent, Notice, State
from events.registration.services import Wanted, request_change
from tests.addresses import names
from tests.factories import DisciplineFactory, MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

PREFIX = "quan-tri/dang-ky/"
CONFERENCES = "quan-tri/dang-ky/hoi-nghi/"
"""Below which the addresses are of conferences: tests/registration/delegates/test_admin_matrix.py has those."""


@dataclass(frozen=True)
class Address:
    """What an organiser's GET and empty POST are answered with. `more` are the parts of the address after the
    festival's key, where it has that; `query` is what a GET asks."""

    get: int
    post: int
    more: Callable[[SimpleNamespace], list] = lambda scene: []
    query: Callable[[SimpleNamespace], str] = lambda scene: ""
    of_festival: bool = True


ADDRESSES = {
    "registration_begin": Address(302, 405, of_festival=False),
    "registration_festivals": Address(200, 405, of_festival=False),
    "registration_board": Address(200, 405),
    "registration_unit": Address(200, 405, lambda scene: [scene.unit.code]),
    "registration_discipline": Address(200, 405, lambda scene: [scene.entry.discipline_id]),
    "registration_entries": Address(200, 405),
    "registration_entry": Address(200, 405, lambda scene: [scene.entry.pk]),
    "registration_decide": Address(200, 302, lambda scene: ["duyet"], lambda scene: f"?muc={scene.entry.pk}"),
    "registration_late": Address(200, 400),
    "registration_late_entry": Address(200, 400, lambda scene: [scene.draft.pk]),
    "registration_changes": Address(200, 405),
    "registration_change": Address(200, 400, lambda scene: [scene.request.pk]),
    "registration_checks": Address(200, 405),
    "registration_progress": Address(200, 405),
    "registration_exports": Address(200, 405),
    "registration_give_cards": Address(405, 302),
    "registration_download": Address(200, 405, lambda scene: ["tat-ca-dang-ky"]),
    "registration_checkin": Address(200, 405),
    "registration_arrive": Address(405, 302),
    "registration_undo_arrival": Address(405, 302, lambda scene: [scene.arrival.pk]),
    "registration_notices": Address(200, 405, of_festival=False),
    "registration_notices_results": Address(200, 405, of_festival=False),
    "registration_notice": Address(200, 302, lambda scene: [scene.notice.pk], of_festival=False),
}
MAY_NOT = ("stranger", "reader", "representative", "editor", "chief editor")
MAY = ("organiser", "administrator", "superuser")


@pytest.fixture
def scene(discipline, entered):
    """A festival in which everything has happened, and everyone who might knock."""
    unit = UnitFactory()
    entry = entered(discipline, unit, state=State.APPROVED)
    superuser = UserFactory(is_superuser=True)
    person = entry.members.get().participant
    return SimpleNamespace(
        festival=discipline.festival,
        unit=unit,
        entry=entry,
        draft=entered(DisciplineFactory(festival=discipline.festival), unit, state=State.DRAFT),
        request=request_change(entry.pk, by=superuser, wanted=Wanted(withdraw=True), reason="Ốm"),
        arrival=Arrival.objects.create(festival=discipline.festival, participant=person),
        notice=Notice.objects.create(unit=unit, kind="approved", key="k", recipient="a@example.vn", subject="Đã duyệt"),
        people={
            "stranger": None,
            "reader": UserFactory(),
            "representative": MembershipFactory(unit=unit).user,
            "editor": UserFactory(role=EDITOR),
            "chief editor": UserFactory(role=CHIEF_EDITOR),
            "organiser": UserFactory(role=ORGANISER),
            "administrator": UserFactory(role=ADMINISTRATOR),
            "superuser": superuser,
        },
    )


@pytest.fixture
def answer(client, scene):
    def ask(name: str, who: str, method: str):
        address = ADDRESSES[name]
        client.logout()
        if user := scene.people[who]:
            client.force_login(user)
        args = [*([scene.festival.pk] if address.of_festival else []), *address.more(scene)]
        return getattr(client, method)(reverse(name, args=args) + (address.query(scene) if method == "get" else ""))

    return ask


def everything():
    """All that a request could have changed."""
    return (
        list(Entry.objects.order_by("pk").values_list("state", "revision")),
        list(ChangeRequest.objects.values_list("state")),
        list(Arrival.objects.values_list("undone_at")),
        list(Notice.objects.order_by("pk").values_list("state", "attempts")),
        EntryEvent.objects.count(),
        Accreditation.objects.count(),
    )


def test_each_address_has_a_line():
    assert set(names(PREFIX, without=CONFERENCES)) == set(ADDRESSES)


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


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.of_festival])
def test_another_festival_has_nothing_of_this_one(name, client, scene, organiser):
    address = ADDRESSES[name]
    if not address.more(scene) or name in ("registration_unit", "registration_decide", "registration_download"):
        return
    method = client.get if address.get != 405 else client.post
    other = DisciplineFactory().festival

    assert method(reverse(name, args=[other.pk, *address.more(scene)])).status_code == 404


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.of_festival])
def test_a_festival_that_is_not_there_is_not_found(name, client, scene, organiser):
    address = ADDRESSES[name]
    method = client.get if address.get != 405 else client.post

    url = reverse(name, args=[999_999, *address.more(scene)])
    assert method(url).status_code == 404
    assert method(url.replace("999999", "9" * 30)).status_code == 404


def test_the_menu_and_the_first_screen_show_it_to_organisers_alone(client, scene):
    for who in ("editor", "chief editor", "organiser", "administrator"):
        client.force_login(scene.people[who])
        shown = reverse("registration_begin") in client.get("/quan-tri/").content.decode()
        panel = (
            f'href="{reverse("registration_board", args=[scene.festival.pk])}"'
            in client.get("/quan-tri/").content.decode()
        )
        assert (who, shown, panel) == (who, who in MAY, who in MAY)


@pytest.mark.parametrize("kind", ["danh-sach-theo-noi-dung", "danh-sach-theo-don-vi", "danh-sach-the"])
def test_no_list_of_people_goes_to_others(client, scene, kind):
    address = reverse("registration_download", args=[scene.festival.pk, kind])
    for who in (*MAY_NOT, *MAY):
        client.logout()
        if user := scene.people[who]:
            client.force_login(user)
        assert (who, client.get(address).status_code) == (who, 200 if who in MAY else 302)
