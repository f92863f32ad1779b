"""Who may do what with the photos of an album."""

from .models import AlbumPage


def may_arrange(user, album: AlbumPage) -> bool:
    """Whether a user may add, caption and order photos. There is no draft of photos, so in a published album only
    those may who may publish."""
    permissions = album.permissions_for_user(user)
    return permissions.can_edit() and (not album.live or permissions.can_publish())


def may_withdraw(user) -> bool:
    """Whether a user may take a picture off the whole site at a person's request."""
    return user.has_perm("images.add_withdrawal")
