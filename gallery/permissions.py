"""Who may do what with the photos of an album."""

from enum import StrEnum

from .models import AlbumPage


class Obstacle(StrEnum):
    """What keeps a user from arranging an album."""

    NOT_THEIRS = "not_theirs"
    LOCKED = "locked"
    PUBLISHED = "published"


def obstacle(user, album: AlbumPage) -> Obstacle | None:
    """What keeps a user from adding, captioning and ordering photos; None when nothing does.

    There is no draft of photos, so in a published album only those may who may publish; and while somebody else holds
    the album, to approve it for one, its photos stay as they are like the rest of it.
    """
    permissions = album.permissions_for_user(user)
    if not permissions.can_edit():
        return Obstacle.NOT_THEIRS
    if album.live and not permissions.can_publish():
        return Obstacle.PUBLISHED
    if permissions.page_locked():
        return Obstacle.LOCKED
    return None


def may_arrange(user, album: AlbumPage) -> bool:
    """Whether nothing keeps them from it."""
    return obstacle(user, album) is None


def may_withdraw(user) -> bool:
    """Whether a user may take a picture off the whole site at a person's request."""
    return user.has_perm("images.add_withdrawal")


def may_see_withdrawals(user) -> bool:
    """Whether a user may read what was withdrawn, by whom and why."""
    return user.has_perm("images.view_withdrawal")
