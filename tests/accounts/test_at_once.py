"""Several people who press the same button at the same moment, each over a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connections

from accounts import services, tokens
from accounts.models import Invitation, Membership, MembershipEvent
from accounts.roles import ORGANISER
from tests.factories import MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PEOPLE = 6
TOKEN = "mot-ma-bi-mat"


def all_at_once(calls) -> list[str]:
    """What came of each call: "done", or the name of what it raised."""
    barrier = Barrier(len(calls))

    def run(call) -> str:
        barrier.wait(timeout=30)
        try:
            call()
        except Exception as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.fixture
def invitation():
    invitation = services.invite(UnitFactory(), "moi@example.vn", by=UserFactory(role=ORGANISER))
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=tokens.hashed(TOKEN))
    return invitation


def test_an_invitation_is_accepted_by_one(invitation):
    people = [UserFactory() for _ in range(PEOPLE)]

    came = all_at_once([lambda by=by: services.accept(TOKEN, by=by) for by in people])

    assert came == ["InvitationClosed"] * (PEOPLE - 1) + ["done"]
    assert Membership.objects.count() == MembershipEvent.objects.count() == 1


def test_one_account_is_made_of_an_invitation(invitation):
    form = {"full_name": "Lê Thu Hà", "password": "mot-mat-khau-dai-2026"}

    came = all_at_once([lambda: services.accept_as_newcomer(TOKEN, **form) for _ in range(PEOPLE)])

    assert came == ["InvitationClosed"] * (PEOPLE - 1) + ["done"]
    assert Membership.objects.count() == 1


def test_a_request_is_decided_once():
    organisers = [UserFactory(role=ORGANISER) for _ in range(PEOPLE)]
    membership = MembershipFactory(state=Membership.State.REQUESTED)
    decide = [services.refuse, services.approve] * (PEOPLE // 2)

    all_at_once(
        [
            lambda by=by, run=run: run(membership.pk, by=by, reason="vì thế")
            for by, run in zip(organisers, decide, strict=True)
        ]
    )

    steps = list(membership.events.order_by("pk").values_list("old_state", "new_state"))
    assert all(before[1] == after[0] for before, after in pairwise(steps))
    membership.refresh_from_db()
    assert steps[-1][1] == membership.state == Membership.State.ACTIVE


def test_nobody_waits_for_more_units_than_one_may():
    user = UserFactory()
    units = [UnitFactory() for _ in range(PEOPLE)]

    came = all_at_once([lambda unit=unit: services.request_unit(unit, by=user) for unit in units])

    assert came.count("done") == services.MOST_REQUESTS
    assert Membership.objects.count() == services.MOST_REQUESTS


def test_suspending_and_accepting_end_in_one_of_the_two_orders(invitation):
    """And neither waits for the other without end."""
    membership = MembershipFactory(unit=invitation.unit)
    organiser = UserFactory(role=ORGANISER)

    came = all_at_once(
        [
            lambda: services.accept(TOKEN, by=membership.user),
            lambda: services.suspend(membership.pk, by=organiser, reason="vì thế"),
        ]
    )

    membership.refresh_from_db()
    assert membership.state == Membership.State.SUSPENDED
    assert came in (["done", "done"], ["Changed", "done"])
