"""What a match needs: balls, nets, rackets, stands, and the sweep of a movement."""

import math

from demo.drawing.canvas import WIDTH, Canvas
from demo.drawing.geometry import Point, along, ellipse, limb, rect, sector, smooth, stroke
from demo.drawing.palettes import (
    CORAL,
    DARK_WOOD,
    DUSK,
    GOLD,
    HAIRS,
    HONEY,
    INDIGO,
    INK,
    LACQUER,
    PAPER,
    SKINS,
    TEAL,
    VERMILION,
    WHITE,
    Colour,
    mix,
    veil,
)
from demo.drawing.people import (
    Figure,
    Pose,
)
from demo.drawing.places import (
    flag,
)

RECEIVE = Pose(0.8, 24, 4, (46, 84), (40, 92), (58, -18), (-8, -54))
TEAMS = ((VERMILION, TEAL), (LACQUER, HONEY), (CORAL, INDIGO), (GOLD, DUSK), (VERMILION, WHITE), (TEAL, CORAL))


def ball(canvas: Canvas, x: float, y: float, r: float, ink: Colour = WHITE, patch: Colour = INK) -> None:
    """Draw a ball with a few patches and a shaded side."""
    canvas.fill(ellipse(x, y, r), ink)
    for k in range(5):
        a = math.radians(72 * k - 70)
        canvas.fill(ellipse(x + math.cos(a) * r * 0.72, y + math.sin(a) * r * 0.72, r * 0.2), patch)
    canvas.fill(ellipse(x, y, r * 0.3), patch)
    canvas.fill(sector(x, y, r, 100, 250), veil(INK, 0.16))


def stands(canvas: Canvas, top: float, bottom: float, rows: int = 7) -> None:
    """Fill a grandstand with dots of colour: faces, shirts, a few small flags."""
    palette, dice = canvas.palette, canvas.dice
    base = mix(palette.near, palette.shadow, 0.35)
    canvas.fill(rect(0, top, WIDTH, bottom), base)
    inks = (VERMILION, PAPER, HONEY, TEAL, CORAL, palette.far, palette.mid, LACQUER)
    step = (bottom - top) / rows
    for row in range(rows):
        y, r = top + step * (row + 0.62), step * 0.23
        canvas.fill(rect(0, y + step * 0.3, WIDTH, y + step * 0.38), mix(base, INK, 0.22))
        x = -10.0 + 11 * (row % 2)
        while x < WIDTH:
            if dice.chance(0.88):
                lift = dice.between(-4, 3)
                canvas.fill(
                    ellipse(x, y + r * 1.5 + lift, r * 1.25, r * 1.1, steps=10), mix(dice.pick(inks), base, 0.34)
                )
                canvas.fill(ellipse(x, y + lift, r * 0.8, steps=9), mix(dice.pick(SKINS), base, 0.25))
                canvas.fill(sector(x, y + lift - r * 0.1, r * 0.86, 180, 360), mix(dice.pick(HAIRS), base, 0.2))
            x += r * 2.9
    for _ in range(7):
        flag(canvas, dice.between(20, 1540), dice.between(top, bottom - 70), 46, 50)


def net(
    canvas: Canvas, x0: float, y0: float, x1: float, y1: float, drop: float, mesh: int = 24, ink: Colour = WHITE
) -> None:
    """Stretch a net between two points, `drop` deep."""
    for i in range(mesh + 1):
        x, y = along((x0, y0), (x1, y1), i / mesh)
        canvas.line([(x, y), (x, y + drop)], veil(ink, 0.45), 1.3)
    for k in range(1, 6):
        canvas.line([(x0, y0 + drop * k / 6), (x1, y1 + drop * k / 6)], veil(ink, 0.45), 1.3)
    canvas.fill(stroke([(x0, y0), (x1, y1)], 6), ink)
    canvas.fill(stroke([(x0, y0 + drop), (x1, y1 + drop)], 3), ink)


def racket(canvas: Canvas, hand: Point, angle: float, length: float, ink: Colour) -> Point:
    """Put a racket in a hand, pointing as an arm would; return the middle of its strings."""
    a = math.radians(angle)
    dx, dy = math.sin(a), math.cos(a)
    neck = (hand[0] + dx * length * 0.55, hand[1] + dy * length * 0.55)
    middle = (hand[0] + dx * length * 0.85, hand[1] + dy * length * 0.85)
    canvas.fill(
        limb((hand[0] - dx * 10, hand[1] - dy * 10), along(hand, neck, 0.4), length * 0.035, length * 0.03), DARK_WOOD
    )
    canvas.fill(limb(hand, neck, length * 0.018, length * 0.014), INK)
    canvas.fill(ellipse(*middle, length * 0.32, length * 0.24, 90 - angle), ink)
    canvas.fill(ellipse(*middle, length * 0.28, length * 0.2, 90 - angle), mix(PAPER, ink, 0.15))
    for k in (-0.14, -0.07, 0, 0.07, 0.14):
        px, py = middle[0] + dy * length * k, middle[1] - dx * length * k
        canvas.line(
            [(px - dx * length * 0.22, py - dy * length * 0.22), (px + dx * length * 0.22, py + dy * length * 0.22)],
            mix(ink, WHITE, 0.5),
            1,
        )
    return middle


def swoosh(canvas: Canvas, points: list[Point], width: float, ink: Colour) -> None:
    """Trace a movement with a fading stroke."""
    canvas.fill(stroke(smooth(points, closed=False), 0.5, width), veil(ink, 0.4))


def put(canvas: Canvas, ground: float, *figures: Figure, lean: float = -0.6, reach: float = 0.2) -> None:
    """Lay the shadows of some figures on their ground, then paint them."""
    canvas.shadow([figure.shapes for figure in figures], ground, lean, reach)
    for figure in figures:
        canvas.paint(figure.shapes)
