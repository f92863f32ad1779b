"""Reading who represents whom."""

from django.db.models import QuerySet

from units.models import Unit

from .models import Membership, User


def represented_units(user: User) -> QuerySet[Unit]:
    """The units for which somebody may act now: an active membership of a unit that is still in the bloc."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    return Unit.objects.filter(
        is_active=True, memberships__user=user, memberships__state=Membership.State.ACTIVE
    ).order_by("position", "name")
