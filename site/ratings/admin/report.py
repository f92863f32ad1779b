"""The report: every page that was rated, with its average, its votes and who gave how many stars."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView

from ratings.models import COUNTERS, RatingTotal
from vietnamese.spreadsheets import ExcelMixin, as_text

from .columns import AverageColumn, CountColumn, DistributionColumn
from .permissions import VIEW, policy


def two_decimals(value: float) -> float:
    """A number still, for a file that reckons."""
    return round(value, 2)


def distribution(total: RatingTotal) -> tuple[int, ...]:
    """How often each number of stars was given."""
    return tuple(getattr(total, name) for name in COUNTERS)


class RatingsReport(ExcelMixin, ReportView):
    """Sorted by the number of votes: an average of two votes says little."""

    page_title = _("Ratings")
    header_icon = "pick"
    index_url_name = "ratings_report"
    index_results_url_name = "ratings_report_results"
    permission_policy = policy
    permission_required = VIEW
    default_ordering = "-count"
    is_searchable = True
    search_backend_name = None
    search_fields = ["page__title"]
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            accessor="page.title",
            sort_key="page__title",
            get_url=lambda total: reverse("wagtailadmin_pages:edit", args=[total.page_id]),
        ),
        AverageColumn("average", label=_("Average"), accessor="average", sort_key="average", width="12%"),
        CountColumn("count", label=_("Votes"), sort_key="count", width="12%"),
        DistributionColumn("distribution", label=_("1 to 5 stars"), accessor=distribution, width="16%"),
    ]
    list_export = ["page.title", "average", "count", *COUNTERS]
    export_headings = {
        "page.title": _("Title"),
        "average": _("Average"),
        "count": _("Votes"),
        "ones": _("1 star"),
        "twos": _("2 stars"),
        "threes": _("3 stars"),
        "fours": _("4 stars"),
        "fives": _("5 stars"),
    }
    custom_field_preprocess = {
        "page.title": {ReportView.FORMAT_CSV: as_text},
        "average": dict.fromkeys(ReportView.FORMATS, two_decimals),
    }

    def get_base_queryset(self):
        return RatingTotal.objects.filter(count__gt=0).select_related("page")

    def order_queryset(self, queryset):
        # The best of two equals is the one that more readers rated; the key makes the order the same on every page.
        return queryset.order_by(self.ordering, F("count").desc(), "pk")

    def get_filename(self) -> str:
        return "danh-gia"
