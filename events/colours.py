"""A festival's colour, in the shades in which it is legible.

An organiser takes the colour of the poster, which may be lemon yellow or nearly black. What stands on pages is made of
it: darker behind light letters, darker or lighter for letters on paper by day and by night. (WCAG 2.2, 1.4.3.)
"""

import colorsys
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# The site's own colours beside which they stand (css/tokens.css): the light letters, and the darker paper of day and
# the lighter one of night, which are the harder ones.
ON_COLOUR = "#fff6e6"
PAPER = "#f3ede2"
NIGHT = "#2b2420"
LEGIBLE = 4.5
ON_COLOUR_LEGIBLE = 6.0
"""Behind letters of all sizes, and those that are a little paler than the rest."""
STEPS = 200


@dataclass(frozen=True)
class Shades:
    """`ground` carries light letters; `ink` is for letters by day, `glow` for those by night."""

    ground: str
    ink: str
    glow: str


def is_colour(text: str) -> bool:
    """Whether a text is a colour such as #a1260d."""
    return HEX.fullmatch(text) is not None


def shades(colour: str) -> Shades:
    """The shades of a colour: itself wherever it is legible."""
    return Shades(
        ground=_until_legible(colour, ON_COLOUR, towards=0.0, least=ON_COLOUR_LEGIBLE),
        ink=_until_legible(colour, PAPER, towards=0.0, least=LEGIBLE),
        glow=_until_legible(colour, NIGHT, towards=1.0, least=LEGIBLE),
    )


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, from 1 to 21, as WCAG measures it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _until_legible(colour: str, beside: str, *, towards: float, least: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(STEPS + 1):
        moved = lightness + (towards - lightness) * step / STEPS
        shade = _hex(colorsys.hls_to_rgb(hue, moved, saturation)) if step else colour.lower()
        if contrast(shade, beside) >= least:
            return shade
    raise AssertionError("black and white are legible on everything that is not in the middle")


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
