"""Where registration hooks into Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .admin import menu
from .admin import urls as admin_urls
from .notices import admin as notices


@hooks.register("register_admin_urls")
def addresses():
    return [path("dang-ky/", include(admin_urls)), path("dang-ky/thu/", include(notices.urlpatterns))]


@hooks.register("register_permissions")
def permissions_of_groups():
    """The one that an administrator gives to groups."""
    return Permission.objects.filter(content_type__app_label="registration", codename="organise")


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return menu.RegistrationMenuItem(
        _("Registration"), reverse("registration_begin"), name="registration", icon_name="table", order=60
    )


@hooks.register("register_admin_menu_item")
def delegates_menu_item():
    return menu.RegistrationMenuItem(
        _("Delegates"), reverse("registration_conferences"), name="delegates", icon_name="group", order=61
    )


@hooks.register("construct_homepage_panels")
def dashboard_panel(request, panels):
    menu.add_panel(request, panels)


@hooks.register("register_reports_menu_item")
def notices_menu_item():
    return menu.RegistrationMenuItem(
        _("Mails to units"), reverse("registration_notices"), name="registration-notices", icon_name="mail", order=130
    )


@hooks.register("register_log_actions")
def actions_in_the_history(actions):
    actions.register_action(notices.SENT_AGAIN, _("Send a mail again"), _("Sent the mail again"))
