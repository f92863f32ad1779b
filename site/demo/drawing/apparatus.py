"""Instruments and machines, large enough to stand in the foreground."""

import math
from collections.abc import Sequence

from demo.drawing.canvas import Canvas
from demo.drawing.geometry import Point, along, ellipse, limb, rect, rounded, sector, smooth, stroke
from demo.drawing.palettes import (
    CORAL,
    DARK_WOOD,
    DEEP_TEAL,
    DUSK,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    JADE,
    MIST,
    TEAL,
    WHITE,
    WOOD,
    Colour,
    mix,
    veil,
)

STEEL = mix(MIST, DUSK, 0.3)


def glassware(canvas: Canvas, x: float, ground: float, size: float, ink: Colour, kind: str) -> None:
    """Draw a flask, a beaker or a rack of tubes, part filled."""
    glass, rim = veil(WHITE, 0.4), mix(WHITE, canvas.palette.wall_low, 0.2)
    if kind == "flask":
        neck, half = size * 0.13, size * 0.4
        body = [
            (x - neck, ground - size),
            (x - neck, ground - size * 0.6),
            (x - half, ground - size * 0.06),
            (x - half * 0.9, ground),
        ]
        body += [
            (x + half * 0.9, ground),
            (x + half, ground - size * 0.06),
            (x + neck, ground - size * 0.6),
            (x + neck, ground - size),
        ]
        canvas.fill(body, glass)
        level = along((x - neck, ground - size * 0.6), (x - half, ground - size * 0.06), 0.42)
        fill = [
            level,
            (x - half, ground - size * 0.06),
            (x - half * 0.9, ground),
            (x + half * 0.9, ground),
            (x + half, ground - size * 0.06),
            (2 * x - level[0], level[1]),
        ]
        canvas.fill(fill, ink)
        canvas.fill(
            [
                level,
                (x - half, ground - size * 0.06),
                (x - half * 0.9, ground),
                (x - half * 0.3, ground),
                (x - half * 0.2, level[1]),
            ],
            mix(ink, INK, 0.16),
        )
        canvas.fill(rounded(x - neck * 1.5, ground - size - 4, x + neck * 1.5, ground - size + 5, 3), rim)
        for k in range(3):
            canvas.fill(
                ellipse(x + size * (0.12 - 0.1 * k), ground - size * (0.14 + 0.09 * k), size * 0.03), veil(WHITE, 0.6)
            )
    elif kind == "beaker":
        canvas.fill(rounded(x - size * 0.3, ground - size * 0.8, x + size * 0.3, ground, 8), glass)
        canvas.fill(rounded(x - size * 0.3, ground - size * 0.46, x + size * 0.3, ground, 8), ink)
        canvas.fill(ellipse(x, ground - size * 0.46, size * 0.3, size * 0.05), mix(ink, WHITE, 0.35))
        for k in range(4):
            canvas.fill(
                rect(
                    x + size * 0.1,
                    ground - size * (0.12 + 0.14 * k),
                    x + size * 0.24,
                    ground - size * (0.105 + 0.14 * k),
                ),
                veil(WHITE, 0.7),
            )
    else:
        inks = (ink, HONEY, CORAL, JADE, TEAL)
        for k in range(5):
            tx = x + (k - 2) * size * 0.26
            canvas.fill(
                rounded(tx - size * 0.07, ground - size * 0.8, tx + size * 0.07, ground - size * 0.08, size * 0.07),
                glass,
            )
            canvas.fill(
                rounded(
                    tx - size * 0.07,
                    ground - size * (0.38 + 0.06 * (k % 3)),
                    tx + size * 0.07,
                    ground - size * 0.08,
                    size * 0.07,
                ),
                inks[k],
            )
        canvas.fill(rounded(x - size * 0.7, ground - size * 0.52, x + size * 0.7, ground - size * 0.44, 4), WOOD)
        canvas.fill(rounded(x - size * 0.7, ground - size * 0.1, x + size * 0.7, ground, 4), mix(WOOD, INK, 0.2))


def screen(canvas: Canvas, box: Sequence[float], kind: int, ink: Colour) -> None:
    """Fill a screen with a chart: a wave, bars, a ring or a map of dots."""
    x0, y0, x1, y1 = box
    dice = canvas.dice
    canvas.fill(rounded(x0, y0, x1, y1, 8), INK)
    pad = (y1 - y0) * 0.07
    x0, y0, x1, y1 = x0 + pad, y0 + pad, x1 - pad, y1 - pad
    canvas.fill(rounded(x0, y0, x1, y1, 5), mix(DEEP_TEAL, INDIGO, 0.4))
    w, h = x1 - x0, y1 - y0
    for k in range(1, 4):
        canvas.line([(x0, y0 + h * k / 4), (x1, y0 + h * k / 4)], veil(WHITE, 0.1), 1.5)
    if kind % 4 == 0:
        phase = dice.between(0, 6)
        wave = [
            (x0 + w * (0.05 + 0.9 * i / 60), y0 + h * 0.5 - math.sin(i * 0.33 + phase) * h * 0.28 * math.sin(i * 0.052))
            for i in range(61)
        ]
        canvas.fill(stroke(wave, 3), ink)
    elif kind % 4 == 1:
        for k in range(7):
            top = y1 - h * dice.between(0.2, 0.8)
            canvas.fill(
                rounded(x0 + w * (0.08 + 0.125 * k), top, x0 + w * (0.16 + 0.125 * k), y1 - h * 0.1, 4),
                mix(ink, (TEAL, HONEY)[k % 2], 0.3),
            )
    elif kind % 4 == 2:
        cx, cy, r = x0 + w * 0.36, y0 + h * 0.5, h * 0.34
        for start, end, tone in ((-90, 70, ink), (74, 170, HONEY), (174, 266, CORAL)):
            canvas.fill(sector(cx, cy, r, start, end, r * 0.6), tone)
        for k in range(4):
            canvas.fill(
                rounded(
                    x0 + w * 0.68,
                    y0 + h * (0.2 + 0.17 * k),
                    x0 + w * dice.between(0.78, 0.94),
                    y0 + h * (0.26 + 0.17 * k),
                    4,
                ),
                veil(WHITE, 0.5),
            )
    else:
        for _ in range(26):
            canvas.fill(
                ellipse(x0 + w * dice.between(0.08, 0.92), y0 + h * dice.between(0.14, 0.86), dice.between(2.5, 7)),
                mix(ink, HONEY, dice.unit()),
            )


def scope(canvas: Canvas, x: float, ground: float, size: float, ink: Colour) -> None:
    dark, light = mix(ink, INK, 0.42), mix(ink, WHITE, 0.45)

    def at(points: Sequence[Point]) -> list[Point]:
        return [(x + px * size, ground + py * size) for px, py in points]

    canvas.fill(ellipse(x, ground, size * 0.4, size * 0.035), veil(INK, 0.3))
    canvas.fill(smooth(at([(-0.34, 0), (-0.3, -0.08), (0, -0.1), (0.28, -0.08), (0.32, 0)])), dark)
    arm = at([(-0.18, -0.06), (-0.3, -0.26), (-0.3, -0.52), (-0.16, -0.7), (-0.02, -0.76)])
    canvas.fill(stroke(smooth(arm, closed=False), size * 0.06, size * 0.05), ink)
    canvas.fill(
        stroke(smooth([(px + size * 0.018, py) for px, py in arm], closed=False), size * 0.016, size * 0.014), light
    )
    canvas.fill(rounded(*at([(-0.22, -0.34)])[0], *at([(0.24, -0.3)])[0], size * 0.015), dark)
    canvas.fill(rect(*at([(-0.02, -0.355)])[0], *at([(0.16, -0.34)])[0]), mix(TEAL, WHITE, 0.5))
    canvas.fill(ellipse(*at([(0.06, -0.14)])[0], size * 0.07, size * 0.04), dark)
    canvas.glow(*at([(0.06, -0.2)])[0], size * 0.16, HONEY, 0.75)
    canvas.fill(limb(*at([(0.05, -0.52), (0.06, -0.4)]), size * 0.045, size * 0.028), mix(GOLD, WOOD, 0.2))
    canvas.fill(limb(*at([(-0.03, -0.53), (-0.08, -0.44)]), size * 0.035, size * 0.024), mix(GOLD, WOOD, 0.35))
    canvas.fill(limb(*at([(0.0, -0.6), (0.05, -0.5)]), size * 0.075, size * 0.06), dark)
    canvas.fill(limb(*at([(-0.02, -0.72), (0.02, -0.58)]), size * 0.09, size * 0.08), ink)
    canvas.fill(limb(*at([(0.06, -0.72), (0.24, -0.93)]), size * 0.06, size * 0.052), ink)
    canvas.fill(limb(*at([(0.08, -0.73), (0.24, -0.925)]), size * 0.018, size * 0.014), light)
    canvas.fill(limb(*at([(0.23, -0.92), (0.3, -1.0)]), size * 0.045, size * 0.05), dark)
    for px, py, r in ((-0.26, -0.2, 0.058), (-0.285, -0.4, 0.04)):
        canvas.fill(ellipse(*at([(px, py)])[0], size * r), dark)
        canvas.fill(ellipse(*at([(px + 0.008, py - 0.008)])[0], size * r * 0.6), light)


def trefoil(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw the radiation trefoil on its warning triangle."""
    edge = smooth(
        [
            (x, y - size * 1.02),
            (x + size * 0.13, y - size * 0.94),
            (x + size * 1.02, y + size * 0.66),
            (x + size * 0.92, y + size * 0.8),
            (x - size * 0.92, y + size * 0.8),
            (x - size * 1.02, y + size * 0.66),
            (x - size * 0.13, y - size * 0.94),
        ],
        steps=3,
    )
    canvas.fill(edge, INK)
    canvas.fill([(x + (px - x) * 0.9, y + (py - y) * 0.9) for px, py in edge], mix(GOLD, HONEY, 0.35))
    cy = y + size * 0.18
    for start in (60, 180, 300):
        canvas.fill(sector(x, cy, size * 0.46, start, start + 60, size * 0.15), INK)
    canvas.fill(ellipse(x, cy, size * 0.095), INK)


def gear(canvas: Canvas, x: float, y: float, r: float, ink: Colour) -> None:
    """Draw a toothed wheel."""
    for k in range(8):
        a = math.radians(45 * k + 10)
        canvas.fill(limb((x, y), (x + math.cos(a) * r * 0.98, y + math.sin(a) * r * 0.98), r * 0.2, r * 0.16), ink)
    canvas.fill(ellipse(x, y, r * 0.78), ink)
    canvas.fill(ellipse(x, y, r * 0.34), mix(ink, INK, 0.45))


def robot(canvas: Canvas, x: float, ground: float, size: float, ink: Colour, accent: Colour) -> None:
    dark = mix(ink, INK, 0.3)
    for side in (-1, 1):
        canvas.fill(
            limb(
                (x + side * size * 0.13, ground - size * 0.3),
                (x + side * size * 0.15, ground - size * 0.06),
                size * 0.055,
                size * 0.06,
            ),
            DARK_WOOD,
        )
        canvas.fill(
            rounded(
                x + side * size * 0.15 - size * 0.1,
                ground - size * 0.08,
                x + side * size * 0.15 + size * 0.1,
                ground,
                8,
            ),
            dark,
        )
        elbow = (x + side * size * 0.42, ground - size * 0.46)
        canvas.fill(limb((x + side * size * 0.27, ground - size * 0.58), elbow, size * 0.05, size * 0.045), dark)
        canvas.fill(
            limb(
                elbow, (x + side * size * 0.46, ground - size * (0.7 if side > 0 else 0.26)), size * 0.045, size * 0.05
            ),
            ink,
        )
    canvas.fill(rounded(x - size * 0.27, ground - size * 0.68, x + size * 0.27, ground - size * 0.26, size * 0.07), ink)
    canvas.fill(
        rounded(x - size * 0.27, ground - size * 0.68, x - size * 0.12, ground - size * 0.26, size * 0.06),
        mix(ink, INK, 0.12),
    )
    gear(canvas, x + size * 0.05, ground - size * 0.46, size * 0.12, accent)
    canvas.fill(rounded(x - size * 0.06, ground - size * 0.74, x + size * 0.06, ground - size * 0.66, 4), dark)
    canvas.fill(rounded(x - size * 0.23, ground - size * 1.04, x + size * 0.23, ground - size * 0.72, size * 0.1), ink)
    canvas.fill(
        rounded(x - size * 0.18, ground - size * 0.98, x + size * 0.18, ground - size * 0.8, size * 0.06),
        mix(INK, DEEP_TEAL, 0.4),
    )
    for side in (-1, 1):
        canvas.fill(ellipse(x + side * size * 0.08, ground - size * 0.89, size * 0.035), mix(TEAL, WHITE, 0.6))
    canvas.fill(limb((x, ground - size * 1.04), (x, ground - size * 1.14), size * 0.012, size * 0.01), dark)
    canvas.fill(ellipse(x, ground - size * 1.17, size * 0.035), accent)
