"""The votes for a page as a reader sees them: in words, and in numbers written the Vietnamese way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vietnamese.numbers import format_number

from .models import Stars
from .queries import Figures


@dataclass(frozen=True)
class Row:
    """How many readers gave so many stars. `percent` is their share of all, 0 to 100, rounded."""

    stars: int
    votes: str
    percent: int


@dataclass(frozen=True)
class RatingFigures:
    """A page's stars. `average` is '' while there is none to show, `gauge` its share of five stars in percent;
    `rows` go from five stars down to one."""

    average: str
    gauge: int
    votes: str
    summary: str
    rows: tuple[Row, ...]

    choices = Stars.choices


def rating_figures(votes: Figures) -> RatingFigures:
    """The votes, written out."""
    count, average = votes.count, votes.average
    return RatingFigures(
        average="" if average is None else format_number(average, 1),
        gauge=0 if average is None else round(average * 20),
        votes=format_number(count),
        summary=ngettext("%(number)s rating", "%(number)s ratings", count) % {"number": format_number(count)}
        if count
        else _("No ratings yet"),
        rows=tuple(
            Row(stars, format_number(number), round(100 * number / count) if count else 0)
            for stars, number in reversed(list(enumerate(votes.distribution, start=1)))
        ),
    )
