"""Logos for the units of the example content, drawn from code: a ground, and on it the sign of what the unit does."""

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

from demo.drawing.geometry import Outline, ellipse, rect, sector

SIZE = 480
SCALE = 3
"""Drawn larger and then reduced, for Pillow draws no soft edges."""

GOLD, CREAM, WHITE = "#f0c35a", "#fff6e6", "#ffffff"


class Sheet:
    """A square of 100 by 100 to draw on."""

    def __init__(self, ground: Outline, colour: str):
        self.image = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), WHITE)
        self._draw = ImageDraw.Draw(self.image)
        self.colour = colour
        self.fill(ground, colour)

    def _points(self, outline: Outline) -> list[tuple[float, float]]:
        unit = SIZE * SCALE / 100
        return [(x * unit, y * unit) for x, y in outline]

    def fill(self, outline: Outline, colour: str = CREAM) -> None:
        self._draw.polygon(self._points(outline), fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str = CREAM) -> None:
        self.fill(ellipse(x, y, radius, steps=96), colour)

    def line(self, outline: Outline, width: float, colour: str = CREAM) -> None:
        """A line with round ends and joints."""
        thick = round(width * SIZE * SCALE / 100)
        self._draw.line(self._points(outline), fill=colour, width=thick, joint="curve")
        for x, y in (outline[0], outline[-1]):
            self.disc(x, y, width / 2, colour)

    def loop(self, outline: Outline, width: float, colour: str = CREAM) -> None:
        self.line([*outline, *outline[:2]], width, colour)

    def finished(self) -> Image.Image:
        return self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def _star(x: float, y: float, outer: float, inner: float, points: int, turn: float = -90) -> Outline:
    corners = []
    for number in range(points * 2):
        radius, angle = (inner if number % 2 else outer), math.radians(turn + 180 * number / points)
        corners.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return corners


def _polygon(corners: int, turn: float) -> Outline:
    return ellipse(50, 50, 47, turn=turn, steps=corners)


def _gear(x: float, y: float, radius: float, teeth: int) -> Outline:
    outline = []
    for tooth in range(teeth):
        for share, reach in ((0, 0.8), (0.16, 1), (0.42, 1), (0.58, 0.8)):
            angle = math.tau * (tooth + share) / teeth
            outline.append((x + radius * reach * math.cos(angle), y + radius * reach * math.sin(angle)))
    return outline


DISC = ellipse(50, 50, 47, steps=120)
HEXAGON, OCTAGON, DIAMOND = _polygon(6, 30), _polygon(8, 22.5), _polygon(4, 0)
SHIELD = [(8, 8), (92, 8), (92, 52), (86, 68), (72, 83), (50, 96), (28, 83), (14, 68), (8, 52)]
TILE = [(14, 5), (86, 5), (95, 14), (95, 86), (86, 95), (14, 95), (5, 86), (5, 14)]


def _scales(sheet: Sheet) -> None:
    sheet.line([(50, 22), (50, 74)], 4)
    sheet.line([(24, 32), (76, 32)], 4)
    for x in (24, 76):
        sheet.line([(x, 32), (x - 10, 54)], 1.6, GOLD)
        sheet.line([(x, 32), (x + 10, 54)], 1.6, GOLD)
        sheet.fill(sector(x, 54, 13, 0, 180), GOLD)
    sheet.line([(36, 76), (64, 76)], 5)
    sheet.disc(50, 22, 5, GOLD)


def _bulb(sheet: Sheet) -> None:
    sheet.disc(50, 42, 22)
    sheet.fill([(38, 56), (62, 56), (59, 70), (41, 70)])
    sheet.line([(42, 76), (58, 76)], 4, GOLD)
    sheet.line([(45, 83), (55, 83)], 4, GOLD)
    sheet.fill(_star(50, 42, 13, 5.4, 5), sheet.colour)


def _trefoil(sheet: Sheet) -> None:
    for start in (-120, 0, 120):
        sheet.fill(sector(50, 50, 31, start, start + 60, 10), GOLD)
    sheet.disc(50, 50, 6, GOLD)
    sheet.loop(ellipse(50, 50, 39, steps=120), 2.4)


def _atom(sheet: Sheet) -> None:
    for turn in (0, 60, 120):
        sheet.loop(ellipse(50, 50, 34, 13, turn, steps=120), 2.6)
    sheet.disc(50, 50, 6.5, GOLD)
    for x, y in ((84, 50), (33, 20.6), (33, 79.4)):
        sheet.disc(x, y, 4, GOLD)


def _book(sheet: Sheet) -> None:
    for side in (-1, 1):
        sheet.fill([(50, 38), (50 + side * 30, 30), (50 + side * 30, 68), (50, 76)])
        for step in range(3):
            y = 43 + step * 9
            sheet.line([(50 + side * 7, y + 1), (50 + side * 24, y - 3.5)], 2, sheet.colour)
    sheet.fill(_star(50, 22, 9, 3.8, 5), GOLD)


def _growth(sheet: Sheet) -> None:
    for number, height in enumerate((16, 26, 38)):
        x = 26 + number * 17
        sheet.fill(rect(x, 76 - height, x + 11, 76))
    sheet.line([(24, 50), (42, 36), (56, 40), (76, 20)], 4, GOLD)
    sheet.fill([(80, 16), (78, 30), (67, 19)], GOLD)


def _cog(sheet: Sheet) -> None:
    sheet.fill(_gear(50, 50, 34, 10))
    sheet.disc(50, 50, 16, sheet.colour)
    sheet.fill([(53, 34), (41, 53), (49, 53), (46, 67), (59, 47), (51, 47)], GOLD)


def _building(sheet: Sheet) -> None:
    for x, top, right in ((24, 48, 40), (42, 26, 60), (62, 40, 77)):
        sheet.fill(rect(x, top, right, 76))
        for row in range(int((70 - top) // 9)):
            sheet.fill(rect(x + 4, top + 5 + row * 9, right - 4, top + 9 + row * 9), sheet.colour)
    sheet.line([(20, 78), (80, 78)], 4, GOLD)


def _sprout(sheet: Sheet) -> None:
    sheet.line([(50, 78), (50, 44)], 4)
    sheet.fill([(50, 52), (30, 48), (22, 30), (40, 32), (49, 42)], GOLD)
    sheet.fill([(50, 44), (56, 28), (77, 20), (74, 38), (62, 46)])
    sheet.fill(sector(50, 82, 24, 180, 360), GOLD)
    sheet.disc(50, 22, 4.5, GOLD)


def _turning(sheet: Sheet) -> None:
    for start, colour in ((200, CREAM), (20, GOLD)):
        sheet.fill(sector(50, 50, 29, start, start + 135, 19), colour)
        angle = math.radians(start + 135)
        x, y = 50 + 24 * math.cos(angle), 50 + 24 * math.sin(angle)
        out, along = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        sheet.fill(
            [
                (x + out[0] * 9, y + out[1] * 9),
                (x + along[0] * 13, y + along[1] * 13),
                (x - out[0] * 9, y - out[1] * 9),
            ],
            colour,
        )
    sheet.fill(_star(50, 50, 11, 4.6, 5), GOLD)


def _waves(sheet: Sheet) -> None:
    sheet.disc(30, 70, 8, GOLD)
    for radius in (22, 36, 50):
        sheet.fill(sector(30, 70, radius, -88, -2, radius - 6))


def _cap(sheet: Sheet) -> None:
    sheet.fill([(50, 26), (86, 42), (50, 58), (14, 42)])
    sheet.fill([(30, 53), (50, 62), (70, 53), (70, 66), (50, 75), (30, 66)])
    sheet.line([(78, 45), (78, 64)], 2.6, GOLD)
    sheet.disc(78, 67, 4, GOLD)


def _circuit(sheet: Sheet) -> None:
    sheet.fill(rect(36, 36, 64, 64))
    sheet.fill(rect(43, 43, 57, 57), sheet.colour)
    for place in (42, 50, 58):
        for ends in (
            [(place, 36), (place, 22)],
            [(place, 64), (place, 78)],
            [(36, place), (22, place)],
            [(64, place), (78, place)],
        ):
            sheet.line(ends, 2.4, GOLD)
            sheet.disc(*ends[1], 3, GOLD)


EMBLEMS: dict[str, tuple[Outline, str, Callable[[Sheet], None]]] = {
    "scales": (DISC, "#9a1b1f", _scales),
    "bulb": (SHIELD, "#1d4f8c", _bulb),
    "trefoil": (OCTAGON, "#2d3a45", _trefoil),
    "atom": (DISC, "#24327a", _atom),
    "book": (TILE, "#7a3b10", _book),
    "growth": (HEXAGON, "#0f6a5b", _growth),
    "cog": (OCTAGON, "#b0471a", _cog),
    "building": (TILE, "#3e5166", _building),
    "sprout": (DISC, "#276b35", _sprout),
    "turning": (HEXAGON, "#5c2a7a", _turning),
    "waves": (TILE, "#a3162f", _waves),
    "cap": (SHIELD, "#17565c", _cap),
    "circuit": (DIAMOND, "#155d94", _circuit),
}
"""The ground, its colour and the sign, by the name that units.toml calls it."""


def emblem(name: str) -> bytes:
    """The logo of this name as a PNG; the same bytes every time."""
    ground, colour, sign = EMBLEMS[name]
    sheet = Sheet(ground, colour)
    sign(sheet)
    stream = io.BytesIO()
    sheet.finished().quantize(64, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()
