"""Games under a roof."""

from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, ellipse, limb, rect, rounded, smooth, stroke
from demo.drawing.palettes import (
    DARK_WOOD,
    DUSK,
    GOLD,
    INDIGO,
    INK,
    LACQUER,
    PAPER,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    Colour,
    mix,
    veil,
)
from demo.drawing.people import Pose, person, seated
from demo.drawing.places import audience, room, table, windows
from demo.drawing.playing import RECEIVE, TEAMS, net, put, racket, swoosh
from demo.drawing.wardrobe import jersey, office

SMASH = Pose(0.7, -14, -12, (152, 176), (66, 110), (-26, -84), (24, -62))
STROKE = Pose(0.8, 22, 4, (40, 118), (-22, 40), (46, -8), (-18, -34))


def badminton(canvas: Canvas) -> None:
    """A jump smash over the net in a bright hall."""
    palette, dice = canvas.palette, canvas.dice
    ours, theirs = TEAMS[(canvas.variant + 1) % 6]
    room(canvas, 640, boards=False)
    windows(canvas, 6, 60, 300, 0, 1600)
    audience(canvas, 470, 30, 19, 0.3)
    canvas.fill(rect(0, 560, WIDTH, 650), mix(palette.accent, INK, 0.12))
    court = mix(TEAL, palette.mid, 0.3)
    canvas.gradient((mix(court, INK, 0.2), court, mix(court, palette.shine, 0.14)), 640, HEIGHT)
    for a, b in (
        ((180, 690), (1420, 690)),
        ((-80, 960), (1680, 960)),
        ((180, 690), (-130, 1010)),
        ((1420, 690), (1730, 1010)),
        ((420, 690), (330, 960)),
        ((1180, 690), (1270, 960)),
    ):
        canvas.fill(stroke([a, b], 4), WHITE)
    far = person(1220, 800, 380, jersey(dice, theirs, INDIGO, woman=True), RECEIVE, -1)
    put(canvas, 800, far, lean=-0.3, reach=0.15)
    racket(canvas, far.near_hand, -95, 130, VERMILION)
    net(canvas, 800, 560, 860, 640, 190, 5)
    for x, top, foot in ((798, 552, 800), (866, 628, 1010)):
        canvas.fill(limb((x, top), (x, foot), 8, 9), INK)
    net(canvas, 800, 556, 866, 632, 200, 8)
    hero = person(430, 900, 600, jersey(dice, ours, WHITE, woman=canvas.variant % 2 == 0), SMASH, 1, 0.16)
    canvas.ground_shadow(420, 930, 150, 24, 0.35)
    middle = (hero.near_hand[0] + 62, hero.near_hand[1] - 120)
    swoosh(canvas, [(250, 420), (290, 230), (400, 110), middle], 46, palette.shine)
    canvas.paint(hero.shapes)
    racket(canvas, hero.near_hand, 152, 165, LACQUER)
    cork = (720, 268)
    swoosh(canvas, [(560, 130), (640, 190), cork], 14, WHITE)
    for k in range(5):
        canvas.fill(
            limb(cork, (cork[0] - 70 + 10 * k, cork[1] - 18 - 13 * k), 4, 9), mix(WHITE, palette.wall_low, 0.06 * k)
        )
    canvas.fill(ellipse(cork[0] + 6, cork[1] + 6, 15), VERMILION)


def table_tennis(canvas: Canvas) -> None:
    """Two players across a table, the ball a small white moon between them."""
    palette, dice = canvas.palette, canvas.dice
    ours, theirs = TEAMS[(canvas.variant + 4) % 6]
    room(canvas, 730, boards=False)
    canvas.glow(800, 240, 800, palette.shine, 0.4)
    for x in (300, 800, 1300):
        canvas.fill([(x - 150, 0), (x + 150, 0), (x + 120, 34), (x - 120, 34)], WHITE)
        canvas.fill([(x - 120, 34), (x + 120, 34), (x + 420, 740), (x - 420, 740)], veil(palette.shine, 0.09))
    for i in range(7):
        x, ink = 130 + i * 223, (ours, theirs)[i % 2]
        canvas.fill([(x - 46, 70), (x + 46, 70), (x + 46, 330), (x, 292), (x - 46, 330)], mix(ink, palette.wall, 0.25))
        canvas.fill(ellipse(x, 168, 26), mix(ink, WHITE, 0.55))
        canvas.fill(rect(x - 52, 62, x + 52, 74), mix(palette.wall, INK, 0.4))
    audience(canvas, 560, 36, 15, 0.35)
    canvas.fill(rect(0, 652, WIDTH, 742), mix(palette.accent, INK, 0.18))
    for i in range(7):
        canvas.fill(rect(i * 240 - 4, 652, i * 240 + 4, 742), mix(palette.accent, INK, 0.45))
    floor = mix(LACQUER, palette.floor, 0.4)
    canvas.gradient((mix(floor, INK, 0.25), floor, mix(floor, palette.shine, 0.12)), 742, HEIGHT)
    left = person(330, 990, 560, jersey(dice, ours, INK, woman=canvas.variant % 2 == 0), STROKE)
    right = person(1290, 978, 540, jersey(dice, theirs, INDIGO), replace(STROKE, near_arm=(60, 80)), -1)
    put(canvas, 985, left, right, lean=-0.3, reach=0.12)
    canvas.ground_shadow(800, 960, 420, 40, 0.35)
    for x in (560, 1040):
        canvas.fill(limb((x, 800), (x, 960), 10, 10), INK)
    top = mix(TEAL, INK, 0.15) if canvas.variant % 2 else mix(DUSK, INK, 0.2)
    canvas.fill([(520, 716), (1080, 716), (1190, 806), (410, 806)], top)
    canvas.fill([(410, 806), (1190, 806), (1190, 826), (410, 826)], mix(top, INK, 0.4))
    canvas.fill(stroke([(465, 761), (1135, 761)], 2.5), WHITE)
    canvas.line([(520, 716), (1080, 716), (1190, 806), (410, 806), (520, 716)], WHITE, 5)
    net(canvas, 800, 668, 800, 742, 62, 6)
    canvas.fill([(797, 668), (803, 668), (803, 812), (797, 812)], WHITE)
    canvas.fill([(790, 660), (800, 664), (800, 716), (790, 712)], veil(WHITE, 0.4))
    for figure, side in ((left, 1), (right, -1)):
        x, y = figure.near_hand
        canvas.fill(limb((x, y), (x + side * 16, y - 26), 8, 7), WOOD)
        canvas.fill(ellipse(x + side * 30, y - 56, 30, 40, 24 * side), INK)
        canvas.fill(ellipse(x + side * 34, y - 56, 28, 38, 24 * side), VERMILION)
    swoosh(canvas, [(540, 640), (700, 520), (846, 520)], 12, WHITE)
    canvas.fill(ellipse(872, 530, 15), WHITE)


def chess(canvas: Canvas) -> None:
    """Two players over a board; great carved pieces stand in the foreground."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 820)
    windows(canvas, 3, 80, 560, 330, 1270)
    canvas.glow(800, 420, 620, palette.shine, 0.3)
    think = Pose(0.9, 12, 14, (40, 150), (30, 80), (84, 0), (80, -6))
    reach = Pose(0.9, 16, 14, (58, 82), (26, 76), (84, 0), (80, -6))
    for x, facing, pose in ((420, 1, think), (1180, -1, reach)):
        canvas.fill(rounded(x - facing * 96 - 16, 500, x - facing * 96 + 16, 960, 12), DARK_WOOD)
        canvas.fill(rounded(x - 90, 776, x + 90, 806, 10), WOOD)
        canvas.paint(seated(x, 790, 640, office(dice), pose, facing).shapes)
    table(canvas, 500, 1100, 716, 985)
    canvas.fill([(620, 690), (980, 690), (1040, 722), (560, 722)], DARK_WOOD)
    for row in range(4):
        for col in range(8):
            t0, t1 = row / 4, (row + 1) / 4
            a, b = 626 + 354 / 8 * col, 626 + 354 / 8 * (col + 1)

            def put_down(x: float, t: float) -> Point:
                return (803 + (x - 803) * (1 + 0.3 * t), 692 + 27 * t)

            ink = PAPER if (row + col) % 2 else mix(LACQUER, INK, 0.2)
            canvas.fill([put_down(a, t0), put_down(b, t0), put_down(b, t1), put_down(a, t1)], ink)
    for i in range(11):
        x = 590 + i * 42
        _piece(canvas, x, 706 + 8 * (i % 2), 30 + 14 * (i % 3), PAPER if i < 6 else mix(INK, LACQUER, 0.25), i % 3)
    canvas.gradient((mix(DARK_WOOD, INK, 0.2), DARK_WOOD), 1016, HEIGHT)
    for x, size, ink, kind in (
        (150, 430, mix(INK, LACQUER, 0.18), 2),
        (330, 300, mix(INK, LACQUER, 0.18), 0),
        (1300, 290, PAPER, 0),
        (1450, 470, PAPER, 1),
    ):
        canvas.ground_shadow(x - 60, 1040, size * 0.34, 20, 0.4)
        _piece(canvas, x, 1046, size, ink, kind)


def _piece(canvas: Canvas, x: float, ground: float, size: float, ink: Colour, kind: int) -> None:
    """Draw a chess piece: a pawn, a king or a knight."""
    shade, light = mix(ink, INK, 0.28), mix(ink, WHITE, 0.28)
    canvas.fill(rounded(x - size * 0.25, ground - size * 0.1, x + size * 0.25, ground, size * 0.04), shade)
    canvas.fill(rounded(x - size * 0.21, ground - size * 0.17, x + size * 0.21, ground - size * 0.09, size * 0.04), ink)
    if kind == 2:
        horse = [
            (-0.17, -0.16),
            (-0.2, -0.5),
            (-0.1, -0.82),
            (0.02, -0.98),
            (0.08, -0.86),
            (0.26, -0.68),
            (0.3, -0.54),
            (0.2, -0.5),
            (0.08, -0.56),
            (0.16, -0.34),
            (0.18, -0.16),
        ]
        canvas.fill(smooth([(x + px * size, ground + py * size) for px, py in horse], steps=5), ink)
        mane = [(-0.17, -0.18), (-0.2, -0.5), (-0.1, -0.82), (0.0, -0.94), (-0.05, -0.7), (-0.08, -0.4)]
        canvas.fill(smooth([(x + px * size, ground + py * size) for px, py in mane], steps=5), shade)
        canvas.fill(ellipse(x + size * 0.09, ground - size * 0.74, size * 0.022), light)
        return
    top = 0.62 if kind == 0 else 0.76
    body = [(-0.17, -0.16), (-0.07, -0.36), (-0.08, -top), (0.08, -top), (0.07, -0.36), (0.17, -0.16)]
    canvas.fill(smooth([(x + px * size, ground + py * size) for px, py in body], steps=5), ink)
    canvas.fill(
        rounded(
            x - size * 0.14, ground - size * (top + 0.02), x + size * 0.14, ground - size * (top - 0.04), size * 0.02
        ),
        shade,
    )
    if kind == 0:
        canvas.fill(ellipse(x, ground - size * 0.74, size * 0.145), ink)
        canvas.fill(ellipse(x + size * 0.04, ground - size * 0.78, size * 0.06), light)
    else:
        canvas.fill(
            [
                (x - size * 0.1, ground - size * top),
                (x - size * 0.15, ground - size * 0.94),
                (x + size * 0.15, ground - size * 0.94),
                (x + size * 0.1, ground - size * top),
            ],
            ink,
        )
        canvas.fill(rect(x - size * 0.025, ground - size * 1.08, x + size * 0.025, ground - size * 0.92), GOLD)
        canvas.fill(rect(x - size * 0.07, ground - size * 1.04, x + size * 0.07, ground - size * 0.995), GOLD)
    canvas.fill(
        stroke(
            [(x + size * 0.07, ground - size * 0.22), (x + size * 0.035, ground - size * (top - 0.1))], size * 0.012
        ),
        light,
    )


SCENES = {
    "badminton": badminton,
    "table-tennis": table_tennis,
    "chess": chess,
}
