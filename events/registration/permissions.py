"""Who may do what in registration."""

from accounts.models import User
from accounts.queries import represented_units
from units.models import Unit

ORGANISE = "registration.organise"


def may_organise(user: User) -> bool:
    """Whether somebody decides entries, and may act for any unit."""
    return user.is_authenticated and user.has_perm(ORGANISE)


def may_represent(user: User, unit: Unit) -> bool:
    """Whether somebody acts for a unit now."""
    return represented_units(user).filter(pk=unit.pk).exists()


def may_act_for(user: User, unit: Unit) -> bool:
    """Whether somebody may enter and change what is a unit's: one who represents it, or an organiser."""
    return may_represent(user, unit) or may_organise(user)
