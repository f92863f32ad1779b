"""Reading who represents whom, and who must sign in how."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from units.models import Unit

from .models import Membership, User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def represented_units(user: User) -> QuerySet[Unit]:
    """The units for which somebody may act now: an active membership of a unit that is still in the bloc."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    return Unit.objects.filter(
        is_active=True, memberships__user=user, memberships__state=Membership.State.ACTIVE
    ).order_by("position", "name")


def proved_addresses(user: User) -> list[str]:
    """The addresses of which somebody has shown that they are theirs, in small letters; none of an account that is
    closed."""
    if not user.is_authenticated or not user.is_active:
        return []
    proved = EmailAddress.objects.filter(user=user, verified=True)
    return [address.lower() for address in proved.values_list("email", flat=True)]


def memberships_of(user: User) -> QuerySet[Membership]:
    """What a person is to the units: what they are now, asked for, or once were."""
    return Membership.objects.filter(user=user).select_related("unit").order_by("unit__position", "unit__name")


def those_who_decide_memberships() -> QuerySet[User]:
    """To whom a request for a unit is told. Not to superusers as such: they need not be organisers."""
    named = {"codename": "change_membership", "content_type__app_label": "accounts"}
    own = Q(**{f"user_permissions__{name}": value for name, value in named.items()})
    by_role = Q(**{f"groups__permissions__{name}": value for name, value in named.items()})
    return User.objects.filter(own | by_role, is_active=True).distinct().order_by("pk")


def may_open_admin(user: User | AnonymousUser) -> bool:
    """Organisers, editors, administrators."""
    return user.has_perm("wagtailadmin.access_admin")


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whether a password alone does not open the admin and the portal to this user."""
    return settings.MFA_REQUIRED and may_open_admin(user)


def has_second_factor(user: User) -> bool:
    """An app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    """Whether the user must set one up before anything else."""
    return needs_second_factor(user) and not has_second_factor(user)
