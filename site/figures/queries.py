"""How often a page was read and how it was rated, as numbers that a reader sees."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from ratings.models import COUNTERS
from ratings.queries import Figures as Votes
from ratings.queries import fewest_votes
from ratings.shown import RatingFigures, rating_figures
from vietnamese.numbers import format_number

TOTALS = ("view_total", "rating_total")
"""Where the sums of a page stand: whoever selects these with a page saves `of` its two queries."""


@dataclass(frozen=True)
class PageFigures:
    """What stands below a page's title and beside its stars; None for what the page does not have."""

    views: str | None
    rating: RatingFigures | None


def of(page: Page) -> PageFigures | None:
    """The figures of a page of its own class; None when it neither counts views nor is rated today."""
    counts, rated = getattr(page, "counts_views", False), _is_rated(page)
    if not (counts or rated):
        return None
    return PageFigures(
        views=format_number(getattr(_row(page, "view_total"), "total", 0)) if counts else None,
        rating=rating_figures(_votes(page)) if rated else None,
    )


def _is_rated(page: Page) -> bool:
    if not getattr(page, "is_rated", False):
        return False
    begins = page.rated_from()
    return begins is None or begins <= timezone.now()


def _row(page: Page, name: str) -> Model | None:
    try:
        return getattr(page, name)
    except ObjectDoesNotExist:
        return None


def _votes(page: Page) -> Votes:
    total = _row(page, "rating_total")
    return Votes(tuple(getattr(total, name) for name in COUNTERS), fewest_votes(page)) if total else Votes()


def public_page(page_id: int) -> Page | None:
    """The page of this id, in its own class and with its sums, when everyone may read it: three queries."""
    kind = Page.objects.live().public().filter(pk=page_id).values_list("content_type", flat=True).first()
    model = kind and ContentType.objects.get_for_id(kind).model_class()
    return model.objects.defer_streamfields().select_related(*TOTALS).filter(pk=page_id).first() if model else None
