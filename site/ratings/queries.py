"""What is read of ratings. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from .models import COUNTERS, Comment, Rating, RatingTotal

FEWEST_OF_EVENTS = 5
"""From so many votes on the average of an event is shown: three friends of the organiser are no average."""


@dataclass(frozen=True)
class Figures:
    """How a page was rated: the number of votes for one star, two, … five. Below `fewest` votes there is no average
    to show."""

    distribution: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    fewest: int = 1

    @property
    def count(self) -> int:
        """The number of votes."""
        return sum(self.distribution)

    @property
    def sum(self) -> int:
        """All stars together."""
        return sum(stars * votes for stars, votes in enumerate(self.distribution, start=1))

    @property
    def average(self) -> float | None:
        """From 1 to 5, or None while too few have voted."""
        return self.sum / self.count if self.count >= self.fewest else None


def figures(page_id: int) -> Figures:
    """How a page was rated; nothing but zeros for one that nobody rated."""
    counted = RatingTotal.objects.filter(page_id=page_id).values_list(*COUNTERS).first()
    return Figures(counted) if counted else Figures()


def fewest_votes(page: Page) -> int:
    """How many votes a page's average needs before readers see it."""
    return FEWEST_OF_EVENTS if page.takes_comments else 1


def shown_figures(page: Page) -> Figures:
    """`figures`, without an average while there are too few votes to show it."""
    return Figures(figures(page.pk).distribution, fewest_votes(page))


def rating_of(page_id: int, voter: str) -> Rating | None:
    """What this reader thinks of the page, with the reader's own comment in whatever state, or None."""
    ratings = Rating.objects.select_related("comment")
    return ratings.filter(page_id=page_id, voter=voter, is_withdrawn=False).first()


def approved_comments(page: Page) -> list[Comment]:
    """What readers said of the page, newest first: what was approved, of votes that count."""
    approved = Comment.objects.filter(
        rating__page_id=page.pk, rating__voided_at=None, state=Comment.State.APPROVED
    ).select_related("rating")
    return list(approved.order_by("-written_at", "-pk"))


def averages(page_ids: Iterable[int]) -> dict[int, tuple[float, int]]:
    """The average and the number of votes of those pages that were rated, in one query."""
    rated = RatingTotal.objects.filter(page_id__in=list(page_ids), count__gt=0)
    return {page_id: (average, count) for page_id, average, count in rated.values_list("page_id", "average", "count")}
