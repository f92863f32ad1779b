"""Each role sees only its own part of the admin: what its menu leaves out, and the account that is a person's own;
and the editor's bar on public pages."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.permissions import page_permission_policy

from .forms import OwnNameForm
from .views import editor_bar

# Wagtail asks for a first and a last name and has no other door for a form of ours.
NameEmailSettingsPanel.form_class = OwnNameForm

FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")
WAGTAILS_REPORTS = (
    "locked-pages",
    "workflows",
    "workflow-tasks",
    "site-history",
    "aging-pages",
    "page-types-usage",
)


@hooks.register("register_admin_urls")
def editor_bar_url():
    return [path("thanh-cong-cu/<int:page_id>/", editor_bar.editor_bar, name="editor_bar")]


@hooks.register("construct_help_menu")
def without_foreign_help(request, menu_items):
    """Wagtail's release notes and its guide are in English, and about another site than this one."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("construct_reports_menu")
def wagtails_reports_for_those_who_answer_for_pages(request, menu_items):
    """An editor has a dashboard. Wagtail's reports are for those who publish what others wrote; ours say themselves
    to whom they are shown."""
    if not page_permission_policy.user_has_permission(request.user, "publish"):
        menu_items[:] = [item for item in menu_items if item.name not in WAGTAILS_REPORTS]
