"""Books, classrooms and a school yard."""

from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import ellipse, limb, rect, rounded, sector, smooth, star, stroke
from demo.drawing.nature import bush, hills, sky, tree
from demo.drawing.offices import lamp, plant
from demo.drawing.palettes import (
    CORAL,
    CREAM,
    DARK_WOOD,
    DEEP_TEAL,
    DUSK,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    JADE,
    LACQUER,
    LEAF,
    PAPER,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
    WINE,
    WOOD,
    mix,
    veil,
)
from demo.drawing.people import CHEER, RUN, TEACH, WALK, WAVE, Pose, person, seated
from demo.drawing.places import audience, flag, room, table, windows
from demo.drawing.wardrobe import ao_dai, office, pupil, suit

READ = Pose(0.8, 8, 16, (28, 96), (16, 88), (88, 4), (84, -2), far_arm_in_front=True)
REACH_UP = Pose(0.8, -2, -10, (148, 164), (-6, 6), (4, 0), (-6, -8))


def _shelf(canvas: Canvas, x0: float, x1: float, top: float, bottom: float, rows: int) -> None:
    dice, inks = canvas.dice, (LACQUER, TEAL, GOLD, DUSK, CREAM, LEAF, CORAL, WINE, DEEP_TEAL, HONEY, ROSE)
    canvas.fill(rect(x0 - 14, top - 14, x1 + 14, bottom), DARK_WOOD)
    canvas.fill(rect(x0, top, x1, bottom), mix(DARK_WOOD, INK, 0.45))
    step = (bottom - top) / rows
    for row in range(rows):
        base, x = top + step * (row + 1) - 10, x0 + 4
        while x < x1 - 22:
            w, h = dice.between(11, 25), step * dice.between(0.56, 0.82)
            ink = mix(dice.pick(inks), canvas.palette.shadow, 0.16 + 0.24 * canvas.palette.dark)
            if dice.chance(0.07):
                canvas.fill(ellipse(x + 16, base - 18, 16, 18), mix(TEAL, WHITE, 0.3))
                x += 36
                continue
            lean = 14 if dice.chance(0.08) else 0
            canvas.fill([(x, base), (x + lean, base - h), (x + lean + w, base - h), (x + w, base)], ink)
            for k in (0.14, 0.78):
                canvas.fill(
                    [
                        (x + lean * (1 - k), base - h * (1 - k)),
                        (x + lean * (1 - k) + w, base - h * (1 - k)),
                        (x + lean * (0.96 - k) + w, base - h * (0.96 - k)),
                        (x + lean * (0.96 - k), base - h * (0.96 - k)),
                    ],
                    mix(ink, HONEY, 0.5),
                )
            x += w + 1.5 + lean
        canvas.fill(rect(x0 - 14, base, x1 + 14, base + 12), mix(WOOD, DARK_WOOD, 0.35))


def library_books(canvas: Canvas) -> None:
    """Tall shelves, a reader at a table, another reaching for a book, a pile in front."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 830)
    _shelf(canvas, 60, 520, 70, 830, 5)
    _shelf(canvas, 1090, 1550, 70, 830, 5)
    canvas.fill([*sector(805, 330, 190, 180, 360)[:-1], (995, 720), (615, 720)], mix(DARK_WOOD, palette.wall, 0.2))
    pane = [*sector(805, 330, 172, 180, 360)[:-1], (977, 704), (633, 704)]
    canvas.fill_gradient(pane, palette.sky[1], palette.sky[2])
    canvas.fill(
        [(633, 704), (633, 600), (740, 560), (860, 600), (977, 560), (977, 704)], mix(palette.far, palette.sky[2], 0.25)
    )
    for x in (719, 891):
        canvas.fill(rect(x - 5, 180, x + 5, 704), mix(DARK_WOOD, palette.wall, 0.2))
    canvas.fill(rect(633, 396, 977, 406), mix(DARK_WOOD, palette.wall, 0.2))
    canvas.fill([(640, 200), (970, 200), (700, HEIGHT), (120, HEIGHT)], veil(palette.shine, 0.14))
    lamp(canvas, 805, 70, 58)
    reacher = person(1170, 960, 560, office(dice), REACH_UP)
    canvas.shadow([reacher.shapes], 958, -0.4, 0.12)
    canvas.paint(reacher.shapes)
    x, y = reacher.near_hand
    canvas.fill([(x - 4, y - 66), (x + 36, y - 60), (x + 28, y + 14), (x - 10, y + 8)], VERMILION)
    canvas.fill(rounded(480, 800, 640, 826, 10), WOOD)
    canvas.fill(limb((486, 620), (496, 960), 10, 10), DARK_WOOD)
    reader = seated(570, 810, 590, office(dice) if canvas.variant % 2 else ao_dai(dice), READ)
    canvas.paint(reader.shapes)
    table(canvas, 600, 1060, 760, 990)
    bx, by = reader.near_hand
    canvas.fill([(bx - 56, by - 64), (bx, by - 46), (bx, by + 30), (bx - 56, by + 12)], mix(TEAL, INK, 0.1))
    canvas.fill([(bx + 56, by - 64), (bx, by - 46), (bx, by + 30), (bx + 56, by + 12)], TEAL)
    canvas.fill(
        [(bx - 50, by - 66), (bx, by - 50), (bx + 50, by - 66), (bx + 50, by - 58), (bx, by - 42), (bx - 50, by - 58)],
        WHITE,
    )
    for k in range(5):
        canvas.fill(
            rounded(850 - 6 * (k % 3), 736 - 24 * k, 1000 + 10 * (k % 2), 758 - 24 * k, 4),
            (LACQUER, GOLD, DUSK, CREAM, LEAF)[k],
        )
        canvas.fill(rect(862, 741 - 24 * k, 1000 + 10 * (k % 2), 753 - 24 * k), mix(PAPER, WOOD, 0.12))
    for k in range(6):
        w = 250 - 16 * k + dice.between(-14, 14)
        y = 1067 - 44 * k
        canvas.fill(
            rounded(170 - w / 2, y - 44, 170 + w / 2, y, 8),
            (TEAL, LACQUER, GOLD, INDIGO, CORAL, LEAF)[(k + canvas.variant) % 6],
        )
        canvas.fill(rect(170 - w / 2 + 26, y - 36, 170 + w / 2, y - 8), mix(PAPER, WOOD, 0.1))
        canvas.fill(rect(170 - w / 2 + 26, y - 24, 170 + w / 2, y - 21), mix(PAPER, WOOD, 0.3))


def classroom_training(canvas: Canvas) -> None:
    """A trainer before a screen, rows of listeners, one hand up."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 740)
    windows(canvas, 2, 120, 520, 30, 430)
    canvas.fill(rounded(520, 60, 1400, 590, 12), mix(INK, WOOD, 0.4))
    canvas.fill(rect(536, 76, 1384, 574), mix(PAPER, WHITE, 0.5))
    kind = canvas.variant % 3
    if kind == 0:
        for k in range(6):
            canvas.fill(
                rounded(620 + k * 118, 500 - 52 * (k + 1), 690 + k * 118, 520, 8),
                (TEAL, GOLD, CORAL, JADE, DUSK, LACQUER)[k],
            )
        canvas.fill(stroke(smooth([(640, 410), (820, 350), (980, 270), (1240, 140)], closed=False), 6), VERMILION)
    elif kind == 1:
        for start, end, ink in ((-90, 50, TEAL), (50, 140, GOLD), (140, 215, CORAL), (215, 270, LACQUER)):
            canvas.fill(sector(800, 325, 186, start, end, 82), ink)
        for k, ink in enumerate((TEAL, GOLD, CORAL, LACQUER)):
            canvas.fill(rounded(1060, 190 + 78 * k, 1096, 226 + 78 * k, 8), ink)
            canvas.fill(rounded(1116, 198 + 78 * k, 1116 + 200 - 30 * k, 218 + 78 * k, 8), mix(INK, PAPER, 0.65))
    else:
        nodes = [(660, 320), (840, 190), (860, 440), (1060, 320), (1240, 200), (1260, 440)]
        for a, b in ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (3, 5)):
            canvas.fill(stroke([nodes[a], nodes[b]], 4), mix(INK, PAPER, 0.6))
        for k, (x, y) in enumerate(nodes):
            canvas.fill(ellipse(x, y, 52), (TEAL, CORAL, GOLD, LACQUER, JADE, DUSK)[k])
            canvas.fill(ellipse(x, y - 12, 15), WHITE)
            canvas.fill(sector(x, y + 32, 28, 180, 360), WHITE)
    canvas.glow(960, 320, 640, WHITE, 0.2)
    plant(canvas, 1510, 790, 260, mix(LACQUER, CORAL, 0.3))
    trainer = person(420, 830, 520, suit(dice) if canvas.variant % 2 else ao_dai(dice), TEACH)
    canvas.shadow([trainer.shapes], 828, -0.35, 0.12)
    canvas.paint(trainer.shapes)
    canvas.fill(limb(trainer.near_hand, (trainer.near_hand[0] + 96, trainer.near_hand[1] - 52), 4, 2), DARK_WOOD)
    for y, size, count, dim in ((716, 42, 11, 0.1), (790, 58, 8, 0.2)):
        audience(canvas, y, size, count, dim)
        canvas.fill(rect(0, y + size * 2.1, WIDTH, y + size * 2.1 + 16), mix(WOOD, HONEY, 0.35))
        canvas.fill(rect(0, y + size * 2.1 + 16, WIDTH, HEIGHT), mix(WOOD, palette.shadow, 0.25))
    hand = person(1130, 1330, 560, office(dice), replace(WAVE, back=True), -1)
    canvas.paint(hand.shapes)
    audience(canvas, 930, 84, 5, 0.32)


def school_children(canvas: Canvas) -> None:
    """Pupils run into a school yard under a flame tree."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 660, (1250, 230), 74, 4)
    hills(canvas, 560, 50, palette.far, 0.35)
    wall = mix(mix(HONEY, PAPER, 0.35), palette.shadow, 0.3 if palette.dark else 0.04)
    canvas.fill(rect(420, 300, 1500, 740), wall)
    canvas.fill([(380, 306), (450, 216), (1470, 216), (1540, 306)], mix(VERMILION, INK, 0.28))
    for row in range(2):
        y = 336 + 200 * row
        for k in range(8):
            x = 460 + 130 * k
            if row == 1 and k in (3, 4):
                continue
            canvas.fill(rounded(x, y, x + 86, y + 120, 8), HONEY if palette.dark else mix(TEAL, palette.sky[1], 0.4))
            canvas.fill(rect(x + 40, y, x + 46, y + 120), WHITE)
            canvas.fill(rect(x, y + 56, x + 86, y + 62), WHITE)
        canvas.fill(rect(420, y + 140, 1500, y + 152), mix(wall, INK, 0.2))
        for k in range(54):
            canvas.fill(rect(426 + 20 * k, y + 118, 430 + 20 * k, y + 140), mix(wall, INK, 0.28))
    canvas.fill(rect(838, 520, 1092, 740), mix(wall, INK, 0.12))
    canvas.fill([*sector(965, 600, 96, 180, 360)[:-1], (1061, 740), (869, 740)], mix(DARK_WOOD, INK, 0.2))
    canvas.fill(star(965, 262, 30), HONEY)
    flag(canvas, 640, 96, 150, 660)
    yard = mix(palette.ground, CORAL, 0.14)
    canvas.gradient((mix(yard, palette.shadow, 0.18), yard, mix(yard, palette.sun, 0.2)), 736, HEIGHT)
    for x in (460, 640, 1180, 1400):
        bush(canvas, x, 742, 36, mix(LEAF, palette.near, 0.3))
    crown = mix(VERMILION, palette.shadow, 0.12)
    canvas.fill(ellipse(120, 960, 330, 46), veil(palette.shadow, 0.25))
    tree(canvas, 100, 950, 880, crown)
    for _ in range(70):
        x, y = dice.between(-20, 360), dice.between(60, 560)
        if ((x - 100) / 280) ** 2 + ((y - 330) / 260) ** 2 < 1:
            canvas.fill(
                ellipse(x, y, dice.between(7, 15), dice.between(4, 8), dice.between(0, 90)),
                mix(LEAF, JADE, dice.unit()) if dice.chance(0.45) else mix(CORAL, HONEY, dice.unit() * 0.6),
            )
    back = [
        person(
            560 + 150 * i, 810, dice.between(170, 190), pupil(dice), dice.pick((WALK, RUN, WAVE)), dice.pick((-1, 1))
        )
        for i in range(7)
    ]
    poses = (RUN, CHEER, WALK, RUN, WAVE)
    front = [
        person(
            420 + 240 * i,
            980 + 14 * (i % 2),
            dice.between(320, 372),
            replace(pupil(dice), bottom=(INDIGO, TEAL, LACQUER)[i % 3]),
            poses[(i + canvas.variant) % 5],
            1,
            0.03 if i % 2 else 0,
        )
        for i in range(5)
    ]
    canvas.shadow([figure.shapes for figure in back], 810, -0.6, 0.2)
    for figure in back:
        canvas.paint(figure.shapes)
    teacher = person(1440, 960, 470, ao_dai(dice, WHITE if canvas.variant % 2 else ROSE), WAVE, -1)
    canvas.shadow([figure.shapes for figure in (*front, teacher)], 990, -0.6, 0.2)
    canvas.paint(teacher.shapes)
    for figure in front:
        x, y = figure.chest
        canvas.fill(rounded(x - 66, y - 30, x + 2, y + 56, 18), dice.pick((GOLD, TEAL, CORAL, DUSK)))
        canvas.paint(figure.shapes)


SCENES = {
    "library-books": library_books,
    "classroom-training": classroom_training,
    "school-children": school_children,
}
