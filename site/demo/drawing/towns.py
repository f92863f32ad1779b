"""Streets, towers and lakes of the town."""

import math
from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import limb, rect, sector, smooth, stroke
from demo.drawing.nature import birds, sky, tree, water
from demo.drawing.palettes import (
    CORAL,
    CREAM,
    GOLD,
    HONEY,
    INK,
    JADE,
    LEAF,
    PAPER,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
    mix,
    veil,
)
from demo.drawing.people import (
    HANDS_JOINED,
    STAND_SIDE,
    WALK,
    Pose,
    person,
)
from demo.drawing.places import (
    bunting,
    flag,
    house,
    skyline,
)
from demo.drawing.wardrobe import Outfit, ao_dai, office

RIDE = Pose(0.9, 22, 0, (56, 62), (50, 58), (58, -6), (22, -22))


def city_hanoi(canvas: Canvas) -> None:
    """Old town houses in front, the flag tower above the trees, new towers far behind."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 700, (430, 300), 92, 4)
    skyline(canvas, 640, mix(palette.far, palette.sky[2], 0.35), 80, 360, palette.dark)
    skyline(canvas, 690, mix(palette.far, palette.mid, 0.35), 50, 210, palette.dark)
    stone = mix(mix(CREAM, CORAL, 0.3), palette.shadow, 0.3 if palette.dark else 0.1)
    dim = mix(stone, palette.shadow, 0.3)
    x = 1130
    for half, y0, y1 in ((250, 640, 760), (180, 556, 640), (112, 486, 556)):
        canvas.fill([(x - half, y1), (x - half + 16, y0), (x + half - 16, y0), (x + half, y1)], stone)
        canvas.fill([(x - half, y1), (x - half + 16, y0), (x - half * 0.3, y0), (x - half * 0.34, y1)], dim)
        canvas.fill(rect(x - half + 8, y0 - 8, x + half - 8, y0 + 6), mix(stone, WHITE, 0.3))
        canvas.fill(sector(x + 20, y1, 26, 180, 360), mix(dim, INK, 0.4))
    canvas.fill([(x - 46, 486), (x - 32, 250), (x + 32, 250), (x + 46, 486)], stone)
    canvas.fill([(x - 46, 486), (x - 32, 250), (x - 8, 250), (x - 12, 486)], dim)
    for k in range(4):
        canvas.fill(rect(x + 6, 300 + k * 44, x + 16, 318 + k * 44), mix(dim, INK, 0.45))
    canvas.fill([(x - 42, 252), (x - 30, 206), (x + 30, 206), (x + 42, 252)], mix(stone, WHITE, 0.2))
    flag(canvas, x, 96, 156, 114)
    for i in range(13):
        tree(
            canvas,
            -20 + i * 138 + dice.between(-24, 24),
            780,
            dice.between(190, 270),
            mix(palette.mid, palette.near, 0.2 + 0.3 * dice.unit()),
        )
    tones = (mix(HONEY, PAPER, 0.25), mix(CORAL, PAPER, 0.3), mix(JADE, PAPER, 0.3), mix(TEAL, PAPER, 0.5), PAPER, ROSE)
    left = -30.0
    while left < WIDTH:
        width = dice.between(104, 150)
        wall = mix(dice.pick(tones), palette.shadow, 0.46 if palette.dark else 0.08)
        tall = 0.62 + 0.38 * abs(left - 900) / 900
        house(canvas, left, 940, width, dice.between(270, 430) * tall, wall, palette.dark)
        left += width
    canvas.gradient((mix(palette.ground, palette.shadow, 0.4), mix(palette.ground, palette.shadow, 0.16)), 936, HEIGHT)
    canvas.fill(rect(0, 936, WIDTH, 950), mix(palette.ground, WHITE, 0.25))
    cyclist(canvas, 420, 1036, 240, replace(ao_dai(dice, WHITE), hat="cone"))
    cyclist(canvas, 980, 1030, 236, office(dice), -1)
    walkers = [person(700, 1000, 210, office(dice), WALK), person(1320, 1020, 222, ao_dai(dice), STAND_SIDE, -1)]
    canvas.shadow([figure.shapes for figure in walkers], 1010, -0.5, 0.2)
    for figure in walkers:
        canvas.paint(figure.shapes)


def cyclist(canvas: Canvas, x: float, ground: float, height: float, outfit: Outfit, facing: int = 1) -> None:
    """Draw somebody on a bicycle."""
    r, ink = height * 0.2, mix(canvas.palette.accent, INK, 0.45)
    back, front = (x - facing * height * 0.32, ground - r), (x + facing * height * 0.36, ground - r)
    canvas.ground_shadow(x - 20, ground, height * 0.55, 9)
    rider = person(x - facing * height * 0.1, ground - height * 0.06, height, outfit, RIDE, facing)
    for hub in (back, front):
        canvas.fill(sector(*hub, r, 0, 360, r * 0.88), INK)
        for k in range(6):
            a = math.radians(60 * k)
            canvas.line([hub, (hub[0] + math.cos(a) * r, hub[1] + math.sin(a) * r)], veil(INK, 0.5), 1)
    crank, saddle = (x, ground - r), (x - facing * height * 0.12, ground - height * 0.5)
    bars = (x + facing * height * 0.28, ground - height * 0.58)
    for a, b in ((back, crank), (crank, saddle), (back, saddle), (crank, bars), (saddle, bars), (bars, front)):
        canvas.fill(limb(a, b, 3.2, 3.2), ink)
    canvas.paint(rider.shapes)


def lake_tower(canvas: Canvas) -> None:
    """A small tower on its islet, a red bridge, willow leaves hanging in."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 600, (1060, 350), 104, 4)
    skyline(canvas, 580, mix(palette.far, palette.sky[2], 0.4), 20, 130, palette.dark)
    for i in range(17):
        tree(
            canvas,
            -30 + i * 104 + dice.between(-20, 20),
            600,
            dice.between(120, 210),
            mix(palette.far, palette.mid, 0.4 + 0.3 * dice.unit()),
        )
    water(canvas, 592, HEIGHT, 1060, 64)
    stone = mix(mix(CREAM, HONEY, 0.2), palette.shadow, 0.34 if palette.dark else 0.14)
    dim, x, base = mix(stone, palette.shadow, 0.4), 640, 690
    canvas.fill_gradient(
        [(x - 120, base + 26), (x + 120, base + 26), (x + 80, 1010), (x - 80, 1010)], veil(dim, 0.55), veil(dim, 0.0)
    )
    canvas.fill(
        smooth(
            [
                (x - 250, base + 24),
                (x - 180, base - 10),
                (x, base - 20),
                (x + 190, base - 8),
                (x + 260, base + 24),
                (x, base + 36),
            ]
        ),
        mix(LEAF, palette.near, 0.5),
    )
    for half, y0, y1, doors in ((118, 590, base, 3), (92, 500, 586, 3), (58, 430, 496, 1)):
        canvas.fill(rect(x - half, y0, x + half, y1), stone)
        canvas.fill(rect(x - half, y0, x - half * 0.5, y1), dim)
        for k in range(doors):
            cx = x + (k - (doors - 1) / 2) * half * 0.62
            w, tone = half * (0.19 if doors > 1 else 0.3), HONEY if palette.dark else mix(dim, INK, 0.55)
            canvas.fill([*sector(cx, y0 + (y1 - y0) * 0.42, w, 180, 360)[:-1], (cx + w, y1), (cx - w, y1)], tone)
        canvas.fill(rect(x - half - 12, y0 - 10, x + half + 12, y0 + 4), mix(stone, WHITE, 0.25))
    roof = [(x - 84, 426), (x - 62, 408), (x - 34, 372), (x, 350), (x + 34, 372), (x + 62, 408), (x + 84, 426)]
    canvas.fill(roof, mix(dim, INK, 0.3))
    canvas.fill(stroke([(x - 96, 418), (x - 70, 428), (x + 70, 428), (x + 96, 418)], 5), mix(dim, INK, 0.45))
    for dx, h in ((-196, 120), (190, 150), (226, 100)):
        tree(canvas, x + dx, base + 8, h, palette.near)
    red, arc = mix(VERMILION, palette.shadow, 0.15), []
    for i in range(25):
        t = i / 24
        arc.append((1180 + 460 * t, 704 - 66 * math.sin(math.pi * (0.12 + t * 0.6))))
    for px, py in arc[::2]:
        canvas.fill(rect(px - 5, py, px + 5, 770), mix(red, INK, 0.35))
        canvas.fill(rect(px - 4, py - 44, px + 4, py), red)
        canvas.fill(rect(px - 4, 772, px + 4, 772 + (772 - py)), veil(red, 0.25))
    canvas.fill(stroke(arc, 9), red)
    canvas.fill(stroke([(px, py - 42) for px, py in arc], 4), mix(red, GOLD, 0.3))
    bank = smooth([(-30, 930), (300, 960), (620, 1010), (900, 1067), (600, 1120), (-30, 1120)])
    canvas.fill(bank, mix(palette.near, INK, 0.2))
    couple = [person(190, 1000, 250, ao_dai(dice), HANDS_JOINED), person(268, 1004, 262, office(dice), STAND_SIDE)]
    for figure in couple:
        canvas.paint(figure.shapes)
    for i in range(13):
        x0, reach = -10 + i * 32 + dice.between(-8, 8), dice.between(180, 470)
        strand = smooth([(x0, -20), (x0 + 16, reach * 0.5), (x0 + 4, reach)], closed=False, steps=9)
        ink = mix(palette.near, LEAF, 0.3 + 0.04 * i)
        canvas.line(strand, ink, 1.6)
        for k, (px, py) in enumerate(strand[1:]):
            side = 1 if k % 2 else -1
            canvas.fill(limb((px, py), (px + side * 13, py + 24), 4.5, 1), ink)
    birds(canvas, 820, 200, 6, palette.near)


def flags_street(canvas: Canvas) -> None:
    """A street of narrow houses on a national day: flags from every door."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 760, (820, 420), 74, 3)
    skyline(canvas, 760, palette.far, 40, 150, palette.dark)
    canvas.gradient((mix(palette.ground, palette.shadow, 0.25), palette.ground), 760, HEIGHT)
    canvas.fill([(760, 760), (860, 760), (1500, HEIGHT), (60, HEIGHT)], mix(palette.ground, palette.shadow, 0.34))
    tones = (
        mix(HONEY, PAPER, 0.2),
        mix(CORAL, PAPER, 0.3),
        mix(JADE, PAPER, 0.3),
        mix(TEAL, PAPER, 0.45),
        PAPER,
        mix(ROSE, PAPER, 0.2),
    )
    for depth in range(6):
        t = depth / 5
        width, height = 70 + 135 * t, 210 + 430 * t * dice.between(0.85, 1.1)
        ground = 772 + 150 * t
        for side in (-1, 1):
            edge = 800 + side * (92 + 640 * t**1.25)
            x = edge if side > 0 else edge - width
            wall = mix(
                mix(dice.pick(tones), palette.sky[2], 0.45 * (1 - t)), palette.shadow, 0.5 if palette.dark else 0.06
            )
            house(canvas, x, ground, width, height, wall, palette.dark)
            flag(canvas, edge - (60 + 40 * t if side > 0 else -12), ground - 150 - 130 * t, 52 + 62 * t, 150 + 130 * t)
    for k in range(3):
        bunting(
            canvas,
            (560 - 200 * k, 470 - 130 * k),
            (1040 + 200 * k, 470 - 130 * k),
            (VERMILION, HONEY),
            50 + 20 * k,
            18,
            20 + 8 * k,
        )
    walkers = [(700, 862, 190), (930, 880, 200), (560, 930, 262), (1075, 985, 320)]
    figures = [
        person(
            x,
            y,
            h,
            replace(ao_dai(dice, dice.pick((WHITE, ROSE, VERMILION))), hat="cone") if i % 2 else office(dice),
            Pose(1, 2, 0, (-20, -2), (20, 34), (20, 8), (-16, -30)),
            1 if i % 2 else -1,
        )
        for i, (x, y, h) in enumerate(walkers)
    ]
    for figure, (_, y, _) in zip(figures, walkers, strict=True):
        canvas.shadow([figure.shapes], y, -0.4, 0.3)
        canvas.paint(figure.shapes)


SCENES = {
    "city-hanoi": city_hanoi,
    "lake-tower": lake_tower,
    "flags-street": flags_street,
}
