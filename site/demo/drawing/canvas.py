"""The surface a scene is painted on: flat shapes, soft skies, light, shadow and a last breath of grain.

Scenes always think in a sheet of 1600 by 1067; the canvas scales that sheet to cover the wanted size.
Everything is painted larger and reduced at the end, which is the cheapest way to smooth edges.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawing.dice import Dice
from demo.drawing.geometry import Outline, ellipse
from demo.drawing.palettes import Colour, Palette, mix

WIDTH, HEIGHT = 1600, 1067
FINENESS = 2
GRAIN = 12
Shape = tuple[Outline, Colour]


class View(NamedTuple):
    """Where the scene is seen from: how close, which part of it is kept, and whether left and right change places."""

    closeness: float = 1.0
    across: float = 0.5
    down: float = 0.5
    mirrored: bool = False


class Canvas:
    """A sheet with its palette, its dice and the brushes."""

    def __init__(self, size: tuple[int, int], palette: Palette, dice: Dice, variant: int, view: View) -> None:
        self.size = size
        self.palette = palette
        self.dice = dice
        self.variant = variant
        self.image = Image.new("RGB", (size[0] * FINENESS, size[1] * FINENESS), palette.wall)
        self.scale = FINENESS * max(size[0] / WIDTH, size[1] / HEIGHT) * view.closeness
        self._dx = (self.image.width - WIDTH * self.scale) * view.across
        self._dy = (self.image.height - HEIGHT * self.scale) * view.down
        self._solid = ImageDraw.Draw(self.image)
        self._glaze = ImageDraw.Draw(self.image, "RGBA")

    def _placed(self, outline: Outline) -> Outline:
        k, dx, dy = self.scale, self._dx, self._dy
        return [(x * k + dx, y * k + dy) for x, y in outline]

    def fill(self, outline: Outline, ink: Colour) -> None:
        """Fill an outline; a colour with a fourth part is laid over as a glaze."""
        brush = self._glaze if len(ink) == 4 else self._solid
        brush.polygon(self._placed(outline), fill=ink)

    def paint(self, shapes: Iterable[Shape]) -> None:
        """Fill several shapes, the first at the back."""
        for outline, ink in shapes:
            self.fill(outline, ink)

    def line(self, points: Sequence[tuple[float, float]], ink: Colour, width: float = 2) -> None:
        """Draw a thin line; for thick or tapered ones fill a stroke instead."""
        brush = self._glaze if len(ink) == 4 else self._solid
        brush.line(self._placed(list(points)), fill=ink, width=max(1, round(width * self.scale)), joint="curve")

    def gradient(self, colours: Sequence[Colour], top: float = 0, bottom: float = HEIGHT) -> None:
        """Fill a band across the whole sheet with colours melting from top to bottom."""
        y0, y1 = round(top * self.scale + self._dy), round(bottom * self.scale + self._dy)
        for y in range(max(y0, 0), min(y1, self.image.height)):
            t = (y - y0) / (y1 - y0) * (len(colours) - 1)
            i = min(int(t), len(colours) - 2)
            self._solid.line((0, y, self.image.width, y), fill=mix(colours[i], colours[i + 1], t - i))

    def fill_gradient(self, outline: Outline, top: Colour, bottom: Colour) -> None:
        """Fill an outline with a colour melting into another from its top to its bottom.

        Either colour may be a glaze: a hill can fade into mist.
        """
        placed = self._placed(outline)
        x0, x1 = int(min(x for x, _ in placed)), int(max(x for x, _ in placed)) + 1
        y0, y1 = int(min(y for _, y in placed)), int(max(y for _, y in placed)) + 1
        x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, self.image.width), min(y1, self.image.height)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0))
        ImageDraw.Draw(mask).polygon([(x - x0, y - y0) for x, y in placed], fill=255)
        a, b = (top[3] if len(top) == 4 else 255), (bottom[3] if len(bottom) == 4 else 255)
        melted = Image.new("RGB", mask.size)
        brush = ImageDraw.Draw(melted)
        for y in range(mask.height):
            brush.line((0, y, mask.width, y), fill=mix(top, bottom, y / mask.height))
        if (a, b) != (255, 255):
            fade = Image.linear_gradient("L").resize((1, mask.height)).point(lambda v: a + (b - a) * v // 255)
            mask = ImageChops.multiply(mask, fade.resize(mask.size, Image.Resampling.NEAREST))
        self.image.paste(melted, (x0, y0), mask)

    def glow(self, x: float, y: float, r: float, ink: Colour, strength: float = 0.6) -> None:
        """Lay a round light that fades to nothing at its rim."""
        side = max(2, round(2 * r * self.scale))
        left, top = round((x - r) * self.scale + self._dx), round((y - r) * self.scale + self._dy)
        box = (max(-left, 0), max(-top, 0), min(side, self.image.width - left), min(side, self.image.height - top))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        small = _halo(round(strength * 100))
        part = tuple(edge * small.width / side for edge in box)
        mask = small.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, part)
        self.image.paste(ink[:3], (left + box[0], top + box[1]), mask)

    def shadow(self, figures: Iterable[Iterable[Shape]], ground: float, lean: float, reach: float = 0.3) -> None:
        """Lay the figures' silhouettes on the ground as one shadow.

        `lean` says how far the top slides sideways and `reach` how far it comes towards us, both as a part
        of the figure's height. They go through one mask so that crossing shadows do not darken each other.
        """
        placed = [
            self._placed([(x + (ground - y) * lean, ground + (ground - y) * reach) for x, y in outline])
            for figure in figures
            for outline, _ in figure
        ]
        if not placed:
            return
        half = (self.image.width // 2, self.image.height // 2)
        mask = Image.new("L", half)
        brush = ImageDraw.Draw(mask)
        for outline in placed:
            brush.polygon([(x / 2, y / 2) for x, y in outline], fill=95)
        box = mask.getbbox()
        if box is None:
            return
        cut = (
            mask.crop(box)
            .filter(ImageFilter.BoxBlur(1))
            .resize(((box[2] - box[0]) * 2, (box[3] - box[1]) * 2), Image.Resampling.BILINEAR)
        )
        self.image.paste(self.palette.shadow, (box[0] * 2, box[1] * 2), cut)

    def ground_shadow(self, x: float, y: float, rx: float, ry: float | None = None, opacity: float = 0.28) -> None:
        """Lay a flat pool of shadow under something that stands at a point."""
        ink = (*self.palette.shadow, round(255 * opacity))
        self.fill(ellipse(x, y, rx, rx * 0.16 if ry is None else ry), ink)

    def finished(self, mirrored: bool) -> Image.Image:
        """Return the picture: reduced, perhaps mirrored, its corners deepened and its grain laid on."""
        picture = self.image.reduce(FINENESS)
        if mirrored:
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        tone = _tone(picture.size)
        return ImageChops.soft_light(picture, Image.merge("RGB", (tone, tone, tone)))


@lru_cache(maxsize=16)
def _halo(percent: int) -> Image.Image:
    """Return a small round mask, `percent` strong at its centre; the curve keeps the rim invisible."""
    fall = [round(percent * 2.55 * (1 - min(v / 178, 1)) ** 1.6) for v in range(256)]
    return Image.radial_gradient("L").point(fall)


@lru_cache(maxsize=4)
def _tone(size: tuple[int, int]) -> Image.Image:
    """Return the layer of grain and vignette: middle grey leaves the picture as it is."""
    side = 384
    noise = Image.frombytes("L", (side, side), hashlib.shake_128(b"paper grain").digest(side * side))
    noise = noise.point([round(v * GRAIN / 255) for v in range(256)])
    grain = Image.new("L", size)
    for x in range(0, size[0], side):
        for y in range(0, size[1], side):
            grain.paste(noise, (x, y))
    corners = Image.radial_gradient("L").point([round(128 + 14 - max(v - 96, 0) * 0.26) for v in range(256)])
    return ImageChops.subtract(ImageChops.add(corners.resize(size), grain), Image.new("L", size, GRAIN // 2))
