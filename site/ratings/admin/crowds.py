"""Signs of vote stuffing: votes that came in a crowd from one network, and the means to leave them out.

Nothing is voided by itself. An office that was asked to vote looks like a crowd too; a person decides, can take it
back, and it stands in the page's history.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin

from ratings import services
from ratings.models import COUNTERS, Rating
from vietnamese.numbers import format_number

from .columns import CountColumn, DistributionColumn
from .permissions import VIEW, may_moderate, policy


def crowds():
    """Each crowd as a dictionary: where, when, how many votes, what they said, how many are void."""
    counted = {name: Count("pk", filter=Q(stars=stars)) for stars, name in enumerate(COUNTERS, start=1)}
    marked = Rating.objects.exclude(cluster="")
    return marked.values("cluster", "page_id", title=F("page__title")).annotate(
        first=Min("rated_at"),
        last=Max("rated_at"),
        votes=Count("pk"),
        void=Count("pk", filter=Q(voided_at__isnull=False)),
        **counted,
    )


def when(crowd: dict) -> str:
    """From the first vote to the last."""
    first, last = timezone.localtime(crowd["first"]), timezone.localtime(crowd["last"])
    end = date_format(last, "TIME_FORMAT" if first.date() == last.date() else "SHORT_DATETIME_FORMAT")
    return f"{_moment(first)} – {end}"


def _moment(value: datetime) -> str:
    return date_format(value, "SHORT_DATETIME_FORMAT")


def state(crowd: dict) -> str:
    """Whether somebody has decided."""
    if not crowd["void"]:
        return _("Counted")
    if crowd["void"] == crowd["votes"]:
        return _("Void")
    return _("%(void)s of %(votes)s void") % crowd


class DecisionColumn(Column):
    """The buttons, for those who may press them."""

    cell_template_name = "ratings/admin/crowd_actions_cell.html"

    def get_value(self, crowd):
        return {
            "void": reverse("ratings_void", args=[crowd["cluster"]]) if crowd["void"] < crowd["votes"] else "",
            "restore": reverse("ratings_restore", args=[crowd["cluster"]]) if crowd["void"] else "",
        }

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["may_decide"] = may_moderate(parent_context["request"].user)
        return context


class CrowdPaginator(WagtailPaginator):
    """Wagtail's would count them as ratings."""

    verbose_name = verbose_name_plural = gettext_lazy("signs of vote stuffing")


class CrowdsView(PermissionCheckedMixin, BaseListingView):
    """The latest first."""

    page_title = gettext_lazy("Signs of vote stuffing")
    header_icon = "warning"
    index_url_name = "ratings_crowds"
    index_results_url_name = "ratings_crowds_results"
    permission_policy = policy
    permission_required = VIEW
    default_ordering = "-last"
    paginate_by = 50
    paginator_class = CrowdPaginator
    verbose_name_plural = CrowdPaginator.verbose_name_plural
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            get_url=lambda crowd: reverse("wagtailadmin_pages:edit", args=[crowd["page_id"]]),
        ),
        Column("when", label=gettext_lazy("From one network, within a short time"), accessor=when, sort_key="last"),
        CountColumn("votes", label=gettext_lazy("Votes"), sort_key="votes"),
        DistributionColumn(
            "distribution",
            label=gettext_lazy("1 to 5 stars"),
            accessor=lambda crowd: tuple(crowd[name] for name in COUNTERS),
        ),
        Column("state", label=gettext_lazy("Status"), accessor=state),
        DecisionColumn("decision", label=""),
    ]

    def get_base_queryset(self):
        return crowds()

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "cluster")


def void(request: HttpRequest, cluster: str) -> HttpResponse:
    """Leaves the votes of a crowd out of the figures."""
    return _decide(request, cluster, voided=True)


def restore(request: HttpRequest, cluster: str) -> HttpResponse:
    """Lets them count again."""
    return _decide(request, cluster, voided=False)


def _decide(request: HttpRequest, cluster: str, *, voided: bool) -> HttpResponse:
    """GET asks once more, POST does it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    crowd = crowds().filter(cluster=cluster).order_by("cluster").first()
    if crowd is None:
        raise Http404("no such crowd")
    if request.method == "POST":
        keys = Rating.objects.filter(cluster=cluster).values_list("pk", flat=True)
        if voided:
            votes = services.void(keys, request.user)
            done = ngettext("%(votes)s rating is void.", "%(votes)s ratings are void.", votes)
        else:
            votes = services.restore(keys, request.user)
            done = ngettext("%(votes)s rating counts again.", "%(votes)s ratings count again.", votes)
        messages.success(request, done % {"votes": format_number(votes)})
        return redirect("ratings_crowds")
    context = {
        "crowd": crowd,
        "when": when(crowd),
        "voided": voided,
        "page_title": _("Void ratings") if voided else _("Restore ratings"),
        "header_icon": "warning",
        "list_url": reverse("ratings_crowds"),
    }
    return TemplateResponse(request, "ratings/admin/confirm.html", context)
