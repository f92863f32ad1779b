"""Who sees the ratings, and who decides about them: given to the roles by migration, and by group in the settings."""

from wagtail.permission_policies import ModelPermissionPolicy

from ratings.models import Rating

policy = ModelPermissionPolicy(Rating)
VIEW, MODERATE = "view", "moderate"


def may_see(user) -> bool:
    """Whether the ratings' part of the admin is anything to this user."""
    return policy.user_has_permission(user, VIEW)


def may_moderate(user) -> bool:
    """Whether this user voids votes and approves comments."""
    return policy.user_has_permission(user, MODERATE)
