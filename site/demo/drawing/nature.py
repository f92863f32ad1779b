"""Skies, hills, water and green things."""

import math

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, ellipse, limb, rect, ridge, rounded, sector, smooth, stroke
from demo.drawing.palettes import INK, PINE, WHITE, Colour, mix, veil


def sky(
    canvas: Canvas, horizon: float = 720, sun: Point | None = (1180, 300), size: float = 66, clouds: int = 4
) -> None:
    """Fill the sheet with the hour's sky, its sun (or moon) and some long flat clouds."""
    palette = canvas.palette
    canvas.gradient(palette.sky, 0, horizon)
    canvas.gradient((palette.sky[2], palette.sky[2]), horizon, HEIGHT)
    if sun:
        canvas.glow(*sun, size * 6.5, palette.sun, 0.62)
        canvas.fill(ellipse(*sun, size), mix(palette.sun, palette.sky[2], 0.1))
    if palette.dark:
        for _ in range(34):
            x, y = canvas.dice.between(0, WIDTH), canvas.dice.between(0, horizon * 0.5)
            canvas.fill(ellipse(x, y, canvas.dice.between(0.8, 2.2), steps=6), veil(WHITE, 0.6))
    for _ in range(clouds):
        cloud(
            canvas,
            canvas.dice.between(60, 1540),
            canvas.dice.between(70, horizon * 0.62),
            canvas.dice.between(0.5, 1.2),
        )


def cloud(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw one long flat cloud of a few stacked bars."""
    ink = veil(mix(canvas.palette.sun, WHITE, 0.4), 0.2 if canvas.palette.dark else 0.5)
    for dy in (0, 16, 32):
        half = canvas.dice.between(70, 170) * size
        shift = canvas.dice.between(-70, 70) * size
        canvas.fill(rounded(x + shift - half, y + dy * size, x + shift + half, y + (dy + 18) * size, 9 * size), ink)


def hills(
    canvas: Canvas, base: float, height: float, ink: Colour, mist: float = 0.0, rough: float = 1.0
) -> list[Point]:
    """Draw a range of hills down to the bottom edge; `mist` lightens its foot. Return its skyline."""
    dice = canvas.dice
    waves = [
        (dice.between(700, 1150), height, dice.between(0, 6)),
        (dice.between(300, 460), height * 0.4 * rough, dice.between(0, 6)),
        (dice.between(110, 170), height * 0.1 * rough, dice.between(0, 6)),
    ]
    line = ridge(waves, base)
    shape = [*line, (1640, HEIGHT + 20), (-40, HEIGHT + 20)]
    canvas.fill(shape, ink)
    if mist:
        low = [*line, (1640, base + height * 2.2), (-40, base + height * 2.2)]
        canvas.fill_gradient(low, veil(canvas.palette.sky[2], 0.0), veil(canvas.palette.sky[2], mist))
        canvas.fill(rect(-40, base + height * 2.2 - 1, 1640, HEIGHT + 20), mix(ink, canvas.palette.sky[2], mist))
    return line


def karst(canvas: Canvas, x: float, base: float, width: float, height: float, ink: Colour, soften: bool = True) -> None:
    """Draw a steep limestone island with a lit side and bushes on its shoulders."""
    dice = canvas.dice
    lean = dice.between(-0.12, 0.12) * width
    points = [
        (x - width * 0.56, base + 4),
        (x - width * 0.46, base - height * 0.42),
        (x - width * 0.3, base - height * 0.8),
    ]
    points += [(x + lean, base - height), (x + width * 0.24, base - height * dice.between(0.72, 0.9))]
    points += [(x + width * 0.4, base - height * 0.46), (x + width * 0.54, base + 4)]
    canvas.fill([*smooth(points, closed=False), (x, base + 6)], ink)
    lit = [(x + lean, base - height), (x + width * 0.24, base - height * 0.8), (x + width * 0.4, base - height * 0.46)]
    lit += [
        (x + width * 0.54, base + 2),
        (x + width * 0.22, base + 2),
        (x + width * 0.2, base - height * 0.4),
        (x + width * 0.06, base - height * 0.6),
    ]
    if soften:
        canvas.fill(smooth(lit), mix(ink, canvas.palette.sun, 0.2))


def water(canvas: Canvas, top: float, bottom: float = HEIGHT, sun_x: float | None = 1180, glints: int = 46) -> None:
    """Draw water that mirrors the sky, with glints that widen towards us."""
    palette, dice = canvas.palette, canvas.dice
    deep = mix(palette.mid, palette.sky[0], 0.4)
    canvas.gradient((mix(palette.sky[2], deep, 0.35), deep, mix(deep, palette.near, 0.45)), top, bottom)
    for i in range(glints):
        t = (i / glints) ** 1.6
        y = top + 5 + t * (bottom - top - 10)
        spread = 40 + 190 * t
        near_sun = sun_x is not None and i % 2 == 0
        x = (sun_x or 0) + dice.between(-1, 1) * spread if near_sun else dice.between(0, WIDTH)
        half = dice.between(14, 46) * (0.5 + 1.6 * t)
        ink = veil(palette.sun, 0.6) if near_sun else veil(mix(palette.sky[2], WHITE, 0.2), 0.26)
        canvas.fill(rounded(x - half, y, x + half, y + 2 + 4.5 * t, 3), ink)


def tree(canvas: Canvas, x: float, ground: float, height: float, ink: Colour, kind: str = "round") -> None:
    """Draw a tree: round, tall (poplar-like), palm or pine."""
    dice, light = canvas.dice, canvas.palette.sun
    bark = mix(ink, INK, 0.45)
    if kind == "palm":
        _palm(canvas, x, ground, height, ink, bark)
        return
    if kind == "pine":
        canvas.fill(rect(x - height * 0.02, ground - height * 0.25, x + height * 0.02, ground), bark)
        for i in range(3):
            y, w = ground - height * (0.16 + 0.26 * i), height * (0.24 - 0.055 * i)
            canvas.fill([(x - w, y), (x, y - height * 0.42), (x + w, y)], mix(ink, light, 0.05 * i))
            canvas.fill([(x, y), (x, y - height * 0.42), (x + w, y)], mix(ink, light, 0.12 + 0.05 * i))
        return
    canvas.fill(
        stroke(
            [(x, ground), (x + height * 0.01, ground - height * 0.3), (x, ground - height * 0.62)],
            height * 0.03,
            height * 0.014,
        ),
        bark,
    )
    if kind == "tall":
        canvas.fill(ellipse(x, ground - height * 0.6, height * 0.15, height * 0.4), ink)
        canvas.fill(
            ellipse(x + height * 0.04, ground - height * 0.62, height * 0.09, height * 0.33), mix(ink, light, 0.16)
        )
        return
    canvas.fill(
        limb((x, ground - height * 0.36), (x + height * 0.14, ground - height * 0.58), height * 0.014, height * 0.008),
        bark,
    )
    r = height * 0.13
    crown = [(-0.25, 0.52), (0.25, 0.53), (0, 0.5), (-0.3, 0.66), (0.3, 0.67), (-0.13, 0.68), (0.14, 0.66)]
    crown += [(-0.18, 0.82), (0.17, 0.83), (0, 0.9)]
    rolled = [(bx * height * dice.between(0.9, 1.1), by * height, dice.between(0.95, 1.2)) for bx, by in crown]
    canvas.fill(ellipse(x, ground - height * 0.68, height * 0.28, height * 0.24), ink)
    for bx, by, size in rolled:
        canvas.fill(ellipse(x + bx, ground - by, r * size * 1.1, r * size), ink)
    for depth, (dx, dy, part) in enumerate(((0.1, -0.02, 0.86), (0.26, -0.14, 0.56))):
        tone = mix(ink, light, 0.1 + 0.1 * depth)
        for bx, by, size in rolled:
            if bx > -height * (0.32 - 0.24 * depth):
                middle = (x + bx + r * dx, ground - by + r * dy)
                canvas.fill(ellipse(*middle, r * size * part * 1.1, r * size * part), tone)


def _palm(canvas: Canvas, x: float, ground: float, height: float, ink: Colour, bark: Colour) -> None:
    top = (x + height * 0.12, ground - height * 0.86)
    canvas.fill(
        stroke([(x, ground), (x + height * 0.02, ground - height * 0.45), top], height * 0.022, height * 0.012), bark
    )
    for i, angle in enumerate((-168, -140, -112, -84, -52, -24, 4, 30, 152, 176)):
        a, reach = math.radians(angle), height * (0.3 if i % 2 else 0.26)
        mid = (top[0] + math.cos(a) * reach * 0.6, top[1] + math.sin(a) * reach * 0.6 - height * 0.03)
        tip = (top[0] + math.cos(a) * reach, top[1] + math.sin(a) * reach + height * 0.08)
        leaf = stroke(smooth([top, mid, tip], closed=False), height * 0.026, 0.5)
        canvas.fill(leaf, mix(ink, canvas.palette.sun, 0.05 + 0.03 * (i % 4)))


def bush(canvas: Canvas, x: float, ground: float, size: float, ink: Colour) -> None:
    """Draw a low bush of three domes."""
    for dx, r in ((-0.7, 0.7), (0.75, 0.62), (0, 1.0)):
        canvas.fill(sector(x + dx * size, ground, r * size, 180, 360), mix(ink, canvas.palette.sun, 0.06 * (dx + 0.8)))


def grass(canvas: Canvas, y0: float, y1: float, count: int, ink: Colour) -> None:
    """Scatter tufts of grass, larger towards us."""
    for _ in range(count):
        t = canvas.dice.unit()
        x, y, size = canvas.dice.between(0, WIDTH), y0 + (y1 - y0) * t, 8 + 18 * t
        for dx in (-0.5, 0, 0.5):
            canvas.fill([(x + dx * size - 2, y), (x + dx * size * 1.8, y - size), (x + dx * size + 2, y)], ink)


def leaves(
    canvas: Canvas, corner: Point, reach: float, ink: Colour, count: int = 7, start: float = 20, end: float = 160
) -> None:
    """Hang a spray of large leaves from a point: a frame for the foreground."""
    for i in range(count):
        a = math.radians(start + (end - start) * (i + 0.5) / count + canvas.dice.between(-5, 5))
        length = reach * canvas.dice.between(0.7, 1.1)
        tip = (corner[0] + math.cos(a) * length, corner[1] + math.sin(a) * length)
        side = (math.cos(a + math.pi / 2) * length * 0.13, math.sin(a + math.pi / 2) * length * 0.13)
        mid = (corner[0] + math.cos(a) * length * 0.5, corner[1] + math.sin(a) * length * 0.5)
        blade = smooth([corner, (mid[0] + side[0], mid[1] + side[1]), tip, (mid[0] - side[0], mid[1] - side[1])])
        tone = mix(ink, canvas.palette.sun, 0.04 + 0.05 * (i % 3))
        canvas.fill(blade, tone)
        canvas.line([corner, tip], mix(tone, PINE, 0.5), 1.5)


def birds(canvas: Canvas, x: float, y: float, count: int, ink: Colour) -> None:
    """Draw a loose flock."""
    for _ in range(count):
        bx, by, s = x + canvas.dice.between(-120, 120), y + canvas.dice.between(-45, 45), canvas.dice.between(8, 16)
        canvas.fill(
            stroke(smooth([(bx - s, by - s * 0.3), (bx - s * 0.4, by - s * 0.5), (bx, by)], closed=False), 0.5, 1.8),
            ink,
        )
        canvas.fill(
            stroke(smooth([(bx, by), (bx + s * 0.4, by - s * 0.5), (bx + s, by - s * 0.3)], closed=False), 1.8, 0.5),
            ink,
        )


def rain(canvas: Canvas) -> None:
    """Let it rain over everything: a grey veil, slanting streaks, rings where drops meet the ground."""
    dice, palette = canvas.dice, canvas.palette
    canvas.fill(rect(-10, -10, WIDTH + 10, HEIGHT + 10), veil(mix(palette.shadow, palette.far, 0.6), 0.26))
    for _ in range(520):
        x, y, length = dice.between(-60, WIDTH), dice.between(-60, HEIGHT), dice.between(26, 92)
        canvas.line([(x, y), (x + length * 0.3, y + length)], veil(WHITE, dice.between(0.16, 0.42)), 1.7)
    for _ in range(70):
        x, y, r = dice.between(0, WIDTH), dice.between(760, HEIGHT), dice.between(8, 22)
        canvas.fill(ellipse(x, y, r, r * 0.26), veil(WHITE, 0.16))
