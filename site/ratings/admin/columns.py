"""Columns that show stars."""

from dataclasses import dataclass

from wagtail.admin.ui.tables import Column

from vietnamese.numbers import format_number


@dataclass(frozen=True)
class Bar:
    """How many gave so many stars. `height` is in percent of the most frequent."""

    stars: int
    votes: str
    height: int

    @property
    def depth(self) -> int:
        """What is left above it."""
        return 100 - self.height


def bars(distribution: tuple[int, ...]) -> list[Bar]:
    """From one star to five."""
    most = max(distribution) or 1
    return [
        Bar(stars, format_number(votes), round(100 * votes / most)) for stars, votes in enumerate(distribution, start=1)
    ]


class DistributionColumn(Column):
    """A small picture of who gave how many stars, and the same in words. The accessor gives five numbers."""

    cell_template_name = "ratings/admin/distribution_cell.html"

    def get_value(self, instance):
        return bars(super().get_value(instance))


class AverageColumn(Column):
    """An average with one decimal: 4,3."""

    def get_value(self, instance):
        return format_number(super().get_value(instance), 1)


class CountColumn(Column):
    """A whole number, written the Vietnamese way."""

    def get_value(self, instance):
        return format_number(super().get_value(instance))
