"""Who represents a unit: asked for, decided, left; with an event for each change, and nobody reaching another's."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from accounts import services
from accounts.models import Membership, MembershipEvent
from accounts.queries import represented_units
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from tests.accounts.people import person
from tests.factories import MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Membership.State
UNITS = "/tai-khoan/don-vi/"


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER, email="btc@example.vn")


def events(membership) -> list[tuple]:
    """Who, from what, to what, why; the first comes first."""
    return list(membership.events.order_by("pk").values_list("by", "old_state", "new_state", "reason"))


# --- Every decision in every state ------------------------------------------------------------

LEADS_TO = {
    "approve": {State.REQUESTED: State.ACTIVE, State.REFUSED: State.ACTIVE},
    "refuse": {State.REQUESTED: State.REFUSED},
    "suspend": {State.ACTIVE: State.SUSPENDED},
    "reactivate": {State.SUSPENDED: State.ACTIVE, State.ENDED: State.ACTIVE},
    "end": {State.ACTIVE: State.ENDED, State.SUSPENDED: State.ENDED},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", LEADS_TO)
def test_a_decision(organiser, name, state):
    membership = MembershipFactory(state=state)
    target = LEADS_TO[name].get(state)

    if target is None:
        with pytest.raises(services.Changed):
            getattr(services, name)(membership.pk, by=organiser, reason="vì thế")
    else:
        getattr(services, name)(membership.pk, by=organiser, reason="vì thế")

    membership.refresh_from_db()
    assert membership.state == (target or state)
    assert events(membership) == ([(organiser.pk, state, target, "vì thế")] if target else [])
    assert represented_units(membership.user).exists() == (membership.state == State.ACTIVE)


@pytest.mark.parametrize("role", ["", EDITOR, CHIEF_EDITOR])
@pytest.mark.parametrize("name", LEADS_TO)
def test_nobody_else_decides(name, role):
    [state, *_] = LEADS_TO[name]
    membership = MembershipFactory(state=state)

    with pytest.raises(PermissionDenied):
        getattr(services, name)(membership.pk, by=UserFactory(role=role), reason="x")

    membership.refresh_from_db()
    assert membership.state == state
    assert events(membership) == []


def test_a_change_without_its_event_is_not_kept(organiser, monkeypatch):
    membership = MembershipFactory(state=State.REQUESTED)
    monkeypatch.setattr(MembershipEvent.objects, "create", lambda **fields: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        services.approve(membership.pk, by=organiser)

    membership.refresh_from_db()
    assert membership.state == State.REQUESTED


@pytest.mark.parametrize("name", LEADS_TO)
def test_the_person_is_told(organiser, django_capture_on_commit_callbacks, name):
    [state, *_] = LEADS_TO[name]
    membership = MembershipFactory(state=state, unit__name="Trung tâm Chuyển đổi số")

    with django_capture_on_commit_callbacks(execute=True):
        getattr(services, name)(membership.pk, by=organiser, reason="Đã có công văn")

    [message] = mail.outbox
    assert message.to == [membership.user.email]
    assert "Trung tâm Chuyển đổi số" in message.body
    assert "Đã có công văn" in message.body
    assert "&" not in message.subject


# --- Asking -----------------------------------------------------------------------------------


def ask(client, wanted, **changes):
    return client.post(UNITS, {"unit": wanted.pk, "note": "Chuyên viên Công đoàn"} | changes)


def test_a_person_asks_and_the_organisers_are_told(client, organiser, django_capture_on_commit_callbacks):
    unit, user = UnitFactory(), person()
    client.force_login(user)

    with django_capture_on_commit_callbacks(execute=True):
        assert ask(client, unit).url == UNITS

    membership = Membership.objects.get()
    assert (membership.user, membership.unit, membership.state) == (user, unit, State.REQUESTED)
    assert events(membership) == [(user.pk, "", State.REQUESTED, "Chuyên viên Công đoàn")]
    [message] = mail.outbox
    assert message.to == ["btc@example.vn"]
    assert f"/quan-tri/dai-dien/{membership.pk}/" in message.body


@pytest.mark.parametrize("state", State)
def test_asking_again(client, state):
    membership = MembershipFactory(state=state)
    client.force_login(membership.user)

    ask(client, membership.unit)

    membership.refresh_from_db()
    asks_anew = state in (State.REFUSED, State.ENDED)
    assert membership.state == (State.REQUESTED if asks_anew else state)
    assert Membership.objects.count() == 1


def test_one_waits_for_three_units_at_most(client):
    client.force_login(person())
    for _ in range(4):
        ask(client, UnitFactory())

    assert Membership.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"unit": "999999"}, "unit"),
        ({"unit": "x"}, "unit"),
        ({"note": ""}, "note"),
        ({"note": "a" * 301}, "note"),
    ],
)
def test_bad_input_is_refused_beside_its_field(client, changes, field):
    client.force_login(person())

    response = ask(client, UnitFactory(), **changes)

    assert list(response.context["form"].errors) == [field]
    assert not Membership.objects.exists()


def test_a_unit_that_has_left_the_bloc_is_not_offered(client):
    client.force_login(person())

    assert list(ask(client, UnitFactory(is_active=False)).context["form"].errors) == ["unit"]


def test_a_unit_has_several_representatives_and_a_person_several_units(organiser):
    unit, user = UnitFactory(), person()
    for membership in (MembershipFactory(unit=unit, state=State.REQUESTED), MembershipFactory(unit=unit, user=user)):
        if membership.state == State.REQUESTED:
            services.approve(membership.pk, by=organiser)
    other = MembershipFactory(user=user).unit

    assert set(represented_units(user)) == {unit, other}
    assert unit.memberships.filter(state=State.ACTIVE).count() == 2


# --- Leaving ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", State)
def test_leaving(client, state):
    membership = MembershipFactory(state=state)
    client.force_login(membership.user)
    address = f"{UNITS}{membership.pk}/roi/"

    client.get(address)
    membership.refresh_from_db()
    assert membership.state == state
    assert client.post(address).url == UNITS

    membership.refresh_from_db()
    assert membership.state == (state if state == State.REFUSED else State.ENDED)
    assert len(events(membership)) == (state not in (State.REFUSED, State.ENDED))


def test_nobody_leaves_for_another(client):
    membership = MembershipFactory()
    client.force_login(MembershipFactory(unit=membership.unit).user)

    for method in (client.get, client.post):
        assert method(f"{UNITS}{membership.pk}/roi/").status_code == 404
    with pytest.raises(PermissionDenied):
        services.leave(membership.pk, by=UserFactory())
    membership.refresh_from_db()
    assert membership.state == State.ACTIVE


def test_one_sees_ones_own_and_no_others(client):
    mine = MembershipFactory(unit__name="Trung tâm Một")
    MembershipFactory(unit__name="Trung tâm Hai")
    client.force_login(mine.user)

    rows = [row.unit.name for row in client.get(UNITS).context["memberships"]]

    assert rows == ["Trung tâm Một"]


@pytest.mark.parametrize(("address", "queries"), [(UNITS, 6), ("/tai-khoan/", 8)])
@pytest.mark.parametrize("units", [1, 3])
def test_the_pages_cost_the_same_for_many_units(client, django_assert_num_queries, address, queries, units):
    user = person()
    for _ in range(units):
        MembershipFactory(user=user)
    client.force_login(user)
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


# --- Who reaches what -------------------------------------------------------------------------

STRANGER, READER, MINE, ANOTHERS, SUSPENDED = "stranger", "reader", "of this unit", "of another", "suspended"
ADMIN = "/quan-tri/dai-dien/"
PAGES = [
    ADMIN,
    f"{ADMIN}ket-qua/",
    f"{ADMIN}{{membership}}/",
    f"{ADMIN}moi/",
    f"{ADMIN}loi-moi/",
    f"{ADMIN}loi-moi/ket-qua/",
]
DECISIONS = [f"{ADMIN}{{membership}}/{name}/" for name in ("duyet", "tu-choi", "tam-dung", "mo-lai", "ket-thuc")]
SENT = [f"{ADMIN}moi/", f"{ADMIN}loi-moi/{{invitation}}/gui-lai/", f"{ADMIN}loi-moi/{{invitation}}/thu-hoi/"]


@pytest.fixture
def reach(client, organiser):
    """reach(who, address, method): the status of an answer to somebody."""
    membership = MembershipFactory()
    invitation = services.invite(membership.unit, "moi@example.vn", by=organiser)

    def user_of(who):
        match who:
            case "reader":
                return person()
            case "of this unit":
                return membership.user
            case "of another":
                return MembershipFactory().user
            case "suspended":
                return MembershipFactory(unit=membership.unit, state=State.SUSPENDED).user
        return UserFactory(role=who)

    def reach(who, address, method="get"):
        if who != STRANGER:
            client.force_login(user_of(who))
        filled = address.format(membership=membership.pk, invitation=invitation.pk)
        return getattr(client, method)(filled)

    return reach


@pytest.mark.parametrize("address", [*PAGES, *DECISIONS])
@pytest.mark.parametrize("who", [STRANGER, READER, MINE, ANOTHERS, SUSPENDED, EDITOR, CHIEF_EDITOR])
def test_the_organisers_screens_are_closed_to(reach, who, address):
    assert reach(who, address).status_code == 302


@pytest.mark.parametrize("address", [*DECISIONS, *SENT])
@pytest.mark.parametrize("who", [STRANGER, READER, MINE, ANOTHERS, SUSPENDED, EDITOR, CHIEF_EDITOR])
def test_and_take_nothing_from(reach, who, address):
    mail.outbox.clear()

    assert reach(who, address, "post").status_code == 302

    assert set(Membership.objects.values_list("state", flat=True)) <= {State.ACTIVE, State.SUSPENDED}
    assert not MembershipEvent.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", [ORGANISER, ADMINISTRATOR])
def test_they_are_open_to(reach, who, address):
    assert reach(who, address).status_code == 200
