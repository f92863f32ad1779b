"""Invitations to represent a unit: sent, accepted once, too old, taken back, altered."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import services, tokens
from accounts.models import Invitation, Membership, User
from accounts.queries import represented_units
from accounts.roles import EDITOR, ORGANISER
from accounts.tasks import send_invitation
from tests.accounts.people import PASSWORD, SIGN_IN, is_signed_in, link_in_mail, person, sign_in, text_of
from tests.factories import MembershipFactory, UnitFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db

EMAIL = "moi@example.vn"
NEWCOMER = {"full_name": "Nguyễn Thị Ngọc Ánh", "password": PASSWORD}


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER, full_name="Phạm Quốc Bảo")


@pytest.fixture
def unit():
    return UnitFactory(name="Trung tâm Chuyển đổi số")


@pytest.fixture
def invite(unit, organiser, django_capture_on_commit_callbacks):
    """Invites, and returns the path of the mail's link."""

    def invite(email: str = EMAIL) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            services.invite(unit, email, by=organiser)
        return link_in_mail()

    return invite


def test_the_mail_says_by_whom_for_what_and_until_when(invite):
    with time_machine.travel(hanoi(2026, 3, 1, 8), tick=False):
        link = invite()

    [message] = mail.outbox
    html, _type = message.alternatives[0]
    assert message.to == [EMAIL]
    for text in (message.body, html):
        assert link in text
        assert "Trung tâm Chuyển đổi số" in text
        assert "Phạm Quốc Bảo" in text
        assert "15/03/2026 08:00" in text


def test_the_secret_stands_in_the_mail_alone(invite):
    token = invite().split("/")[-2]

    invitation = Invitation.objects.get()

    assert len(token) >= 43
    assert invitation.token_hash == tokens.hashed(token)
    assert token not in str(vars(invitation))


def test_a_newcomer_gets_an_account_and_is_in(client, invite, unit):
    link = invite()
    assert client.get(link).status_code == 200

    response = client.post(link, NEWCOMER)

    assert response.url == "/dang-ky/"
    assert is_signed_in(client)
    user = User.objects.get(email=EMAIL)
    assert user.full_name == "Nguyễn Thị Ngọc Ánh"
    assert list(represented_units(user)) == [unit]
    client.post("/tai-khoan/dang-xuat/")
    assert sign_in(client, user).url == "/dang-ky/"  # and nobody asks for a proof of the address


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"full_name": ""}, "full_name"), ({"password": "123"}, "password"), ({"password": EMAIL}, "password")],
)
def test_bad_input_makes_no_account_and_uses_nothing_up(client, invite, changes, field):
    link = invite()

    response = client.post(link, NEWCOMER | changes)

    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(email=EMAIL).exists()
    assert client.post(link, NEWCOMER).url == "/dang-ky/"


def test_who_has_an_account_signs_in_first_and_comes_back(client, invite, unit):
    user = person(EMAIL)
    link = invite()

    page = client.get(link)
    assert page.context["sign_in"] == f"{SIGN_IN}?next={link}"
    assert client.post(link, NEWCOMER).status_code == 200  # nobody takes an account over by its invitation
    assert sign_in(client, user, next=link).url == link
    assert client.post(link).url == "/dang-ky/"

    assert list(represented_units(user)) == [unit]


def test_who_is_signed_in_under_another_address_is_told_and_may_accept(client, invite, unit):
    user = person("khac@example.vn")
    client.force_login(user)
    link = invite()

    assert EMAIL in text_of(client.get(link))
    client.post(link)

    assert list(represented_units(user)) == [unit]
    assert Invitation.objects.get().accepted_by == user


def test_reading_accepts_nothing(client, invite):
    user = person()
    client.force_login(user)

    client.get(invite())

    assert not represented_units(user).exists()


# --- What does not hold -----------------------------------------------------------------------


@pytest.mark.parametrize("signed_in", [False, True])
def test_it_holds_once(client, invite, signed_in):
    link = invite()
    Client().post(link, NEWCOMER)
    if signed_in:
        client.force_login(person("khac@example.vn"))

    assert client.get(link).status_code == 410
    assert client.post(link, NEWCOMER).status_code == 410
    assert Membership.objects.count() == 1


def test_it_grows_too_old(client, invite, settings):
    with time_machine.travel(hanoi(2026, 3, 1, 8), tick=False):
        link = invite()
    last_second = hanoi(2026, 3, 1, 8) + timedelta(days=settings.INVITATION_DAYS, seconds=-1)

    with time_machine.travel(last_second, tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(last_second + timedelta(seconds=1), tick=False):
        assert client.get(link).status_code == 410
        assert client.post(link, NEWCOMER).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


def test_it_is_taken_back(client, invite, organiser):
    link = invite()

    services.revoke(Invitation.objects.get().pk, by=organiser)

    assert client.get(link).status_code == 410
    assert client.post(link, NEWCOMER).status_code == 410


def test_each_way_of_not_holding_is_said_in_its_own_words(client, invite, organiser):
    pages = set()
    link = invite()
    services.revoke(Invitation.objects.get().pk, by=organiser)
    pages.add(text_of(client.get(link)))
    link = invite()
    Invitation.objects.filter(revoked_at=None).update(expires_at=hanoi(2020, 1, 1))
    pages.add(text_of(client.get(link)))
    link = invite()
    Client().post(link, NEWCOMER)
    pages.add(text_of(client.get(link)))

    assert len(pages) == 3


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: t + "A", lambda t: "x", tokens.hashed])
def test_an_altered_one_does_not_exist(client, invite, change):
    token = invite().split("/")[-2]

    for method in (client.get, client.post):
        assert method(f"/tai-khoan/loi-moi/{change(token)}/").status_code == 404


def test_a_unit_that_has_left_the_bloc_invites_nobody(client, invite, unit):
    link = invite()
    unit.is_active = False
    unit.save()

    assert client.get(link).status_code == 410


def test_sent_again_only_the_new_link_holds(client, invite):
    first, second = invite(), invite()

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert Invitation.objects.count() == 1


def test_it_does_not_lift_a_suspension(client, invite, unit, organiser):
    """Neither one that was sent before, nor one that was sent to another address of the same person."""
    membership = MembershipFactory(unit=unit, user=person(EMAIL))
    client.force_login(membership.user)
    elsewhere = invite("rieng@example.vn")
    services.suspend(membership.pk, by=organiser, reason="Đang xác minh")

    client.post(elsewhere)

    membership.refresh_from_db()
    assert membership.state == Membership.State.SUSPENDED
    assert Invitation.objects.get().accepted_at is None


def test_who_leaves_while_suspended_does_not_come_back_with_an_older_letter(client, invite, unit, organiser):
    membership = MembershipFactory(unit=unit, user=person(EMAIL))
    client.force_login(membership.user)
    elsewhere = invite("rieng@example.vn")
    services.suspend(membership.pk, by=organiser, reason="Đang xác minh")
    services.leave(membership.pk, by=membership.user)

    client.post(elsewhere)

    membership.refresh_from_db()
    assert membership.state == Membership.State.ENDED


def test_who_left_of_their_own_accord_comes_back_with_a_letter(client, invite, unit):
    membership = MembershipFactory(unit=unit, user=person(EMAIL))
    client.force_login(membership.user)
    link = invite("rieng@example.vn")
    services.leave(membership.pk, by=membership.user)

    client.post(link)

    membership.refresh_from_db()
    assert membership.state == Membership.State.ACTIVE


def test_a_decision_takes_open_ones_back(client, invite, unit, organiser):
    membership = MembershipFactory(unit=unit, user=person(EMAIL), state=Membership.State.SUSPENDED)
    link = invite()

    services.end(membership.pk, by=organiser, reason="Đã chuyển công tác")

    assert client.get(link).status_code == 410


def test_who_represents_the_unit_is_not_invited(unit, organiser):
    membership = MembershipFactory(unit=unit)

    with pytest.raises(services.AlreadyRepresents):
        services.invite(unit, membership.user.email.upper(), by=organiser)


def test_a_revoked_one_is_not_sent_by_a_task_that_comes_late(unit, organiser):
    invitation = services.invite(unit, EMAIL, by=organiser)
    services.revoke(invitation.pk, by=organiser)

    assert send_invitation.call(invitation.pk) is False
    assert not mail.outbox


@pytest.mark.parametrize("role", ["", EDITOR])
def test_only_organisers_invite(unit, organiser, role):
    stranger = UserFactory(role=role)
    invitation = services.invite(unit, EMAIL, by=organiser)

    with pytest.raises(PermissionDenied):
        services.invite(unit, EMAIL, by=stranger)
    with pytest.raises(PermissionDenied):
        services.revoke(invitation.pk, by=stranger)


def test_a_link_is_kept_by_nobody(client, invite):
    assert "no-store" in client.get(invite())["Cache-Control"]
