"""How many of each unit are expected at an event, and how many have come."""

from dataclasses import dataclass

from units.models import Unit


@dataclass(frozen=True)
class UnitCount:
    """Of one unit."""

    unit: Unit
    expected: int
    arrived: int

    @property
    def missing(self) -> int:
        return self.expected - self.arrived


def by_unit(expected: dict[int, int], arrived: dict[int, int]) -> list[UnitCount]:
    """The units of those expected, in their order; both are counts by the unit's key."""
    units = Unit.objects.filter(pk__in=expected)
    return [UnitCount(unit, expected[unit.pk], arrived.get(unit.pk, 0)) for unit in units]
