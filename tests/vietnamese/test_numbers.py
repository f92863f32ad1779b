"""Numbers written the Vietnamese way, and read as browsers send them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.numbers import format_number, read_number


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


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_number_that_was_sent_is_read(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "1 ", "-1", "+1", "1.0", "1_000", "1\x00", "٣", "²", "１", "0x1", "một", "1" * 19, "1" * 5000]
)
def test_all_else_is_no_number(text):
    assert read_number(text) is None


def test_fewer_digits_can_be_asked_for():
    assert read_number("999", digits=3) == 999
    assert read_number("1000", digits=3) is None


@given(st.text())
def test_whatever_was_sent_the_number_fits_a_key(text):
    number = read_number(text)
    assert number is None or 0 <= number < 2**63
