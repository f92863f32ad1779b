"""Who sees the report: those who work on pages, whichever. The figures are no secret, only nobody else's business."""

from wagtail.permissions import page_permission_policy

WORKS_ON_PAGES = {"add", "change", "publish"}


def may_see_views(user) -> bool:
    """Whether the report of views is anything to this user."""
    return page_permission_policy.user_has_any_permission(user, WORKS_ON_PAGES)
