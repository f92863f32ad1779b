"""Numbers written the Vietnamese way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.numbers import format_number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1079, "1.079"),
        (1234567, "1.234.567"),
        (-1079, "-1.079"),
        (4.6, "4,6"),
        (Decimal("1079.50"), "1.079,50"),
        (1e21, "1.000.000.000.000.000.000.000"),
    ],
)
def test_as_it_stands(number, written):
    assert format_number(number) == written


@pytest.mark.parametrize(
    ("number", "decimals", "written"),
    [(4.65, 1, "4,7"), (4.0, 1, "4,0"), (2.5, 0, "3"), (1079, 2, "1.079,00"), (Decimal("4.649"), 1, "4,6")],
)
def test_rounded_half_up(number, decimals, written):
    assert format_number(number, decimals) == written


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_not_finite_is_refused(number):
    with pytest.raises(ValueError, match="not a number"):
        format_number(number)


@given(st.integers())
def test_the_points_stand_between_thousands(number):
    first, *groups = format_number(number).lstrip("-").split(".")

    assert 1 <= len(first) <= 3
    assert all(len(group) == 3 for group in groups)
    assert int("".join([first, *groups])) == abs(number)
