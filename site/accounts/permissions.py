"""Who decides who represents a unit: given to roles by migration, and by group in the settings."""

from django.contrib.auth.models import AnonymousUser
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Membership, User

policy = ModelPermissionPolicy(Membership)
CHANGE = "change"


def may_decide_memberships(user: User | AnonymousUser) -> bool:
    """Organisers and administrators."""
    return policy.user_has_permission(user, CHANGE)
