"""Who may do what with the disciplines of a festival."""

from enum import StrEnum

from wagtail.permissions import page_permission_policy

from .models import FestivalPage

WRITES = {"add", "change", "publish"}


class Obstacle(StrEnum):
    """What keeps a user from arranging the disciplines of a festival."""

    NOT_THEIRS = "not_theirs"
    LOCKED = "locked"
    PUBLISHED = "published"


def obstacle(user, festival: FestivalPage) -> Obstacle | None:
    """What keeps a user from changing disciplines; None when nothing does.

    There is no draft of them: what is changed in a published festival is public at once.
    """
    permissions = festival.permissions_for_user(user)
    if not permissions.can_edit():
        return Obstacle.NOT_THEIRS
    if festival.live and not permissions.can_publish():
        return Obstacle.PUBLISHED
    if permissions.page_locked():
        return Obstacle.LOCKED
    return None


def may_arrange(user, festival: FestivalPage) -> bool:
    """Whether nothing keeps them from it."""
    return obstacle(user, festival) is None


def may_look(user) -> bool:
    """Whether a user may see the disciplines in the admin: everyone who writes anything on the site."""
    return page_permission_policy.user_has_any_permission(user, WRITES)


def may_copy(user, festival: FestivalPage) -> bool:
    """Whether a user may make next year's festival of this one: whoever may make a new one beside it."""
    return festival.get_parent().permissions_for_user(user).can_add_subpage()
