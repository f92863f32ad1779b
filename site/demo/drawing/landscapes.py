"""Terraces, islands and rivers."""

import math
from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import along, ellipse, limb, rect, rounded, sector, smooth, stroke
from demo.drawing.nature import birds, bush, grass, hills, karst, leaves, sky, tree, water
from demo.drawing.palettes import (
    CORAL,
    DARK_WOOD,
    DUSK,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    JADE,
    LEAF,
    PAPER,
    PINE,
    TEAL,
    VERMILION,
    WHITE,
    WINE,
    WOOD,
    mix,
    veil,
)
from demo.drawing.people import (
    KNEEL,
    WALK,
    Pose,
    person,
)
from demo.drawing.places import (
    skyline,
)
from demo.drawing.wardrobe import Outfit, anyone, office


def highland_terraces(canvas: Canvas) -> None:
    """Rice terraces stepping down a mountain, stilt houses and a farmer with her basket."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 620, (1190, 250), 78, 5)
    hills(canvas, 400, 120, mix(palette.far, palette.sky[1], 0.45), 0.4, 1.6)
    hills(canvas, 500, 90, palette.far, 0.5, 1.4)
    hills(canvas, 590, 60, mix(palette.far, palette.mid, 0.6), 0.4)
    crops = (
        mix(GOLD, palette.ground, 0.35),
        mix(LEAF, palette.ground, 0.4),
        mix(JADE, GOLD, 0.3),
        mix(HONEY, palette.ground, 0.3),
    )
    shift = dice.between(-120, 120)
    for i in range(13):
        t = i / 12
        y, step = 560 + 470 * t**1.25, 13 + 30 * t
        line = []
        for k in range(34):
            x = -40 + k * 52
            bend = math.sin(x / 390 + shift / 90 + t * 1.1) * (40 + 46 * t) + math.sin(x / 150 + i) * 9 * (0.4 + t)
            line.append((x, y + bend + (x - 800) * 0.07 * (1 - t)))
        bank = mix(PINE, palette.near, 0.5)
        crop = mix(
            mix(crops[(i + canvas.variant) % 4], palette.sun, 0.1), palette.shadow, 0.34 if palette.dark else 0.0
        )
        canvas.fill([*line, (1700, HEIGHT + 40), (-60, HEIGHT + 40)], mix(bank, crop, 0.35))
        top = [(x, yy + step * 0.3) for x, yy in line]
        canvas.fill([*top, (1700, HEIGHT + 40), (-60, HEIGHT + 40)], crop)
        if i % 3 == 1:
            pool = [(x, yy + step * 0.55) for x, yy in line[6:20]]
            canvas.fill(
                [*pool, *[(x, yy + step * 0.9) for x, yy in reversed(pool[1:-1])]],
                mix(palette.sky[2], palette.sky[1], 0.3),
            )
    for x, y, s in ((330, 640, 1.0), (480, 664, 0.8), (1130, 690, 1.15)):
        _stilt_house(canvas, x, y, 120 * s)
        tree(canvas, x + 110 * s, y + 16, 150 * s, palette.near, dice.pick(("round", "palm")))
    farmer = anyone(
        dice, Outfit("coat", DUSK if canvas.variant % 2 else WINE, INDIGO, INK, VERMILION, hat="cone"), True
    )
    figures = [person(1130, 960, 330, farmer, WALK, -1), person(1270, 976, 310, replace(farmer, top=TEAL), WALK, -1)]
    for figure in figures:
        x, y = figure.chest
        canvas.paint(figure.shapes)
        canvas.fill([(x + 16, y - 46), (x + 70, y - 56), (x + 60, y + 46), (x + 20, y + 46)], mix(WOOD, HONEY, 0.35))
        for k in range(5):
            canvas.fill(ellipse(x + 24 + 10 * k, y - 58 - 5 * (k % 2), 13, 11), mix(LEAF, HONEY, 0.12 * k))
    grass(canvas, 1000, 1090, 70, mix(palette.near, INK, 0.1))


def _stilt_house(canvas: Canvas, x: float, ground: float, size: float) -> None:
    for k in range(5):
        canvas.fill(
            rect(x - size * 0.5 + size * 0.24 * k, ground - size * 0.3, x - size * 0.47 + size * 0.24 * k, ground + 6),
            DARK_WOOD,
        )
    canvas.fill(rect(x - size * 0.56, ground - size * 0.66, x + size * 0.56, ground - size * 0.26), WOOD)
    for k in range(3):
        canvas.fill(
            rect(
                x - size * 0.4 + size * 0.3 * k,
                ground - size * 0.58,
                x - size * 0.24 + size * 0.3 * k,
                ground - size * 0.34,
            ),
            HONEY if canvas.palette.dark else DARK_WOOD,
        )
    thatch = mix(DARK_WOOD, GOLD, 0.3)
    canvas.fill(
        [
            (x - size * 0.8, ground - size * 0.58),
            (x - size * 0.38, ground - size * 1.2),
            (x + size * 0.38, ground - size * 1.2),
            (x + size * 0.8, ground - size * 0.58),
        ],
        thatch,
    )
    canvas.fill(
        [
            (x + size * 0.1, ground - size * 0.58),
            (x + size * 0.2, ground - size * 1.2),
            (x + size * 0.38, ground - size * 1.2),
            (x + size * 0.8, ground - size * 0.58),
        ],
        mix(thatch, HONEY, 0.22),
    )


def sea_island(canvas: Canvas) -> None:
    """Limestone islands in layers of haze, junks with red sails, a palm shore in front."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 620, (1130, 330), 88, 4)
    for base, tone, count, low, high in (
        (590, mix(palette.far, palette.sky[2], 0.5), 9, 90, 240),
        (612, palette.far, 6, 130, 330),
    ):
        for i in range(count):
            karst(
                canvas,
                (i + dice.between(0, 0.8)) * WIDTH / count,
                base,
                dice.between(130, 240),
                dice.between(low, high),
                tone,
            )
    water(canvas, 600, HEIGHT, 1130, 80)
    for x, base, w, h, tone in (
        (250, 690, 330, 430, palette.mid),
        (470, 700, 190, 240, mix(palette.mid, palette.near, 0.3)),
        (1480, 680, 300, 330, palette.mid),
    ):
        canvas.fill(ellipse(x, base + 6, w * 0.62, 12), veil(palette.shadow, 0.35))
        karst(canvas, x, base, w, h, tone)
        for _ in range(7):
            bush(canvas, x + dice.between(-0.4, 0.4) * w, base - 2, dice.between(12, 24), palette.near)
    for x, y, s in ((820, 790, 1.25), (1180, 712, 0.7), (640, 690, 0.45)):
        _junk(canvas, x, y, 190 * s)
    birds(canvas, 760, 220, 8, palette.near)
    sand = mix(palette.ground, PAPER, 0.2)
    foam = smooth([(700, 1100), (980, 1010), (1290, 950), (1660, 890), (1660, 1100)], closed=False)
    canvas.fill([*foam, (700, 1120)], veil(WHITE, 0.6))
    shore = smooth([(740, 1110), (1010, 1030), (1310, 972), (1660, 912), (1660, 1110)], closed=False)
    canvas.fill(shore, sand)
    tree(canvas, 1490, 990, 620, mix(palette.near, LEAF, 0.2), "palm")
    tree(canvas, 1580, 1020, 470, mix(palette.near, LEAF, 0.1), "palm")
    for x in (1240, 1420):
        bush(canvas, x + 110, 1067, 70, mix(palette.near, LEAF, 0.3))


def _junk(canvas: Canvas, x: float, y: float, size: float) -> None:
    sail, hull = mix(VERMILION, CORAL, 0.2), mix(DARK_WOOD, INK, 0.2)
    for dx, w, h in ((-0.32, 0.36, 0.62), (0.08, 0.52, 0.92), (0.5, 0.3, 0.52)):
        cx, top = x + dx * size, y - h * size
        canvas.fill(rect(cx - 2, top - 8, cx + 2, y), hull)
        sheet = smooth(
            [
                (cx - w * size * 0.46, y - size * 0.14),
                (cx - w * size * 0.5, top + h * size * 0.4),
                (cx - w * size * 0.1, top),
                (cx + w * size * 0.42, top + h * size * 0.32),
                (cx + w * size * 0.5, y - size * 0.14),
            ],
            closed=False,
        )
        canvas.fill(sheet, sail)
        canvas.fill([(cx, top + 4), *sheet[-11:], (cx, y - size * 0.14)], mix(sail, HONEY, 0.3))
        for k in range(1, 5):
            yy = top + (y - size * 0.14 - top) * (0.2 + 0.16 * k)
            canvas.line([(cx - w * size * 0.46, yy + 3), (cx + w * size * 0.45, yy)], mix(sail, INK, 0.4), 1.8)
    canvas.fill(
        [
            (x - size * 0.66, y - size * 0.14),
            (x + size * 0.74, y - size * 0.16),
            (x + size * 0.56, y + size * 0.04),
            (x - size * 0.52, y + size * 0.04),
        ],
        hull,
    )
    canvas.fill(rect(x - size * 0.62, y - size * 0.12, x + size * 0.68, y - size * 0.08), mix(hull, GOLD, 0.5))
    for k in range(6):
        half = size * (0.6 - 0.08 * k)
        canvas.fill(
            rounded(x - half, y + size * (0.07 + 0.05 * k), x + half, y + size * (0.085 + 0.05 * k), 2),
            veil(sail, 0.4 - 0.05 * k),
        )


def river_bridge(canvas: Canvas) -> None:
    """A cable-stayed bridge sweeping over a wide river, sampans below."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 640, (1180, 330), 90, 4)
    hills(canvas, 590, 50, mix(palette.far, palette.sky[2], 0.3), 0.3)
    skyline(canvas, 640, palette.far, 20, 190, palette.dark)
    water(canvas, 640, HEIGHT, 1180, 76)
    steel = mix(palette.accent, mix(palette.near, INK, 0.2), 0.35)
    deck = [(-40, 720), (1640, 520)]
    lines = mix(PAPER, steel, 0.2) if palette.dark else mix(steel, PAPER, 0.3)
    for tx, t in ((430, 0.28), (980, 0.607), (1350, 0.827)):
        foot, s = along(deck[0], deck[1], t), 1.2 - 0.72 * t
        top = (tx, foot[1] - 400 * s)
        for k in range(1, 11):
            for side in (-1, 1):
                end = along(deck[0], deck[1], t + side * k * 0.0165 * (1.3 - 0.6 * t))
                canvas.line([(top[0], top[1] + k * 16 * s), end], lines, 2)
        for side in (-1, 1):
            canvas.fill(
                limb(top, (tx + side * 34 * s, foot[1] + 150 * s), 8 * s, 15 * s),
                steel if side > 0 else mix(steel, INK, 0.25),
            )
        canvas.fill(rect(tx - 34 * s, foot[1] + 30 * s, tx + 34 * s, foot[1] + 46 * s), mix(steel, INK, 0.2))
        canvas.fill(
            rounded(tx - 62 * s, foot[1] + 140 * s, tx + 62 * s, foot[1] + 174 * s, 8), mix(PAPER, palette.shadow, 0.4)
        )
        canvas.fill(rect(tx - 50 * s, foot[1] + 174 * s, tx + 50 * s, foot[1] + 300 * s), veil(steel, 0.2))
    canvas.fill([(-40, 706), (1640, 512), (1640, 528), (-40, 752)], mix(steel, INK, 0.25))
    canvas.fill([(-40, 698), (1640, 508), (1640, 514), (-40, 714)], mix(PAPER, steel, 0.3))
    for i in range(9):
        t = 0.05 + i * 0.1
        px, py = along((-40, 698), (1640, 508), t)
        s = 1.25 - 0.8 * t
        ink = dice.pick((VERMILION, HONEY, TEAL, WHITE, DUSK))
        canvas.fill(rounded(px - 27 * s, py - 22 * s, px + 27 * s, py - 3, 7 * s), ink)
        canvas.fill(rounded(px - 15 * s, py - 34 * s, px + 13 * s, py - 18 * s, 6 * s), mix(ink, INK, 0.45))
        if palette.dark:
            canvas.glow(px + 34 * s, py - 10, 30 * s, HONEY, 0.7)
    for x, y, s, facing in ((900, 880, 1.0, -1), (420, 960, 1.35, 1)):
        hull = mix(DARK_WOOD, palette.shadow, 0.3)
        canvas.fill(ellipse(x, y + 14 * s, 190 * s, 13 * s), veil(palette.shadow, 0.4))
        rower = replace(office(dice), hat="cone")
        canvas.paint(
            person(
                x - facing * 90 * s,
                y + 4 * s,
                170 * s,
                rower,
                replace(KNEEL, lean=8) if facing > 0 else Pose(0.9, 16, 4, (58, 76), (40, 66)),
                facing,
            ).shapes
        )
        canvas.fill(
            smooth(
                [
                    (x - 190 * s, y - 30 * s),
                    (x - 110 * s, y),
                    (x, y + 6 * s),
                    (x + 120 * s, y - 2 * s),
                    (x + 200 * s, y - 34 * s),
                    (x + 120 * s, y + 22 * s),
                    (x, y + 26 * s),
                    (x - 120 * s, y + 20 * s),
                ],
                steps=5,
            ),
            hull,
        )
        for k in range(4):
            canvas.fill(
                sector(x + facing * (10 + 34 * k) * s, y - 2 * s, 22 * s, 180, 360),
                mix((LEAF, HONEY, CORAL, JADE)[k], palette.shadow, 0.12),
            )
        canvas.fill(
            stroke([(x - facing * 40 * s, y - 70 * s), (x - facing * 10 * s, y + 60 * s)], 3.5), mix(WOOD, INK, 0.2)
        )
    leaves(canvas, (-30, 1100), 330, mix(palette.near, PINE, 0.3), 9, -84, 14)
    birds(canvas, 640, 190, 7, palette.near)


SCENES = {
    "highland-terraces": highland_terraces,
    "sea-island": sea_island,
    "river-bridge": river_bridge,
}
