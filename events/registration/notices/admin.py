"""The mails to units in Wagtail's admin: what was told to whom, whether it went out, and sending it again."""

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.log_actions import log

from events.registration.admin.access import for_organisers
from events.registration.models import Notice

from .sending import send_again

SENT_AGAIN = "registration.notice.send_again"


class NoticeFilterSet(WagtailFilterSet):
    """By what became of it, what it tells, and whom."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=Notice.State.choices)
    kind = django_filters.ChoiceFilter(label=pgettext_lazy("notice", "Kind"), choices=Notice.Kind.choices)
    recipient = django_filters.CharFilter(label=gettext_lazy("Recipient"), lookup_expr="icontains")

    class Meta:
        model = Notice
        fields = ["state", "kind", "unit", "recipient"]


def url_of(notice: Notice) -> str:
    return reverse("registration_notice", args=[notice.pk])


class NoticesView(BaseListingView):
    """The latest first."""

    model = Notice
    page_title = gettext_lazy("Mails to units")
    header_icon = "mail"
    index_url_name = "registration_notices"
    index_results_url_name = "registration_notices_results"
    filterset_class = NoticeFilterSet
    default_ordering = "-created_at"
    paginate_by = 50
    columns = [
        TitleColumn("subject", label=gettext_lazy("Subject"), get_url=url_of),
        Column("recipient", label=gettext_lazy("Recipient"), width="22%"),
        Column("kind", label=pgettext_lazy("notice", "Kind"), accessor="get_kind_display", width="14%"),
        StatusTagColumn("state", label=gettext_lazy("Status"), accessor="get_state_display", width="12%"),
        DateColumn("created_at", label=gettext_lazy("Written"), width="12%"),
    ]

    def get_base_queryset(self):
        return Notice.objects.defer("text", "context")

    def order_queryset(self, queryset):
        return queryset.order_by("-created_at", "-pk")


@require_http_methods(["GET", "HEAD", "POST"])
@for_organisers
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One mail, as it was written; POST sends it again."""
    found = get_object_or_404(Notice.objects.select_related("unit"), pk=notice_id)
    if request.method == "POST":
        if send_again(found):
            log(found, SENT_AGAIN, user=request.user)
            messages.success(request, _("The mail is sent again."))
        else:
            messages.error(request, _("The mail is on its way already."))
        return redirect("registration_notice", notice_id)
    context = {
        "notice": found,
        "error": _(found.error) if found.error else "",
        "may_send_again": found.state in (Notice.State.SENT, Notice.State.FAILED),
        "page_title": found.subject,
        "header_icon": "mail",
        "list_url": reverse("registration_notices"),
    }
    return TemplateResponse(request, "registration/admin/notice.html", context)


urlpatterns = [
    path("", for_organisers(NoticesView.as_view()), name="registration_notices"),
    path("ket-qua/", for_organisers(NoticesView.as_view(results_only=True)), name="registration_notices_results"),
    path("<int:notice_id>/", notice, name="registration_notice"),
]
