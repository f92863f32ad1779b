"""Where ratings hook into Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import comments, log_actions, permissions
from .admin import urls as admin_urls


@hooks.register("register_admin_urls")
def addresses():
    return [path("danh-gia/", include(admin_urls))]


@hooks.register("register_permissions")
def permissions_of_groups():
    """Those that an administrator gives to groups."""
    return Permission.objects.filter(content_type__app_label="ratings", codename__in=["view_rating", "moderate_rating"])


@hooks.register("register_log_actions")
def actions_in_the_history(actions):
    log_actions.register(actions)


class RatingsMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request) -> bool:
        return permissions.may_see(request.user)


class CommentsMenuItem(RatingsMenuItem):
    """Not shown while no page takes comments: nothing could ever stand there."""

    def is_shown(self, request) -> bool:
        return super().is_shown(request) and comments.any_are_taken()


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return RatingsMenuItem(_("Ratings"), reverse("ratings_report"), name="ratings", icon_name="pick", order=110)


@hooks.register("register_reports_menu_item")
def crowds_menu_item():
    return RatingsMenuItem(
        _("Signs of vote stuffing"), reverse("ratings_crowds"), name="ratings-crowds", icon_name="warning", order=120
    )


@hooks.register("register_admin_menu_item")
def comments_menu_item():
    return CommentsMenuItem(
        _("Readers' comments"), reverse("ratings_comments"), name="ratings-comments", icon_name="comment", order=170
    )
