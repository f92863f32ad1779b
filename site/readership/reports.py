"""Sums of views over a span of days, for those who edit.

Days are days in Hanoi. The old portal handed over one number a page without any dates, so its counts are in none of
these sums. The sums read the rows of hours, a year at most: some seconds on a busy site, and no reader waits for them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet, Sum

from vietnamese.dates import VIETNAM, in_vietnam

from .models import HourlyViews, MostRead, Period


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(self.length)]

    def before(self) -> "Span":
        """As many days, just before these."""
        return Span(self.first - timedelta(days=self.length), self.first - timedelta(days=1))


def _hours(span: Span) -> QuerySet[HourlyViews]:
    begin, end = (datetime.combine(day, time(), tzinfo=VIETNAM) for day in (span.first, span.last + timedelta(days=1)))
    return HourlyViews.objects.filter(hour__gte=begin, hour__lt=end).order_by()


def total_views(span: Span) -> int:
    """The views of all pages together."""
    return _hours(span).aggregate(total=Sum("views"))["total"] or 0


def views_by_day(span: Span) -> dict[date, int]:
    """The views of each day of the span, 0 where nobody read, the first day first."""
    sums = dict.fromkeys(span.days, 0)
    # Summed by hours and only then by days: databases do not agree on how a day in Hanoi is cut out of UTC.
    for hour, views in _hours(span).values_list("hour").annotate(Sum("views")):
        sums[in_vietnam(hour).date()] += views
    return sums


def views_by_page(span: Span) -> dict[int, int]:
    """The views of each page that was read, the most read first; of two alike the younger page."""
    sums = _hours(span).values_list("page").annotate(total=Sum("views"))
    return dict(sums.order_by("-total", "-page"))


def most_read(model: type[Model], period: Period, count: int) -> dict[int, int]:
    """The most read pages of exactly this type with their views in this period, as they were last worked out."""
    places = MostRead.objects.filter(content_type=ContentType.objects.get_for_model(model), period=period)
    return dict(places.order_by("rank").values_list("page", "views")[:count])


def batches(ids: Iterable[int], size: int = 1000) -> Iterator[list[int]]:
    """The ids in portions that a query can name: a database takes only so many values at once."""
    remaining = iter(ids)
    while batch := list(islice(remaining, size)):
        yield batch
