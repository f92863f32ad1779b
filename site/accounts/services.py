"""Representing a unit: asked for, given, suspended, ended; and the invitations to do so.

Each function is one transaction that locks, looks again at the state, and writes the change with its event. Locks are
taken in one order (person, invitation, representation), so that no two wait for each other. What the people concerned
are told goes to the task queue once that is committed.
"""

from collections.abc import Collection
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from units.models import Unit

from . import tasks, tokens
from .models import Invitation, Membership, MembershipEvent, User
from .permissions import may_decide_memberships

State = Membership.State

MOST_REQUESTS = 3
"""Units that somebody may be waiting for at once. One is what people need; a few leave room for mistakes."""


class Changed(Exception):
    """The representation is in another state meanwhile, from which this does not lead on."""

    def __init__(self, membership: Membership):
        super().__init__(str(membership))
        self.membership = membership


class TooManyRequests(Exception):
    """Somebody asks for ever more units without waiting for an answer."""


class AlreadyRepresents(Exception):
    """Who is invited is a representative of the unit already."""


class InvitationClosed(Exception):
    """The link was used, revoked or is too old. `invitation` says which."""

    def __init__(self, invitation: Invitation):
        super().__init__(str(invitation))
        self.invitation = invitation


# --- Asked for by the person ------------------------------------------------------------------


@transaction.atomic
def request_unit(unit: Unit, *, by: User, note: str = "") -> Membership:
    """Asks the organisers for a unit. Who was refused, or has left, may ask again; who is suspended may not."""
    _lock(by)  # or two requests at once would both be below the limit
    membership = _membership(by, unit)
    if membership is not None and membership.state not in (State.REFUSED, State.ENDED):
        raise Changed(membership)
    if Membership.objects.filter(user=by, state=State.REQUESTED).count() >= MOST_REQUESTS:
        raise TooManyRequests
    event = _write(membership or Membership(user=by, unit=unit), State.REQUESTED, by=by, reason=note)
    transaction.on_commit(partial(tasks.tell_organisers.enqueue, event.pk))
    return event.membership


@transaction.atomic
def leave(membership_id: int, *, by: User) -> Membership:
    """Gives a unit up, or takes a request back. Only one's own."""
    membership = _locked(membership_id)
    if membership.user_id != by.pk:
        raise PermissionDenied
    if membership.state not in (State.REQUESTED, State.ACTIVE, State.SUSPENDED):
        raise Changed(membership)
    return _write(membership, State.ENDED, by=by).membership


# --- Decided by an organiser ------------------------------------------------------------------


def approve(membership_id: int, *, by: User, reason: str = "") -> Membership:
    """Grants a request, also one that was refused before."""
    return _decide(membership_id, {State.REQUESTED, State.REFUSED}, State.ACTIVE, by=by, reason=reason)


def refuse(membership_id: int, *, by: User, reason: str) -> Membership:
    """Turns a request down."""
    return _decide(membership_id, {State.REQUESTED}, State.REFUSED, by=by, reason=reason)


def suspend(membership_id: int, *, by: User, reason: str) -> Membership:
    """Stops a representative for the time being."""
    return _decide(membership_id, {State.ACTIVE}, State.SUSPENDED, by=by, reason=reason)


def reactivate(membership_id: int, *, by: User, reason: str = "") -> Membership:
    """Lets a suspended representative, or a former one, act again."""
    return _decide(membership_id, {State.SUSPENDED, State.ENDED}, State.ACTIVE, by=by, reason=reason)


def end(membership_id: int, *, by: User, reason: str) -> Membership:
    """Ends a representation for good."""
    return _decide(membership_id, {State.ACTIVE, State.SUSPENDED}, State.ENDED, by=by, reason=reason)


@transaction.atomic
def _decide(membership_id: int, sources: Collection[State], target: State, *, by: User, reason: str) -> Membership:
    _require_organiser(by)
    membership = _locked(membership_id)
    if membership.state not in sources:
        raise Changed(membership)
    if target != State.ACTIVE:
        # A letter that was sent before would take the decision back.
        _open_invitations(membership.unit, membership.user.email).update(revoked_at=timezone.now())
    event = _write(membership, target, by=by, reason=reason)
    transaction.on_commit(partial(tasks.tell_decision.enqueue, event.pk))
    return membership


# --- Invitations ------------------------------------------------------------------------------


@transaction.atomic
def invite(unit: Unit, email: str, *, by: User) -> Invitation:
    """Writes to an address. An invitation that is open is sent anew, and its first link ends."""
    _require_organiser(by)
    email = email.strip().lower()
    _lock(unit)  # or two organisers at once would both find none open
    # Held before the look at who represents the unit: it may be being accepted, or revoked.
    known = _open_invitations(unit, email).select_for_update().first()
    if Membership.objects.filter(unit=unit, user__email=email, state=State.ACTIVE).exists():
        raise AlreadyRepresents
    invitation = known or Invitation(unit=unit, email=email)
    invitation.invited_by = by
    invitation.token_hash = invitation.sent_at = None
    invitation.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    invitation.save()
    transaction.on_commit(partial(tasks.send_invitation.enqueue, invitation.pk))
    return invitation


@transaction.atomic
def revoke(invitation_id: int, *, by: User) -> Invitation:
    """Ends an invitation that nobody has accepted yet."""
    _require_organiser(by)
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationClosed(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    return invitation


@transaction.atomic
def accept(token: str, *, by: User) -> Membership:
    """Makes somebody who is signed in a representative. Once; raises Invitation.DoesNotExist for a foreign token."""
    _lock(by)
    invitation = _opened(token)
    membership = _membership(by, invitation.unit)
    if membership is not None and _was_stopped_since(membership, invitation):
        raise Changed(membership)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if membership is not None and membership.state == State.ACTIVE:
        return membership
    membership = membership or Membership(user=by, unit=invitation.unit)
    return _write(membership, State.ACTIVE, by=by, invitation=invitation).membership


def _was_stopped_since(membership: Membership, invitation: Invitation) -> bool:
    """Whether somebody else suspended, ended or refused this representation after the letter was written: whoever
    leaves then does not come back with the letter."""
    if membership.state == State.SUSPENDED:
        return True
    stopped = membership.events.filter(new_state__in=[State.SUSPENDED, State.ENDED, State.REFUSED])
    others = stopped.exclude(by=membership.user_id).filter(at__gte=invitation.sent_at or invitation.created_at)
    return membership.state != State.ACTIVE and others.exists()


@transaction.atomic
def accept_as_newcomer(token: str, *, full_name: str, password: str) -> User:
    """Makes the account for the address that was written to, which is proved by that, and accepts."""
    invitation = _opened(token)
    user = User.objects.create_user(invitation.email, password, full_name=full_name)
    accept(token, by=user)
    return user


def find_invitation(token: str) -> Invitation:
    """The invitation of a link, open or not; raises Invitation.DoesNotExist."""
    return Invitation.objects.select_related("unit", "invited_by").get(token_hash=tokens.hashed(token))


def _opened(token: str) -> Invitation:
    invitations = Invitation.objects.select_for_update(of=("self",)).select_related("unit")
    invitation = invitations.get(token_hash=tokens.hashed(token))
    if invitation.state != Invitation.State.OPEN or not invitation.unit.is_active:
        raise InvitationClosed(invitation)
    return invitation


def _open_invitations(unit: Unit, email: str):
    return Invitation.objects.filter(unit=unit, email=email, accepted_at=None, revoked_at=None)


# --- What all have in common ------------------------------------------------------------------


def _require_organiser(user: User) -> None:
    if not may_decide_memberships(user):
        raise PermissionDenied


def _lock(row: User | Unit) -> None:
    """Until the transaction ends; rows that merely refer to this one can be written meanwhile."""
    row._meta.default_manager.select_for_update(no_key=True).get(pk=row.pk)


def _locked(membership_id: int) -> Membership:
    _lock(User.objects.get(memberships=membership_id))
    memberships = Membership.objects.select_for_update(of=("self",)).select_related("user", "unit")
    return memberships.get(pk=membership_id)


def _membership(user: User, unit: Unit) -> Membership | None:
    return Membership.objects.select_for_update().filter(user=user, unit=unit).first()


def _write(
    membership: Membership, state: State, *, by: User, reason: str = "", invitation: Invitation | None = None
) -> MembershipEvent:
    old_state = membership.state if membership.pk else ""
    membership.state = state
    membership.save()
    return MembershipEvent.objects.create(
        membership=membership, by=by, old_state=old_state, new_state=state, reason=reason, invitation=invitation
    )
