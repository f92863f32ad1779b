"""Where the report of views hooks into Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin.permissions import may_see_views
from .admin.views import ViewsReport


@hooks.register("register_admin_urls")
def report_url():
    return [path("reports/luot-xem/", ViewsReport.as_view(), name="views_report")]


class ViewsMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request) -> bool:
        return may_see_views(request.user)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ViewsMenuItem(_("Views"), reverse("views_report"), name="views-report", icon_name="view", order=100)
