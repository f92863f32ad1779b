"""Each role sees only its own part of the admin: what its menu leaves out, and the account that is a person's own;
the representatives of the units; and the editor's bar on public pages."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.permissions import page_permission_policy

from .admin import urls as admin_urls
from .forms import OwnNameForm
from .permissions import may_decide_memberships
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


@hooks.register("register_admin_urls")
def addresses_of_representatives():
    return [path("dai-dien/", include(admin_urls))]


@hooks.register("register_permissions")
def permissions_of_groups():
    """Those that an administrator gives to groups."""
    return Permission.objects.filter(content_type__app_label="accounts", codename="change_membership")


class RepresentativesMenuItem(MenuItem):
    """Shown to those who decide about representatives."""

    def is_shown(self, request) -> bool:
        return may_decide_memberships(request.user)


@hooks.register("register_admin_menu_item")
def representatives_menu_item():
    return RepresentativesMenuItem(
        gettext_lazy("Representatives"), reverse("memberships"), name="representatives", icon_name="group", order=290
    )


@hooks.register("register_account_menu_item")
def security_of_the_account(request):
    """Passwords and second steps are kept outside the admin, where all people have theirs."""
    return {
        "url": reverse("account_overview"),
        "label": _("Password and two-step sign-in"),
        "help_text": _("Change the password, set up two-step sign-in, see where you are signed in."),
    }


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
