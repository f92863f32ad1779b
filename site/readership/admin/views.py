"""The report of views: a chart by day, what it comes to, and the figures by page or by what else a room knows."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from readership.reports import total_views
from vietnamese.spreadsheets import ExcelMixin, as_text

from .chart import draw
from .forms import CUSTOM, ReportForm
from .groupings import Line, Views, groupings
from .permissions import WORKS_ON_PAGES


@dataclass(frozen=True)
class Totals:
    """What the days come to. `change` is in per cent of as many days before, None where there is nothing to compare."""

    views: int
    a_day: int
    busiest: date | None
    busiest_views: int
    change: int | None


def totals(views: Views) -> Totals:
    """The sums above the chart."""
    total = sum(views.by_day.values())
    busiest = max(views.by_day, key=views.by_day.__getitem__)
    before = total_views(views.span.before())
    return Totals(
        views=total,
        a_day=round(total / views.span.length),
        busiest=busiest if total else None,
        busiest_views=views.by_day[busiest],
        change=round((total - before) / before * 100) if before else None,
    )


@dataclass(frozen=True)
class Row:
    """A line with its rank and what it is of all views, and of the line that has most, in per cent."""

    rank: int
    line: Line
    share: float
    bar: str


@dataclass(frozen=True)
class Choice:
    """Something to choose by a link."""

    label: str
    url: str
    chosen: bool


class ViewsReport(ExcelMixin, ReportView):
    """An address that makes no sense is answered with what is wrong with it, beside the field, and with no figures."""

    template_name = "readership/admin/report.html"
    page_title = _("Views")
    header_icon = "view"
    index_url_name = "views_report"
    permission_policy = page_permission_policy
    any_permission_required = WORKS_ON_PAGES
    custom_field_preprocess = {"label": {ReportView.FORMAT_CSV: as_text}}

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = ReportForm(request.GET, groupings())
        self.is_export = self.is_export and self.form.is_valid()

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response.status_code = 200 if self.form.is_valid() else 400
        return response

    @cached_property
    def views(self) -> Views:
        return Views(self.form.span())

    @cached_property
    def list_export(self) -> list[str]:
        if not self.form.is_valid():
            return []
        return ["label", "about", *(["pages"] if self.form.grouping().counts_pages else []), "views"]

    @cached_property
    def export_headings(self) -> dict[str, str]:
        return {
            "label": self.form.grouping().heading,
            "about": _("Note"),
            "pages": _("Pages read"),
            "views": _("Views"),
        }

    def get_filename(self) -> str:
        span = self.views.span
        return f"luot-xem-{self.form.grouping().name}-{span.first}-{span.last}"

    def get_queryset(self):
        return self.form.grouping().lines(self.views) if self.form.is_valid() else []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["form"] = self.form
        context["media"] += self.form.media
        if self.is_export:
            return context
        context |= {"groups": self._groups(), "periods": self._periods(), "is_custom": self._asked()[1] == CUSTOM}
        if self.form.is_valid():
            context |= {
                "chart": draw(self.views.by_day),
                "grouping": self.form.grouping(),
                "rows": self._rows(context["page_obj"]),
                "span": self.views.span,
                "totals": totals(self.views),
                "views_by_day": self.views.by_day,
            }
        return context

    def _rows(self, page) -> list[Row]:
        lines = list(page.object_list)
        most = max([line.views for line in lines], default=0) or 1
        total = sum(self.views.by_day.values()) or 1
        return [
            Row(rank, line, line.views / total * 100, f"{line.views / most * 100:.4g}%")
            for rank, line in enumerate(lines, page.start_index())
        ]

    def _asked(self) -> tuple[str, str]:
        """Group and period as far as they make sense."""
        known = getattr(self.form, "cleaned_data", {})
        return known.get("group", ""), known.get("period", "")

    def _days(self) -> dict[str, str]:
        """The two days as they were typed, to be carried from one group to the next."""
        return {name: self.form[name].value() or "" for name in ("start", "end")}

    def _groups(self) -> list[Choice]:
        group, period = self._asked()
        keep = {"period": period} | (self._days() if period == CUSTOM else {})
        return [
            Choice(label, self._url(group=name, **keep), name == group)
            for name, label in self.form.fields["group"].choices
        ]

    def _periods(self) -> list[Choice]:
        group, period = self._asked()
        return [
            Choice(label, self._url(group=group, period=name), name == period)
            for name, label in self.form.fields["period"].choices
            if name != CUSTOM
        ]

    def _url(self, **query: str) -> str:
        return f"{self.index_url}?{urlencode({name: value for name, value in query.items() if value})}"
