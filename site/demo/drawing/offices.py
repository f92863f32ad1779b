"""Desks, dates and figures."""

from demo.drawing.apparatus import screen
from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import ellipse, limb, rect, rounded, sector, smooth, star, stroke
from demo.drawing.nature import birds, bush, grass, hills, sky
from demo.drawing.palettes import (
    CORAL,
    DEEP_TEAL,
    GOLD,
    HONEY,
    INK,
    JADE,
    LACQUER,
    LEAF,
    MIST,
    PAPER,
    PINE,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    Colour,
    mix,
    veil,
)
from demo.drawing.people import CHEER, OFFER, STAND_SIDE, TEACH, WALK, Pose, person, seated
from demo.drawing.places import flag, flowers, room, skyline, table
from demo.drawing.wardrobe import ao_dai, office, suit

TYPE = Pose(0.9, 8, 4, (36, 84), (28, 78), (88, 2), (84, -4))
CLIMB = Pose(1, 14, -6, (50, 110), (-30, 20), (62, -8), (-8, -26))


def plant(canvas: Canvas, x: float, ground: float, size: float, pot: Colour = CORAL) -> None:
    """Draw a potted plant with broad leaves."""
    canvas.ground_shadow(x, ground, size * 0.3, size * 0.05)
    for k, (dx, dy) in enumerate(
        ((-0.42, -0.72), (0.44, -0.76), (-0.22, -0.98), (0.2, -1.04), (0.0, -0.84), (-0.5, -0.5), (0.5, -0.5))
    ):
        tip = (x + dx * size, ground + dy * size)
        mid = (x + dx * size * 0.55, ground - size * 0.3 + (dy + 0.3) * size * 0.62)
        leaf = smooth(
            [
                (x, ground - size * 0.28),
                (mid[0] - size * 0.07, mid[1] - size * 0.02),
                tip,
                (mid[0] + size * 0.08, mid[1] + size * 0.06),
            ]
        )
        canvas.fill(leaf, mix(LEAF, (PINE, JADE)[k % 2], 0.35))
    canvas.fill(
        [
            (x - size * 0.2, ground - size * 0.32),
            (x + size * 0.2, ground - size * 0.32),
            (x + size * 0.15, ground),
            (x - size * 0.15, ground),
        ],
        pot,
    )
    canvas.fill(
        [
            (x - size * 0.2, ground - size * 0.32),
            (x - size * 0.06, ground - size * 0.32),
            (x - size * 0.05, ground),
            (x - size * 0.15, ground),
        ],
        mix(pot, INK, 0.2),
    )
    canvas.fill(
        rounded(x - size * 0.23, ground - size * 0.36, x + size * 0.23, ground - size * 0.29, 4), mix(pot, WHITE, 0.2)
    )


def lamp(canvas: Canvas, x: float, drop: float, size: float) -> None:
    """Hang a lit lamp from above."""
    canvas.line([(x, 0), (x, drop)], mix(INK, WOOD, 0.3), 3)
    canvas.glow(x, drop + size * 0.6, size * 4.4, canvas.palette.shine, 0.42)
    canvas.fill(sector(x, drop + size * 0.7, size, 180, 360), mix(canvas.palette.accent, INK, 0.1))
    canvas.fill(ellipse(x, drop + size * 0.72, size * 0.5, size * 0.13), HONEY)


def office_computers(canvas: Canvas) -> None:
    """Colleagues at their screens in a bright office above the town."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 780)
    canvas.fill(rect(60, 80, 1540, 560), mix(palette.wall, INK, 0.35))
    canvas.fill_gradient(rect(72, 92, 1528, 548), palette.sky[1], palette.sky[2])
    x = 72.0
    while x < 1500:
        w, h = dice.between(50, 110), dice.between(60, 270)
        canvas.fill(rect(x, 548 - h, min(x + w, 1528), 548), mix(palette.far, palette.sky[2], dice.between(0.1, 0.5)))
        x += w + dice.between(0, 20)
    for x in (430, 800, 1170):
        canvas.fill(rect(x - 6, 92, x + 6, 548), mix(palette.wall, INK, 0.35))
    canvas.fill([(430, 92), (1100, 92), (640, HEIGHT), (-160, HEIGHT)], veil(palette.shine, 0.1))
    plant(canvas, 110, 800, 280, CORAL)
    plant(canvas, 1500, 800, 250, mix(TEAL, PAPER, 0.2))
    for x in (420, 1180):
        lamp(canvas, x, 90, 62)
    for x, facing in ((420, 1), (1210, -1)):
        canvas.paint(seated(x, 760, 430, office(dice), TYPE, facing).shapes)
        table(canvas, x - 40 if facing > 0 else x - 290, x + 290 if facing > 0 else x + 40, 700, 850)
        sx = x + facing * 190
        canvas.fill(rect(sx - 8, 660, sx + 8, 700), INK)
        screen(canvas, (sx - 84, 556, sx + 84, 668), canvas.variant + (facing > 0), JADE)
    front = seated(620, 950, 650, office(dice), TYPE)
    canvas.fill(rounded(500, 960, 720, 990, 12), mix(palette.accent, INK, 0.3))
    canvas.fill(limb((520, 740), (540, 950), 26, 22), mix(palette.accent, INK, 0.2))
    canvas.fill(limb((610, 980), (610, 1080), 12, 12), INK)
    canvas.paint(front.shapes)
    helper = person(1120, 1120, 690, ao_dai(dice) if canvas.variant % 2 else suit(dice), TEACH, -1)
    canvas.paint(helper.shapes)
    canvas.fill(rounded(690, 856, 1640, 892, 8), mix(WOOD, HONEY, 0.25))
    canvas.fill(rect(700, 892, 1640, HEIGHT), mix(WOOD, INK, 0.35))
    canvas.fill(rect(930, 800, 960, 858), INK)
    canvas.fill(rounded(880, 848, 1010, 860, 5), INK)
    screen(canvas, (800, 610, 1070, 806), canvas.variant, HONEY)
    canvas.fill(rounded(720, 844, 850, 858, 4), MIST)
    for k, ink in enumerate((TEAL, VERMILION, PAPER)):
        canvas.fill(rounded(1330 - 6 * k, 836 - 20 * k, 1500 + 8 * k, 856 - 20 * k, 4), ink)
    canvas.fill(rounded(1240, 800, 1290, 858, 8), CORAL)


def calendar_notice(canvas: Canvas) -> None:
    """A wall calendar with one day ringed, above a tidy desk: dates to remember."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 850, boards=False)
    canvas.fill([(900, 0), (1500, 0), (900, 850), (200, 850)], veil(palette.shine, 0.22))
    canvas.fill([(1560, 0), (1600, 0), (1600, 420), (1200, 850), (990, 850)], veil(palette.shine, 0.22))
    x0, y0, x1, y1 = 330, 110, 900, 700
    canvas.fill(rounded(x0 - 26, y0 + 26, x1 - 22, y1 + 30, 12), veil(palette.shadow, 0.28))
    canvas.fill(rounded(x0, y0, x1, y1, 14), WHITE)
    canvas.fill(rounded(x0, y0, x1, y0 + 150, 14), LACQUER)
    canvas.fill(
        [(x0, y0 + 150), (x0 + 150, y0 + 70), (x0 + 290, y0 + 130), (x0 + 420, y0 + 52), (x1, y0 + 150)],
        mix(LACQUER, INK, 0.3),
    )
    canvas.fill(ellipse(x0 + 440, y0 + 62, 30), GOLD)
    for i in range(9):
        cx = x0 + 45 + i * 60
        canvas.fill(sector(cx, y0 - 2, 17, 0, 360, 11), INK)
    marked = dice.whole(8, 25)
    for i in range(31):
        cx, cy = x0 + 62 + (i + 2) % 7 * 74, y0 + 196 + (i + 2) // 7 * 76
        ink = mix(LACQUER, WHITE, 0.35) if (i + 2) % 7 == 6 else mix(palette.shadow, WHITE, 0.72)
        canvas.fill(rounded(cx - 23, cy - 20, cx + 23, cy + 20, 8), ink)
        if i == marked:
            canvas.fill(rounded(cx - 23, cy - 20, cx + 23, cy + 20, 8), GOLD)
            canvas.fill(star(cx, cy + 1, 17), LACQUER)
            canvas.fill(sector(cx, cy, 46, 0, 360, 38), VERMILION)
    canvas.fill(ellipse(1190, 300, 132), mix(palette.second, INK, 0.2))
    canvas.fill(ellipse(1190, 300, 116), WHITE)
    for k in range(12):
        canvas.fill(sector(1190, 300, 104, 30 * k - 1.6, 30 * k + 1.6, 90 if k % 3 else 80), INK)
    canvas.fill(limb((1190, 300), (1190 + 46, 300 - 30), 6, 4), INK)
    canvas.fill(limb((1190, 300), (1190 - 22, 300 - 82), 5, 3), LACQUER)
    canvas.fill(ellipse(1190, 300, 9), GOLD)
    canvas.gradient((mix(WOOD, HONEY, 0.35), WOOD, mix(WOOD, INK, 0.35)), 850, HEIGHT)
    canvas.fill(rect(0, 846, WIDTH, 858), mix(WOOD, HONEY, 0.6))
    canvas.ground_shadow(1230, 930, 190, 26)
    canvas.fill([(1160, 760), (1320, 760), (1296, 930), (1184, 930)], mix(CORAL, palette.accent, 0.3))
    canvas.fill([(1160, 760), (1210, 760), (1216, 930), (1184, 930)], mix(LACQUER, INK, 0.2))
    flowers(canvas, 1240, 770, 150, (ROSE, WHITE, HONEY) if canvas.variant % 2 else (VERMILION, HONEY, CORAL))
    for k, ink in enumerate((TEAL, PAPER, LACQUER)):
        canvas.fill(rounded(560 - 14 * k, 900 - 34 * k, 900 + 10 * k, 930 - 34 * k, 6), ink)
        canvas.fill(rect(580 - 14 * k, 906 - 34 * k, 890 + 10 * k, 924 - 34 * k), mix(ink, WHITE, 0.16))
    canvas.fill(rounded(170, 830, 300, 950, 18), mix(palette.second, WHITE, 0.1))
    canvas.fill(sector(172, 890, 44, 80, 280, 28), mix(palette.second, WHITE, 0.1))
    canvas.fill(ellipse(235, 834, 62, 13), mix(WOOD, INK, 0.5))
    for k in range(2):
        steam = smooth(
            [(215 + 36 * k, 812), (200 + 36 * k, 770), (228 + 36 * k, 738), (212 + 36 * k, 696)], closed=False
        )
        canvas.fill(stroke(steam, 6, 1), veil(WHITE, 0.4))


def chart_growth(canvas: Canvas) -> None:
    """Bars rise like a terrace; people climb them, a gold line soars, leaves sprout."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 900, (1290, 220), 104, 4)
    skyline(canvas, 900, mix(palette.far, palette.sky[2], 0.5), 40, 170, palette.dark)
    hills(canvas, 870, 40, mix(palette.far, palette.sky[2], 0.2), 0.2)
    canvas.gradient((mix(palette.ground, palette.shadow, 0.16), palette.ground), 930, HEIGHT)
    inks = (JADE, TEAL, HONEY, CORAL, VERMILION, LACQUER)
    if canvas.variant % 2 == 0:
        inks = (ROSE, CORAL, GOLD, JADE, TEAL, DEEP_TEAL)
    rises = [90, 170, 230, 330, 430, 560]
    tops = []
    for k, (ink, rise) in enumerate(zip(inks, rises, strict=True)):
        x0, x1 = 130 + k * 232, 130 + k * 232 + 176
        top = 980 - rise - dice.between(-12, 12)
        canvas.fill([(x0, 980), (x1, 980), (x1 - 190, 1040), (x0 - 260, 1040)], veil(palette.shadow, 0.22))
        canvas.fill_gradient(rect(x0, top, x1, 980), ink, mix(ink, palette.shadow, 0.24))
        canvas.fill([(x1, top), (x1 + 34, top - 24), (x1 + 34, 962), (x1, 980)], mix(ink, INK, 0.34))
        canvas.fill([(x0, top), (x0 + 34, top - 24), (x1 + 34, top - 24), (x1, top)], mix(ink, WHITE, 0.38))
        for j in range(int((980 - top) / 46)):
            y = top + 30 + 46 * j
            canvas.fill(rounded(x0 + 26, y, x0 + 66, y + 20, 4), veil(WHITE, 0.22))
            canvas.fill(rounded(x0 + 100, y, x0 + 140, y + 20, 4), veil(WHITE, 0.22))
        tops.append(((x0 + x1) / 2 + 16, top - 10))
    line = smooth(
        [
            (60, 760),
            *[(x, y - 250 - 8 * i) for i, (x, y) in enumerate(tops[:-1])],
            (tops[-1][0] - 40, tops[-1][1] - 250),
        ],
        closed=False,
    )
    canvas.fill(stroke([(x, y + 8) for x, y in line], 9), veil(palette.shadow, 0.2))
    canvas.fill(stroke(line, 8), GOLD)
    tip = line[-1]
    canvas.fill([(tip[0] + 58, tip[1] - 46), (tip[0] - 34, tip[1] - 32), (tip[0] + 22, tip[1] + 46)], GOLD)
    for x, y in line[6:-4:6]:
        canvas.fill(ellipse(x, y, 15), WHITE)
        canvas.fill(ellipse(x, y, 9), VERMILION)
    poses = (WALK, CLIMB, OFFER, CLIMB, STAND_SIDE, CHEER)
    for k, (x, y) in enumerate(tops):
        outfit = (suit if k % 3 == 0 else ao_dai if k % 3 == 2 else office)(dice)
        canvas.ground_shadow(x - 20, y + 2, 60, 9)
        figure = person(x, y + 4, 196, outfit, poses[k])
        canvas.paint(figure.shapes)
    flag(canvas, tops[-1][0] + 66, tops[-1][1] - 190, 84, 196)
    for x in (90, 1540):
        bush(canvas, x, 990, 60, mix(LEAF, palette.near, 0.4))
    for k in range(5):
        x = 110 + k * 232 + 222
        for side in (-1, 1):
            canvas.fill(
                smooth([(x + 2, 984), (x + side * 20, 956), (x + side * 36, 934), (x + side * 8, 950)]),
                mix(LEAF, JADE, 0.3 + 0.3 * (side > 0)),
            )
    birds(canvas, 480, 230, 6, palette.near)
    grass(canvas, 1030, 1090, 36, mix(LEAF, palette.near, 0.5))


SCENES = {
    "office-computers": office_computers,
    "calendar-notice": calendar_notice,
    "chart-growth": chart_growth,
}
