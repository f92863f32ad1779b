"""What an opening, a cheering crowd and a night before Tết look like from near by."""

import math
from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.festivals import BROWSE
from demo.drawing.geometry import Point, ellipse, limb, rect, rounded, smooth, star, stroke
from demo.drawing.nature import sky
from demo.drawing.palettes import (
    CORAL,
    CREAM,
    DARK_WOOD,
    GOLD,
    HONEY,
    INK,
    LACQUER,
    LEAF,
    PAPER,
    PINE,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    colour,
    mix,
    veil,
)
from demo.drawing.people import CHEER, CLAP, HOLD_UP, STAND, WAVE, Pose, person, seated
from demo.drawing.places import beam, bunting, flag, flowers, house, lantern
from demo.drawing.stage import frame, stage_room
from demo.drawing.wardrobe import Outfit, anyone, ao_dai, jersey, office

STRIKE = Pose(0.85, 4, 0, (118, 150), (58, 112), (16, 2), (-18, -10), far_arm_in_front=True)
WRAP = Pose(0.8, 14, 12, (40, 84), (30, 90), (86, 4), (80, -2), far_arm_in_front=True)
SILVER = colour("#a8a4a0")
CHEERS = (CHEER, WAVE, HOLD_UP, CLAP, CHEER, STAND)


def _drum(canvas: Canvas, x: float, y: float, r: float) -> None:
    """Draw a great drum that shows its skin, on a crossed stand."""
    for side in (-1, 1):
        canvas.fill(
            limb((x - side * r * 0.7, y + r * 1.62), (x + side * r * 0.62, y + r * 0.5), r * 0.07, r * 0.06), DARK_WOOD
        )
    canvas.fill(ellipse(x + r * 0.16, y, r * 1.04), mix(LACQUER, INK, 0.45))
    canvas.fill(ellipse(x, y, r * 1.04), LACQUER)
    canvas.fill(ellipse(x, y, r * 0.92), mix(PAPER, HONEY, 0.35))
    canvas.fill(ellipse(x, y, r * 0.62), mix(PAPER, HONEY, 0.2))
    canvas.fill(ellipse(x, y, r * 0.26), VERMILION)
    canvas.fill(star(x, y + r * 0.02, r * 0.17), HONEY)
    for k in range(28):
        a = math.tau * k / 28
        canvas.fill(ellipse(x + math.cos(a) * r * 0.98, y + math.sin(a) * r * 0.98, r * 0.028), GOLD)


def _sticks(canvas: Canvas, hands: tuple[Point, ...], targets: tuple[Point, ...]) -> None:
    for hand, target in zip(hands, targets, strict=True):
        canvas.fill(limb(hand, target, 6, 8), mix(WOOD, HONEY, 0.3))
        canvas.fill(ellipse(*target, 15), VERMILION)


def drums(canvas: Canvas) -> None:
    """The drum that opens a festival, its drummer, and two more behind."""
    palette, dice = canvas.palette, canvas.dice
    cloth = stage_room(canvas, 790)
    canvas.glow(900, 420, 760, palette.shine, 0.5)
    for i in range(5):
        canvas.fill(rect(300 + i * 230, 110, 330 + i * 230, 640), veil(VERMILION, 0.5))
        canvas.fill(rect(306 + i * 230, 110, 324 + i * 230, 640), veil(GOLD, 0.35))
    frame(canvas, 790, cloth)
    for x, facing in ((430, 1), (1330, -1)):
        player = person(x, 858, 400, ao_dai(dice, (TEAL, GOLD)[canvas.variant % 2], WHITE), STRIKE, facing)
        canvas.shadow([player.shapes], 858, -0.2, 0.12)
        canvas.paint(player.shapes)
        _drum(canvas, x + facing * 165, 690, 92)
        hits = ((x + facing * 120, 620), (x + facing * 96, 700))
        _sticks(canvas, (player.near_hand, player.far_hand), hits)
    tunic = anyone(
        dice, Outfit("aodai", LACQUER, WHITE, INK, GOLD, hat="turban", hat_colour=mix(LACQUER, INK, 0.2)), False
    )
    master = person(690, 1000, 640, replace(tunic, hair=(168, 164, 160)), STRIKE)
    canvas.shadow([master.shapes], 1000, -0.3, 0.12)
    _drum(canvas, 1010, 640, 214)
    canvas.paint(master.shapes)
    _sticks(canvas, (master.near_hand, master.far_hand), ((912, 470), (870, 700)))
    for k in range(3):
        arc = [(1240 + 30 * k, 520 - 10 * k), (1278 + 36 * k, 640), (1240 + 30 * k, 760 + 10 * k)]
        canvas.fill(stroke(smooth(arc, closed=False), 5, 5), veil(palette.shine, 0.5 - 0.13 * k))
    for x in (690, 1010):
        beam(canvas, (x, -30), (x, 1000), 260, palette.shine, 0.1)


def cheering(canvas: Canvas) -> None:
    """Rows of spectators on their feet: flags, scarves, open hands."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 420, (1290, 150), 60, 2)
    bunting(canvas, (-20, 120), (800, 150), (VERMILION, HONEY, TEAL, PAPER), 90, 24, 34)
    bunting(canvas, (800, 150), (1620, 120), (VERMILION, HONEY, TEAL, PAPER), 90, 24, 34)
    step = mix(palette.near, palette.shadow, 0.2)
    shirts = ((VERMILION, WHITE), (TEAL, INK), (GOLD, INK), (CORAL, WHITE))
    rows = ((640, 13, 340), (790, 11, 390), (960, 9, 450))
    for row, (ground, count, height) in enumerate(rows):
        canvas.fill(rect(0, ground - height * 0.62, WIDTH, HEIGHT), mix(step, INK, 0.26 - 0.1 * row))
        for i in range(count):
            x = (i + 0.5) * WIDTH / count + dice.between(-14, 14)
            if dice.chance(0.5):
                top, bottom = shirts[(i // 3 + row + canvas.variant) % len(shirts)]
                outfit = jersey(dice, top, bottom, woman=None)
            else:
                outfit = office(dice)
            figure = person(x, ground + dice.between(-8, 10), height, outfit, dice.pick(CHEERS), dice.pick((-1, 1)))
            if dice.chance(0.3):
                flag(canvas, figure.near_hand[0], figure.near_hand[1] - 70, 74, 96)
            canvas.paint(figure.shapes)
    board = mix(palette.accent, INK, 0.15)
    canvas.fill(rect(0, 880, WIDTH, HEIGHT), board)
    canvas.fill(rect(0, 872, WIDTH, 888), mix(board, WHITE, 0.35))
    for i in range(9):
        ink = mix((VERMILION, GOLD, TEAL, PAPER)[i % 4], INK, 0.08)
        canvas.fill(rounded(i * 182 + 14, 908, i * 182 + 168, 1040, 8), ink)
        canvas.fill(star(i * 182 + 91, 976, 40), mix(ink, WHITE, 0.4))


def _cake(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw a square cake in its leaves, tied with bamboo string."""
    leaf = mix(LEAF, PINE, canvas.dice.between(0.0, 0.5))
    side = [(x - size, y), (x, y + size * 0.42), (x, y + size * 0.9), (x - size, y + size * 0.46)]
    canvas.fill(side, mix(leaf, INK, 0.3))
    front = [(x, y + size * 0.42), (x + size, y), (x + size, y + size * 0.46), (x, y + size * 0.9)]
    canvas.fill(front, mix(leaf, INK, 0.14))
    canvas.fill([(x - size, y), (x, y - size * 0.42), (x + size, y), (x, y + size * 0.42)], leaf)
    for t in (0.34, 0.66):
        a, b = (x - size + size * t, y - size * 0.42 * t), (x + size * t, y + size * 0.42 - size * 0.42 * t)
        canvas.line([a, b, (b[0], b[1] + size * 0.47)], HONEY, 2.4)
        c, d = (x - size + size * t, y + size * 0.42 * t), (x + size * t, y - size * 0.42 + size * 0.42 * t)
        canvas.line([d, c, (c[0], c[1] + size * 0.47)], HONEY, 2.4)


def _fire(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.glow(x, y - size * 0.4, size * 4.6, CORAL, 0.7)
    for k in range(5):
        canvas.fill(limb((x - size * 1.2 + k * 16, y + 4), (x + size * 1.1 - k * 22, y - 10 + 5 * k), 9, 8), DARK_WOOD)
    for ink, part in ((VERMILION, 1.0), (CORAL, 0.74), (HONEY, 0.46)):
        for dx, lift in ((-0.7, 0.72), (0.0, 1.0), (0.66, 0.8)):
            w, h = size * 0.42 * part, size * 1.15 * lift * part
            cx = x + dx * size
            tongue = [(cx - w, y), (cx - w * 0.7, y - h * 0.5), (cx + w * 0.15, y - h), (cx + w * 0.8, y - h * 0.42)]
            canvas.fill(smooth([*tongue, (cx + w, y), (cx, y + size * 0.1)]), ink)


def banh_chung(canvas: Canvas) -> None:
    """A yard before Tết: square cakes are wrapped on a mat, two great pots boil over the fire."""
    palette, dice = canvas.palette, canvas.dice
    night = mix(palette.sky[0], INK, 0.55)
    canvas.gradient((night, mix(palette.sky[1], night, 0.55), mix(palette.sky[2], night, 0.5)), 0, 640)
    x = -20.0
    while x < WIDTH:
        width = dice.between(170, 230)
        house(canvas, x, 640, width, dice.between(280, 400), mix(mix(CREAM, palette.shadow, 0.5), CORAL, 0.1), True)
        x += width
    ground = mix(mix(palette.ground, palette.shadow, 0.55), WOOD, 0.3)
    canvas.gradient((mix(ground, INK, 0.35), ground, mix(ground, CORAL, 0.16)), 640, HEIGHT)
    for lx, ly, size in ((180, 150, 46), (470, 110, 58), (800, 160, 48), (1120, 100, 60), (1430, 150, 46)):
        canvas.line([(lx, 0), (lx, ly)], mix(INK, WOOD, 0.4), 2)
        canvas.glow(lx, ly + size, size * 3.2, HONEY, 0.5)
        lantern(canvas, lx, ly, size, VERMILION if lx % 4 else CORAL)
    for px in (1190, 1440):
        _fire(canvas, px, 842, 74)
        pot = [(px - 112, 560), (px + 112, 560), (px + 104, 792), (px + 84, 812), (px - 84, 812), (px - 104, 792)]
        canvas.fill_gradient(pot, mix(INK, palette.sky[2], 0.32), mix(INK, CORAL, 0.3))
        canvas.fill(ellipse(px, 560, 122, 24), mix(INK, WHITE, 0.34))
        canvas.fill(ellipse(px, 556, 108, 18), mix(INK, WHITE, 0.2))
        canvas.fill(ellipse(px, 540, 20, 9), INK)
        for k in range(3):
            steam = [(px - 50 + 48 * k, 530), (px - 84 + 50 * k, 440), (px - 26 + 46 * k, 350), (px - 66 + 52 * k, 250)]
            canvas.fill(stroke(smooth(steam, closed=False), 20, 3), veil(WHITE, 0.13))
    keeper = person(1010, 930, 440, replace(office(dice), cut="shirt"), BROWSE)
    canvas.shadow([keeper.shapes], 930, -0.5, 0.12)
    canvas.paint(keeper.shapes)
    canvas.fill(limb(keeper.near_hand, (1110, 846), 8, 6), mix(DARK_WOOD, INK, 0.2))
    mat = mix(HONEY, palette.shadow, 0.3)
    canvas.fill([(90, 850), (880, 850), (960, 1030), (-20, 1030)], mat)
    for k in range(1, 9):
        canvas.line([(90 - 110 * k / 9, 850 + 20 * k), (880 + 80 * k / 9, 850 + 20 * k)], mix(mat, WOOD, 0.5), 2)
    for x, facing, woman in ((200, 1, True), (520, -1, False), (800, -1, True)):
        outfit = ao_dai(dice) if woman and dice.chance(0.5) else office(dice)
        figure = seated(x, 860, 430, replace(outfit, hairdo="bun" if woman else "short"), WRAP, facing)
        canvas.fill(rounded(x - 62, 866, x + 62, 900, 8), DARK_WOOD)
        canvas.paint(figure.shapes)
        _cake(canvas, figure.near_hand[0] + facing * 26, figure.near_hand[1] - 2, 40)
    for row in range(3):
        for i in range(4 - row):
            _cake(canvas, 600 + (i + row * 0.5) * 92, 1000 - 44 * row, 46)
    for k in range(7):
        leaf = [(60 + 26 * k, 1010 - 4 * k), (190 + 20 * k, 950 - 6 * k), (330 + 12 * k, 985 - 5 * k)]
        canvas.fill(stroke(smooth(leaf, closed=False), 15, 4), mix(LEAF, PINE, 0.12 * (k % 4)))
    flowers(canvas, 60, 850, 60, (CORAL, WHITE, HONEY))


SCENES = {"drums": drums, "cheering": cheering, "banh-chung": banh_chung}
