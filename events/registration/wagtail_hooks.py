"""Where registration hooks into Wagtail's admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .admin import menu
from .admin import urls as admin_urls


@hooks.register("register_admin_urls")
def addresses():
    return [path("dang-ky/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return menu.RegistrationMenuItem(
        _("Registration"), reverse("registration_begin"), name="registration", icon_name="table", order=60
    )


@hooks.register("construct_homepage_panels")
def dashboard_panel(request, panels):
    menu.add_panel(request, panels)
