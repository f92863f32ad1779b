"""The list of representatives, a page for each with its history, and the decisions about them."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.forms import RadioSelect
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin
from wagtail.admin.widgets import HeaderButton

from accounts import services
from accounts.forms import ReasonForm
from accounts.models import Membership
from accounts.permissions import CHANGE, may_decide_memberships, policy
from units.models import Unit

from .actions import ACTIONS, POSSIBLE


class RepresentativeFilterSet(WagtailFilterSet):
    """By state and by unit."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=Membership.State.choices,
        widget=RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    unit = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Unit"), queryset=Unit.objects.all(), empty_label=gettext_lazy("All")
    )

    class Meta:
        model = Membership
        fields = ["state", "unit"]


class ActionsColumn(Column):
    """The decisions that a representation is open to."""

    cell_template_name = "accounts/admin/actions_cell.html"

    def get_value(self, membership):
        return [(action, _address(membership, action)) for action in POSSIBLE[membership.state]]


def _address(membership: Membership, action) -> str:
    return reverse("memberships_decide", args=[membership.pk, action.name])


class RepresentativesView(PermissionCheckedMixin, BaseListingView):
    """Requests come first, the oldest at the top; then the units in their order."""

    page_title = gettext_lazy("Representatives")
    header_icon = "group"
    index_url_name = "memberships"
    index_results_url_name = "memberships_results"
    permission_policy = policy
    permission_required = CHANGE
    filterset_class = RepresentativeFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["user__full_name", "user__email", "unit__name", "unit__short_name"]
    default_ordering = None
    paginate_by = 50
    verbose_name_plural = gettext_lazy("representatives")
    columns = [
        TitleColumn(
            "user",
            label=gettext_lazy("Name"),
            accessor="user.full_name",
            get_url=lambda membership: reverse("memberships_membership", args=[membership.pk]),
        ),
        Column("email", label=gettext_lazy("E-mail address"), accessor="user.email", width="20%"),
        Column("unit", label=gettext_lazy("Unit"), accessor="unit.short_name", width="17%"),
        StatusTagColumn("state", label=gettext_lazy("Status"), accessor="get_state_display", width="12%"),
        DateColumn("changed_at", label=gettext_lazy("Since"), width="12%"),
        ActionsColumn("actions", label="", width="20%"),
    ]

    @property
    def header_buttons(self):
        return [
            HeaderButton(_("Invite"), url=reverse("memberships_invite"), icon_name="mail"),
            HeaderButton(_("Invitations"), url=reverse("memberships_invitations"), icon_name="list-ul"),
        ]

    def get_base_queryset(self):
        return Membership.objects.select_related("user", "unit")

    def order_queryset(self, queryset):
        is_waiting = When(state=Membership.State.REQUESTED, then=Value(0))
        is_decided = Case(is_waiting, default=Value(1), output_field=IntegerField())
        waiting_since = Case(When(state=Membership.State.REQUESTED, then="changed_at"))
        return queryset.order_by(is_decided, waiting_since, "unit__position", "unit__name", "user__full_name", "pk")


def membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    """One representation: what it is now, what can be done, and what was, the latest first."""
    found = _found(request, membership_id)
    context = {
        "membership": found,
        "actions": [(action, _address(found, action)) for action in POSSIBLE[found.state]],
        "events": found.events.select_related("by", "invitation__invited_by"),
        "page_title": found.user.full_name,
        "header_icon": "group",
        "list_url": reverse("memberships"),
    }
    return TemplateResponse(request, "accounts/admin/representative.html", context)


def decide(request: HttpRequest, membership_id: int, name: str) -> HttpResponse:
    """GET asks for the reason, POST does it."""
    found = _found(request, membership_id)
    if (action := ACTIONS.get(name)) is None:
        raise Http404("no such decision")
    if action not in POSSIBLE[found.state]:
        return _tell_changed(request, membership_id)
    form = ReasonForm(request.POST if request.method == "POST" else None, needs_reason=action.grave)
    if form.is_valid():
        try:
            action.run(membership_id, by=request.user, reason=form.cleaned_data["reason"])
        except services.Changed:
            return _tell_changed(request, membership_id)
        messages.success(request, action.done % {"person": found.user, "unit": found.unit})
        return redirect("memberships")
    context = {
        "membership": found,
        "action": action,
        "form": form,
        "page_title": action.label,
        "header_icon": "group",
        "back_url": reverse("memberships_membership", args=[membership_id]),
    }
    return TemplateResponse(request, "accounts/admin/decide.html", context, status=400 if form.errors else 200)


def _found(request: HttpRequest, membership_id: int) -> Membership:
    if not may_decide_memberships(request.user):
        raise PermissionDenied
    return get_object_or_404(Membership.objects.select_related("user", "unit"), pk=membership_id)


def _tell_changed(request: HttpRequest, membership_id: int) -> HttpResponse:
    messages.warning(request, _("Somebody has decided meanwhile. This is how it stands now."))
    return redirect("memberships_membership", membership_id)
