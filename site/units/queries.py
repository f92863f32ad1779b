"""Reading the units. There are some fifteen of them, so whoever looks for one looks through all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from images.queries import attach_renditions
from pagecache import generation
from vietnamese.text import fold

from .models import Unit, UnitAward, UnitTerm


@dataclass(frozen=True)
class Head:
    """Who leads the bloc in a year, and its deputies."""

    year: int | None = None
    leader: Unit | None = None
    deputies: list[Unit] = field(default_factory=list)


def units() -> list[Unit]:
    """The units of the bloc, in their order; kept until one of them changes. They are shared: not to be changed."""
    return generation.kept("units", lambda: list(Unit.objects.filter(is_active=True)))


def with_honours() -> QuerySet[Unit]:
    """All units, each with its logo, its years at the head and its flags: three queries."""
    return Unit.objects.select_related("logo").prefetch_related(
        Prefetch("terms", UnitTerm.objects.order_by("-year")),
        Prefetch("awards", UnitAward.objects.order_by("-year", "title")),
    )


def attach_logos(shown: list[Unit]) -> None:
    """Gives the logos their renditions, in one query."""
    attach_renditions(unit.logo for unit in shown)


def head_of(shown: list[Unit]) -> Head:
    """Who leads the bloc now, of units that come with their terms.

    In the first weeks of a year the next head is not elected yet; until then that of the last year leads on.
    """
    today = timezone.localdate().year
    terms = [(term, unit) for unit in shown for term in unit.terms.all() if term.year <= today]
    year = max((term.year for term, _ in terms if term.role == UnitTerm.Role.LEADER), default=None)
    of_year = [(term.role, unit) for term, unit in terms if term.year == year]
    return Head(
        year,
        next((unit for role, unit in of_year if role == UnitTerm.Role.LEADER), None),
        [unit for role, unit in of_year if role == UnitTerm.Role.DEPUTY],
    )


def flags_by_year(unit: Unit) -> dict[int, list[UnitAward]]:
    """The flags of a unit that comes with its awards, from its latest year to its first."""
    found: dict[int, list[UnitAward]] = {}
    for award in unit.awards.all():
        found.setdefault(award.year, []).append(award)
    return found


def matching(typed: str) -> list[Unit]:
    """The units of the bloc in whose name, short name or code all words of `typed` stand, whatever their accents."""
    words = set(fold(typed).split())
    return [unit for unit in units() if words and words.issubset(_words_of(unit))]


def beginning_with(typed: str, among: Iterable[Unit]) -> list[Unit]:
    """Those of `among` that have a word for each beginning of one that was typed: for lists that follow typing."""
    starts = fold(typed).split()
    return [
        unit
        for unit in among
        if starts and all(any(word.startswith(start) for word in _words_of(unit)) for start in starts)
    ]


def _words_of(unit: Unit) -> set[str]:
    return set(f"{fold(unit.name)} {fold(unit.short_name)} {unit.code}".split())
