"""Whatever colour a poster has, what is written in it can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events import colours

ANY = st.integers(min_value=0, max_value=0xFFFFFF).map("#{:06x}".format)


@settings(deadline=None)
@given(ANY)
def test_every_colour_becomes_legible_by_day_and_by_night(colour):
    made = colours.shades(colour)
    assert colours.contrast(made.ground, colours.ON_COLOUR) >= colours.ON_COLOUR_LEGIBLE
    assert colours.contrast(made.ink, colours.PAPER) >= colours.LEGIBLE
    assert colours.contrast(made.glow, colours.NIGHT) >= colours.LEGIBLE


def test_a_colour_that_is_legible_stays_what_it_is():
    assert colours.shades("#7D1619").ground == "#7d1619"
    assert colours.shades("#7D1619").ink == "#7d1619"


def test_yellow_becomes_a_dark_yellow_and_no_grey():
    ground = colours.shades("#ffd400").ground
    red, green, blue = (int(ground[start : start + 2], 16) for start in (1, 3, 5))
    assert red > green > blue


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_measured_as_wcag_measures_it(one, other, ratio):
    assert colours.contrast(one, other) == colours.contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("#a1260d", True), ("#A1260D", True), ("a1260d", False), ("#a12", False), ("#a1260d;x:y", False), ("", False)],
)
def test_what_is_a_colour(text, is_one):
    assert colours.is_colour(text) is is_one
