"""Who may do what with what stands below an event: disciplines, programme, handouts."""

from enum import StrEnum

from wagtail.permissions import page_permission_policy

from .models import EventPage

WRITES = {"add", "change", "publish"}


class Obstacle(StrEnum):
    """What keeps a user from arranging what stands below an event."""

    NOT_THEIRS = "not_theirs"
    LOCKED = "locked"
    PUBLISHED = "published"


def obstacle(user, event: EventPage) -> Obstacle | None:
    """What keeps a user from changing disciplines, programme and handouts; None when nothing does.

    There is no draft of them: what is changed in a published event is public at once.
    """
    permissions = event.permissions_for_user(user)
    if not permissions.can_edit():
        return Obstacle.NOT_THEIRS
    if event.live and not permissions.can_publish():
        return Obstacle.PUBLISHED
    if permissions.page_locked():
        return Obstacle.LOCKED
    return None


def may_arrange(user, event: EventPage) -> bool:
    """Whether nothing keeps them from it."""
    return obstacle(user, event) is None


def may_look(user) -> bool:
    """Whether a user may see this in the admin: everyone who writes anything on the site."""
    return page_permission_policy.user_has_any_permission(user, WRITES)


def may_copy(user, event: EventPage) -> bool:
    """Whether a user may make next year's event of this one: whoever may make a new one beside it."""
    return event.get_parent().permissions_for_user(user).can_add_subpage()
