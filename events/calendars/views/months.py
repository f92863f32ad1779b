"""The months of the calendar: which there are, and the way from one to the next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse

from pagecache.generation import kept
from vietnamese.dates import VIETNAM, midnight

from ..models import CalendarItem

AHEAD = 24
"""How many months lie open after this one."""


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year, as `Month(2026, 11)`."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return (self + 1).first - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        return midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment that is no longer in it."""
        return midnight((self + 1).first)

    @property
    def path(self) -> str:
        return reverse("calendar_month", kwargs={"year": f"{self.year:04}", "month": f"{self.number:02}"})

    def __add__(self, months: int) -> "Month":
        years, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, index + 1)


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def months_with_items() -> dict[Month, int]:
    """In which months something begins, and how much, from the first to the last; kept until the calendar changes."""
    return kept("calendar.months", _months_with_items)


def _months_with_items() -> dict[Month, int]:
    begun = CalendarItem.objects.filter(is_withdrawn=False).annotate(month=TruncMonth("starts_at", tzinfo=VIETNAM))
    counts = begun.order_by("month").values("month").annotate(count=Count("pk")).values_list("month", "count")
    return {month_of(month): count for month, count in counts}


def open_months(today: date) -> tuple[Month, Month]:
    """The first and the last month that have a page: from the oldest item to two years from now."""
    this = month_of(today)
    return min([this, *months_with_items()]), this + AHEAD


def nearest_with_items(month: Month) -> tuple[Month | None, Month | None]:
    """The last month before this one, and the first after it, in which something begins."""
    found = months_with_items()
    before = [one for one in found if one < month]
    after = [one for one in found if one > month]
    return max(before, default=None), min(after, default=None)
