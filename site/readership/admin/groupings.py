"""By what the report lists its figures: by page and by day here; rooms that know more of their pages add theirs.

A room does so with a hook, so that this one need not know it:

    @hooks.register("register_views_grouping")
    def by_topic():
        return Grouping("topic", _("By topic"), _("Topic"), lines_by_topic, counts_pages=True)
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from readership.reports import Span, batches, views_by_day, views_by_page
from vietnamese.dates import format_date, format_weekday_date


@dataclass(frozen=True)
class Line:
    """A line of the report. `about` says more in small letters; `pages` is how many pages were read."""

    label: str
    views: int
    url: str = ""
    about: str = ""
    pages: int | None = None


@dataclass(frozen=True)
class Views:
    """The figures of a span of days, each sum made when a grouping first asks for it."""

    span: Span

    @cached_property
    def by_day(self) -> dict[date, int]:
        return views_by_day(self.span)

    @cached_property
    def by_page(self) -> dict[int, int]:
        return views_by_page(self.span)


@dataclass(frozen=True)
class Grouping:
    """A way to list the figures. `name` stands in the address, `heading` above the first column.

    `lines` gives the lines in the order in which they stand; a sequence that fetches only what is asked of it will
    do. `note` says what one must know to read the figures, such as that they count something twice.
    """

    name: str
    label: str
    heading: str
    lines: Callable[[Views], Sequence[Line]]
    note: str = ""
    counts_pages: bool = False


class PageLines(Sequence):
    """A line for each page that was read. Only those asked for are fetched: there may be a hundred thousand."""

    def __init__(self, views_by_page: dict[int, int]):
        self.views = views_by_page
        self.ids = list(views_by_page)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return self._fetched(self.ids[wanted])
        return self._fetched([self.ids[wanted]])[0]

    def __iter__(self) -> Iterator[Line]:
        for batch in batches(self.ids):
            yield from self._fetched(batch)

    def _fetched(self, ids: list[int]) -> list[Line]:
        columns = ("pk", "title", "content_type", "first_published_at")
        pages = {pk: rest for pk, *rest in Page.objects.filter(pk__in=ids).order_by().values_list(*columns)}
        kinds = ContentType.objects.get_for_id
        return [self._line(pk, *pages[pk], kinds) for pk in ids if pk in pages]

    def _line(self, pk, title, content_type, published, kind_of) -> Line:
        model = kind_of(content_type).model_class()
        kind = model._meta.verbose_name if model else ""
        about = [str(kind).capitalize(), format_date(published) if published else ""]
        edit = reverse("wagtailadmin_pages:edit", args=[pk])
        return Line(title, self.views[pk], edit, " · ".join(filter(None, about)))


def day_lines(views: Views) -> list[Line]:
    """A line for each day, the latest first."""
    today = timezone.localdate()
    return [
        Line(format_weekday_date(day), count, about=_("not over yet") if day == today else "")
        for day, count in reversed(views.by_day.items())
    ]


BY_PAGE = Grouping("page", _("By page"), _("Title"), lambda views: PageLines(views.by_page))
BY_DAY = Grouping("day", _("By day"), _("Day"), day_lines)


def groupings() -> dict[str, Grouping]:
    """All that there are, by name, in the order in which they are offered."""
    added = [make() for make in hooks.get_hooks("register_views_grouping")]
    return {grouping.name: grouping for grouping in [BY_PAGE, *added, BY_DAY]}
