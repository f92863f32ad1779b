"""Invitations: writing to an address, the list of those that were written, sending one again, taking one back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin
from wagtail.admin.widgets import HeaderButton

from accounts import services
from accounts.forms import InviteForm
from accounts.models import Invitation
from accounts.permissions import CHANGE, may_decide_memberships, policy


class InvitationActionsColumn(Column):
    """Buttons that send an invitation again or take it back, while nobody has accepted it."""

    cell_template_name = "accounts/admin/invitation_actions_cell.html"

    def get_value(self, invitation):
        return invitation


def valid_until(invitation: Invitation) -> str:
    """The moment itself: of one that is yet to come, Wagtail's column of dates says 'just now'."""
    return date_format(localtime(invitation.expires_at), "SHORT_DATETIME_FORMAT")


class InvitationsView(PermissionCheckedMixin, BaseListingView):
    """The latest first."""

    page_title = gettext_lazy("Invitations")
    header_icon = "mail"
    index_url_name = "memberships_invitations"
    index_results_url_name = "memberships_invitations_results"
    permission_policy = policy
    permission_required = CHANGE
    is_searchable = True
    search_backend_name = None
    search_fields = ["email", "unit__name", "unit__short_name"]
    default_ordering = "-created_at"
    paginate_by = 50
    verbose_name_plural = gettext_lazy("invitations")
    columns = [
        Column("email", label=gettext_lazy("E-mail address"), accessor="email"),
        Column("unit", label=gettext_lazy("Unit"), accessor="unit.short_name", width="20%"),
        StatusTagColumn("state", label=gettext_lazy("Status"), accessor="state.label", width="12%"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), width="12%"),
        Column("expires_at", label=gettext_lazy("Valid until"), accessor=valid_until, width="14%"),
        Column("invited_by", label=gettext_lazy("Invited by"), accessor="invited_by", width="14%"),
        InvitationActionsColumn("actions", label="", width="20%"),
    ]

    @property
    def header_buttons(self):
        return [
            HeaderButton(_("Invite"), url=reverse("memberships_invite"), icon_name="mail"),
            HeaderButton(_("Representatives"), url=reverse("memberships"), icon_name="group"),
        ]

    def get_base_queryset(self):
        return Invitation.objects.select_related("unit", "invited_by")

    def order_queryset(self, queryset):
        return queryset.order_by("-created_at", "-pk")


def invite(request: HttpRequest) -> HttpResponse:
    """The form for an invitation. A unit may stand in the query: ?unit=<its number>."""
    _require_organiser(request)
    unit = request.GET.get("unit", "")
    initial = {"unit": unit} if unit.isdecimal() else {}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.invite(form.cleaned_data["unit"], form.cleaned_data["email"], by=request.user)
        except services.AlreadyRepresents:
            form.add_error("email", _("The person with this address represents the unit already."))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
            return redirect("memberships_invitations")
    context = {
        "form": form,
        "page_title": _("Invite a representative"),
        "header_icon": "mail",
        "back_url": reverse("memberships"),
    }
    return TemplateResponse(request, "accounts/admin/invite.html", context, status=400 if form.errors else 200)


@require_POST
def send_again(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """A new mail with a new link; the one before ends."""
    _require_organiser(request)
    invitation = get_object_or_404(Invitation.objects.select_related("unit"), pk=invitation_id)
    try:
        services.invite(invitation.unit, invitation.email, by=request.user)
    except services.AlreadyRepresents:
        messages.warning(request, _("The person with this address represents the unit already."))
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("memberships_invitations")


@require_POST
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Its link then says that it was taken back."""
    _require_organiser(request)
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    try:
        services.revoke(invitation.pk, by=request.user)
    except services.InvitationClosed:
        messages.warning(request, _("This invitation was accepted or taken back meanwhile."))
    else:
        messages.success(request, _("The invitation to %(email)s is taken back.") % {"email": invitation.email})
    return redirect("memberships_invitations")


def _require_organiser(request: HttpRequest) -> None:
    if not may_decide_memberships(request.user):
        raise PermissionDenied
