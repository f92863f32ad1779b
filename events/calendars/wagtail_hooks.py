"""Where the calendar hooks into Wagtail's admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from events.admin import programme_links

from .admin import urls as admin_urls


@hooks.register("register_admin_urls")
def addresses():
    return [path("", include(admin_urls))]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "calendars.programme.import", _("Import a calendar"), _("Calendar imported into the programme")
    )


@programme_links.add
def from_a_calendar_file(event):
    url = reverse("calendars_import", args=[event.pk])
    return programme_links.ProgrammeLink(_("Import a calendar (.ics)"), url, "upload")
