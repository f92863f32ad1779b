"""Where the units hook into Wagtail's admin."""

from wagtail import hooks

from .admin import UnitViewSet


@hooks.register("register_admin_viewset")
def units():
    return UnitViewSet()
