"""What people plant and build on open ground."""

import math
from dataclasses import replace

from demo.drawing.apparatus import STEEL
from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, along, ellipse, limb, rect, rounded, sector, smooth, stroke
from demo.drawing.nature import birds, grass, hills, sky, tree
from demo.drawing.palettes import (
    CORAL,
    DARK_WOOD,
    DUSK,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    JADE,
    LACQUER,
    LEAF,
    PAPER,
    PINE,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    Colour,
    mix,
    veil,
)
from demo.drawing.people import (
    DIG,
    KNEEL,
    POINT,
    STAND_SIDE,
    Pose,
    person,
)
from demo.drawing.wardrobe import Outfit, anyone, office

WATERING = Pose(0.9, 10, 8, (34, 70), (8, 24))


def tree_planting(canvas: Canvas) -> None:
    """Volunteers plant saplings on a green slope on a new-year morning."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 640, (1210, 260), 84, 4)
    hills(canvas, 500, 80, mix(palette.far, palette.sky[2], 0.2), 0.4)
    hills(canvas, 580, 60, palette.far, 0.35)
    for x in (60, 200, 330, 1290, 1420, 1540):
        tree(canvas, x, 690, dice.between(210, 330), mix(palette.mid, LEAF, 0.3), dice.pick(("round", "tall", "round")))
    lawn = mix(mix(LEAF, JADE, 0.4), palette.ground, 0.3)
    back = smooth([(-30, 690), (400, 650), (900, 682), (1300, 650), (1640, 676)], closed=False)
    canvas.fill([*back, (1640, HEIGHT), (-40, HEIGHT)], mix(lawn, palette.shadow, 0.16))
    near = smooth([(-30, 800), (400, 772), (900, 800), (1300, 780), (1640, 820)], closed=False)
    canvas.fill([*near, (1640, HEIGHT), (-40, HEIGHT)], mix(lawn, palette.sun, 0.12))
    inks = (VERMILION, TEAL, GOLD, INDIGO, CORAL)

    def volunteer(k: int, woman: bool | None = None) -> Outfit:
        hat, tone = dice.pick((("cone", HONEY), ("cap", inks[(k + 1) % 5]), ("", HONEY)))
        return anyone(dice, Outfit("shirt", inks[k % 5], INDIGO, DARK_WOOD, WHITE, hat=hat, hat_colour=tone), woman)

    for i in range(6):
        x = 240 + 210 * i
        _sapling(canvas, x + 70, 758, 110, lawn)
        canvas.paint(person(x, 764, 210, volunteer(i), dice.pick((DIG, KNEEL, STAND_SIDE)), dice.pick((1, -1))).shapes)
    digger = person(420, 980, 520, volunteer(canvas.variant, False), DIG)
    kneeler = person(930, 985, 520, volunteer(canvas.variant + 1, True), KNEEL, -1)
    waterer = person(1270, 960, 480, volunteer(canvas.variant + 2), WATERING, -1)
    child = person(
        200, 970, 310, anyone(dice, Outfit("tee", WHITE, INDIGO, INK, VERMILION)), Pose(0.7, 2, 4, (30, 90), (20, 80))
    )
    canvas.shadow([figure.shapes for figure in (digger, kneeler, waterer, child)], 980, -0.6, 0.16)
    canvas.fill(ellipse(660, 985, 160, 32), mix(DARK_WOOD, palette.ground, 0.2))
    canvas.fill(ellipse(660, 978, 120, 22), mix(DARK_WOOD, INK, 0.15))
    _sapling(canvas, 670, 985, 330, lawn)
    for figure in (digger, kneeler, waterer, child):
        canvas.paint(figure.shapes)
    a, b = digger.near_hand, digger.far_hand
    blade = (a[0] + (a[0] - b[0]) * 0.5 + 76, 968)
    canvas.fill(limb((a[0] - 46, a[1] - 120), blade, 6, 6), WOOD)
    canvas.fill(
        smooth(
            [
                (blade[0] - 26, blade[1] - 40),
                (blade[0] + 20, blade[1] - 54),
                (blade[0] + 44, blade[1] + 12),
                (blade[0] + 8, blade[1] + 20),
            ]
        ),
        mix(INK, WHITE, 0.4),
    )
    hx, hy = waterer.near_hand
    can = mix(palette.second, TEAL, 0.4)
    canvas.fill(stroke([(hx - 30, hy + 66), (hx - 96, hy + 24)], 8, 5), mix(can, INK, 0.2))
    canvas.fill(rounded(hx - 40, hy + 22, hx + 44, hy + 92, 12), can)
    canvas.fill(sector(hx, hy + 26, 34, 180, 360, 27), mix(can, INK, 0.25))
    for k in range(9):
        canvas.fill(
            limb((hx - 100 - 7 * (k % 3), hy + 36 + 20 * k), (hx - 106 - 8 * (k % 3), hy + 48 + 20 * k), 2.4, 1.4),
            veil(WHITE, 0.7),
        )
    _sapling(canvas, hx - 130, 985, 230, lawn)
    _sapling(canvas, child.near_hand[0] + 4, child.near_hand[1] + 16, 110, lawn)
    grass(canvas, 900, 1080, 70, mix(lawn, PINE, 0.45))


def _sapling(canvas: Canvas, x: float, ground: float, height: float, lawn: Colour) -> None:
    canvas.fill(ellipse(x, ground, height * 0.2, height * 0.05), mix(DARK_WOOD, lawn, 0.3))
    canvas.fill(
        stroke([(x, ground), (x + 3, ground - height * 0.5), (x, ground - height)], height * 0.018 + 1, 1.2), WOOD
    )
    for k in range(8):
        side, y = (1 if k % 2 else -1), ground - height * (0.42 + 0.075 * k)
        tip = (x + side * height * (0.24 - 0.018 * k), y - height * 0.12)
        leaf = smooth(
            [(x, y), along((x, y - height * 0.07), tip, 0.5), tip, along((x, y + height * 0.06), tip, 0.6)], steps=4
        )
        canvas.fill(leaf, mix(LEAF, HONEY, 0.08 * (k % 4) + (0.1 if side > 0 else 0)))


def solar_panels(canvas: Canvas) -> None:
    """Rows of panels on rolling ground, wind turbines turning behind, two engineers."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 620, (1190, 280), 96, 4)
    hills(canvas, 500, 70, mix(palette.far, palette.sky[2], 0.25), 0.4)
    for x, h in ((230, 420), (430, 320), (620, 250), (1480, 340)):
        _turbine(canvas, x, 620, h, dice.between(0, 120))
    hills(canvas, 600, 46, palette.far, 0.25)
    field = mix(mix(LEAF, palette.ground, 0.5), palette.sun, 0.1)
    canvas.gradient((mix(field, palette.shadow, 0.22), field, mix(field, palette.sun, 0.15)), 650, HEIGHT)
    glass, edge = mix(DUSK, INDIGO, 0.4), mix(PAPER, palette.sky[2], 0.5)
    for row in range(5):
        t = row / 4
        y, h, w = 676 + 300 * t**1.3, 34 + 96 * t, 120 + 230 * t
        slant = 0.34 * w
        x = -w - 60 * (row % 2)
        while x < WIDTH + w:
            if row == 4 and 620 < x + w / 2 < 1120:
                x += w * 1.12
                continue
            corners = [(x + slant, y - h), (x + w + slant, y - h), (x + w, y), (x, y)]
            canvas.fill([(px - 26 * t - 16, py + h * 0.5 + 8) for px, py in corners], veil(palette.shadow, 0.24))
            for k in (0.2, 0.8):
                canvas.fill(rect(x + w * k, y - 4, x + w * k + 5 + 4 * t, y + h * 0.46), mix(INK, WHITE, 0.35))
            canvas.fill(corners, mix(glass, palette.sky[0], 0.3 - 0.2 * t))
            canvas.fill(
                [along(corners[0], corners[1], 0.45), corners[1], corners[2], along(corners[3], corners[2], 0.25)],
                mix(glass, palette.sky[2], 0.34),
            )
            for k in range(1, 6):
                canvas.line(
                    [along(corners[0], corners[1], k / 6), along(corners[3], corners[2], k / 6)],
                    veil(edge, 0.55),
                    1 + t,
                )
            for k in (1, 2):
                canvas.line(
                    [along(corners[0], corners[3], k / 3), along(corners[1], corners[2], k / 3)],
                    veil(edge, 0.55),
                    1 + t,
                )
            canvas.line([*corners, corners[0]], edge, 2 + 2 * t)
            x += w * 1.12
    crew = [
        replace(office(dice), cut="shirt", hat="helmet", hat_colour=GOLD),
        replace(office(dice), cut="shirt", hat="helmet", hat_colour=WHITE),
    ]
    figures = [
        person(800, 1010, 430, crew[0], Pose(0.6, 0, -4, (96, 108), (-8, 4)), 1),
        person(940, 1016, 410, crew[1], Pose(0.6, 4, 6, (26, 96), (16, 88), far_arm_in_front=True), -1),
    ]
    canvas.shadow([figure.shapes for figure in figures], 1010, -0.6, 0.18)
    for figure in figures:
        canvas.paint(figure.shapes)
    x, y = figures[1].near_hand
    canvas.fill([(x - 36, y - 34), (x + 24, y - 26), (x + 18, y + 18), (x - 40, y + 8)], WHITE)
    canvas.fill([(x - 30, y - 28), (x + 18, y - 21), (x + 13, y + 11), (x - 34, y + 2)], mix(DUSK, WHITE, 0.6))
    grass(canvas, 1010, 1090, 60, mix(field, PINE, 0.5))


def _turbine(canvas: Canvas, x: float, ground: float, height: float, turn: float) -> None:
    ink = mix(WHITE, canvas.palette.sky[2], 0.3)
    top: Point = (x, ground - height)
    canvas.fill(limb(top, (x, ground + 20), height * 0.012, height * 0.026), ink)
    for k in range(3):
        a = math.radians(turn + 120 * k)
        tip = (x + math.cos(a) * height * 0.42, top[1] + math.sin(a) * height * 0.42)
        side = (math.cos(a + 1.57) * height * 0.035, math.sin(a + 1.57) * height * 0.035)
        root = along(top, tip, 0.22)
        canvas.fill([top, (root[0] + side[0], root[1] + side[1]), tip], mix(ink, canvas.palette.shadow, 0.07 * k))
    canvas.fill(ellipse(*top, height * 0.026), mix(ink, INK, 0.15))


def satellite_dish(canvas: Canvas) -> None:
    """A great dish listens on a hill; a smaller one beyond, engineers at its foot."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 740, (1280, 250), 60, 3)
    for k in range(4):
        canvas.fill(sector(640, 330, 420 + 110 * k, -62, -18, 412 + 110 * k), veil(palette.sun, 0.4 - 0.08 * k))
    canvas.fill(limb((1110, 120), (1150, 100), 12, 12), STEEL)
    for side in (-1, 1):
        wing = [
            (1130 + side * 26, 96 - side * 14),
            (1130 + side * 110, 56 - side * 52),
            (1130 + side * 126, 92 - side * 52),
            (1130 + side * 40, 130 - side * 14),
        ]
        canvas.fill(wing, mix(DUSK, INDIGO, 0.3))
        canvas.line([*wing, wing[0]], HONEY, 2)
    hills(canvas, 640, 90, mix(palette.far, palette.sky[2], 0.2), 0.4)
    hills(canvas, 720, 70, palette.far, 0.3)
    _dish(canvas, 1210, 800, 210, -30)
    land = smooth([(-40, 900), (300, 820), (640, 800), (1000, 846), (1640, 800)], closed=False)
    canvas.fill([*land, (1640, HEIGHT), (-40, HEIGHT)], mix(palette.mid, palette.near, 0.35))
    front = smooth([(-40, 960), (400, 930), (900, 975), (1640, 920)], closed=False)
    canvas.fill([*front, (1640, HEIGHT), (-40, HEIGHT)], mix(palette.near, INK, 0.12))
    hut = mix(PAPER, palette.shadow, 0.25 if palette.dark else 0.06)
    canvas.fill(rect(860, 760, 1080, 900), hut)
    canvas.fill(rect(860, 760, 930, 900), mix(hut, palette.shadow, 0.25))
    canvas.fill([(840, 764), (870, 726), (1070, 726), (1100, 764)], mix(LACQUER, INK, 0.2))
    for x in (950, 1015):
        canvas.fill(rect(x, 796, x + 40, 840), HONEY if palette.dark else mix(palette.sky[1], WHITE, 0.2))
    _dish(canvas, 480, 930, 520, -36)
    crew = [
        replace(office(dice), cut="shirt", hat="helmet", hat_colour=GOLD),
        replace(office(dice), cut="shirt", hat="helmet", hat_colour=WHITE),
    ]
    for figure in (person(850, 1010, 260, crew[0], POINT, -1), person(940, 1018, 250, crew[1], STAND_SIDE, -1)):
        canvas.paint(figure.shapes)
    for x, h in ((1340, 260), (1450, 330), (1560, 280)):
        tree(canvas, x, 960, h, mix(palette.near, PINE, 0.3), "pine")
    grass(canvas, 990, 1090, 60, mix(palette.near, INK, 0.4))
    birds(canvas, 1000, 330, 5, palette.near)


def _dish(canvas: Canvas, x: float, ground: float, size: float, tilt: float) -> None:
    light = mix(WHITE, canvas.palette.sky[2], 0.22)
    shade = mix(light, canvas.palette.shadow, 0.42)
    steel = mix(STEEL, canvas.palette.shadow, 0.25)
    hub: Point = (x, ground - size * 0.72)
    for dx in (-0.3, 0.3):
        canvas.fill(limb(hub, (x + dx * size, ground + 8), size * 0.022, size * 0.03), steel)
        canvas.fill(
            limb((x - dx * size * 0.55, ground - size * 0.34), (x + dx * size, ground), size * 0.011, size * 0.011),
            mix(steel, INK, 0.2),
        )
    canvas.fill(limb(hub, (x, ground), size * 0.05, size * 0.07), steel)
    a = math.radians(tilt)
    facing = (math.cos(a), math.sin(a))
    across = (-facing[1], facing[0])

    def at(out: float, side: float) -> Point:
        return (
            hub[0] + (facing[0] * out + across[0] * side) * size,
            hub[1] + (facing[1] * out + across[1] * side) * size,
        )

    canvas.fill(
        smooth([at(0.24, -0.6), at(0.02, -0.44), at(-0.1, 0), at(0.02, 0.44), at(0.24, 0.6), at(0.2, 0)]), shade
    )
    rim = [at(0.24 + 0.16 * math.cos(math.tau * k / 40), 0.6 * math.sin(math.tau * k / 40)) for k in range(40)]
    canvas.fill(rim, mix(light, canvas.palette.shadow, 0.16))
    inner = [at(0.25 + 0.12 * math.cos(math.tau * k / 40), 0.04 + 0.5 * math.sin(math.tau * k / 40)) for k in range(40)]
    canvas.fill(inner, light)
    for k in range(8):
        t = math.tau * k / 8
        canvas.line([at(0.16, 0), at(0.24 + 0.16 * math.cos(t), 0.6 * math.sin(t))], mix(shade, light, 0.45), 1.6)
    focus = at(0.66, 0)
    for side in (-0.58, 0.58, 0.0):
        canvas.fill(limb(at(0.24 if side else 0.12, side), focus, size * 0.008, size * 0.008), steel)
    canvas.fill(limb(at(0.6, 0), focus, size * 0.034, size * 0.026), VERMILION)


SCENES = {
    "tree-planting": tree_planting,
    "solar-panels": solar_panels,
    "satellite-dish": satellite_dish,
}
