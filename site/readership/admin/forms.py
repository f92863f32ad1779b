"""What may be asked of the report."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from readership.reports import Span

from .groupings import BY_PAGE, Grouping

CUSTOM = "custom"
PERIODS = {"7": 7, "30": 30, "90": 90, "365": 365}
DEFAULT_PERIOD = "30"
LONGEST = 366
"""Days. A leap year has a bar for each in the chart, and the sums of longer spans would take too long."""

EARLIEST = date(2000, 1, 1)
"""Nothing was counted before, and arithmetic with days needs some room before the first."""

NO_DAY = _("Give a day as day/month/year, for example 17/01/2024.")


class ReportForm(forms.Form):
    """The span of days (one of those offered, which ends today, or two days that one types) and the grouping.

    An address that says nothing of either asks for what is asked most.
    """

    group = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("There is no such grouping. Choose one of those offered.")}
    )
    period = forms.ChoiceField(
        choices=[
            ("7", _("7 days")),
            ("30", _("30 days")),
            ("90", _("90 days")),
            ("365", _("A year")),
            (CUSTOM, _("From … to …")),
        ],
        required=False,
        error_messages={"invalid_choice": _("There is no such period. Choose one of those offered.")},
    )
    start = forms.DateField(label=_("From"), required=False, widget=AdminDateInput, error_messages={"invalid": NO_DAY})
    end = forms.DateField(label=_("To"), required=False, widget=AdminDateInput, error_messages={"invalid": NO_DAY})

    def __init__(self, data, groupings: dict[str, Grouping]):
        super().__init__(data)
        self.groupings = groupings
        self.fields["group"].choices = [(grouping.name, grouping.label) for grouping in groupings.values()]

    def clean_group(self) -> str:
        return self.cleaned_data["group"] or BY_PAGE.name

    def clean_period(self) -> str:
        return self.cleaned_data["period"] or DEFAULT_PERIOD

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("period") != CUSTOM:
            # What a browser has kept of the two days does not matter now.
            self.errors.pop("start", None)
            self.errors.pop("end", None)
            return cleaned
        for name in ("start", "end"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, NO_DAY)
        if not self.errors:
            self._check_order(cleaned["start"], cleaned["end"])
        return cleaned

    def _check_order(self, start: date, end: date) -> None:
        if start < EARLIEST:
            self.add_error("start", _("Nothing was counted before the year 2000."))
        elif start > timezone.localdate():
            self.add_error("start", _("This day is yet to come. Choose today or an earlier day."))
        elif end < start:
            self.add_error("end", _("The last day lies before the first. Exchange the two."))
        elif (end - start).days >= LONGEST:
            self.add_error("end", _("At most %(days)d days can be shown at once.") % {"days": LONGEST})

    def grouping(self) -> Grouping:
        """The grouping that was asked for. Only of a form that is valid."""
        return self.groupings[self.cleaned_data["group"]]

    def span(self) -> Span:
        """The days that were asked for, none of them in the future. Only of a form that is valid."""
        today = timezone.localdate()
        period = self.cleaned_data["period"]
        if period == CUSTOM:
            return Span(self.cleaned_data["start"], min(self.cleaned_data["end"], today))
        return Span(today - timedelta(days=PERIODS[period] - 1), today)
