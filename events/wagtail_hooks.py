"""Where the events hook into Wagtail's admin."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .admin import deletion, links
from .admin import urls as admin_urls
from .admin.listing import ConferenceListingViewSet, FestivalListingViewSet


@hooks.register("register_admin_urls")
def addresses():
    return [path("", include(admin_urls))]


@hooks.register("register_admin_viewset")
def festival_listing():
    return FestivalListingViewSet()


@hooks.register("register_admin_viewset")
def conference_listing():
    return ConferenceListingViewSet()


@hooks.register("register_page_header_buttons")
def ways_from_the_header(page, user, view_name, next_url=None):
    return links.header_buttons(page.specific_deferred, user)


@hooks.register("register_page_listing_buttons")
def ways_from_a_list(page, user, next_url=None):
    return links.listing_buttons(page, user)


@hooks.register("after_create_page")
def what_comes_after_a_new_event(request, page):
    return links.to_what_comes_next(request, page)


@hooks.register("before_delete_page")
def keep_what_is_registered(request, page):
    return deletion.refuse_one(request, page)


@hooks.register("before_bulk_action")
def keep_what_is_registered_of_many(request, action_type, pages, action):
    return deletion.refuse_many(request, action_type, pages)


@hooks.register("insert_global_admin_css")
def style():
    sheets = ("events/admin.css", "events/programme.css", "events/handouts.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("events.discipline.add", _("Add a discipline"), _("Discipline added"))
    actions.register_action("events.discipline.change", _("Change a discipline"), _("Discipline changed"))
    actions.register_action("events.discipline.delete", _("Delete a discipline"), _("Discipline deleted"))
    actions.register_action("events.session.add", _("Add a session"), _("Session added"))
    actions.register_action("events.session.change", _("Change a session"), _("Session changed"))
    actions.register_action("events.session.cancel", _("Cancel a session"), _("Session cancelled"))
    actions.register_action("events.session.restore", _("Restore a session"), _("Session restored"))
    actions.register_action("events.session.delete", _("Delete a session"), _("Session deleted"))
    actions.register_action("events.session.shift", _("Shift sessions"), _("Sessions shifted"))
    actions.register_action("events.handout.add", _("Add a handout"), _("Handout added"))
    actions.register_action("events.handout.change", _("Change a handout"), _("Handout changed"))
    actions.register_action("events.handout.delete", _("Delete a handout"), _("Handout deleted"))
