"""Games out of doors: long shadows, a crowd, the low sun."""

from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import along, ellipse, limb, rect, rounded, smooth, stroke
from demo.drawing.nature import birds, bush, cloud, grass, hills, sky, tree, water
from demo.drawing.palettes import (
    CORAL,
    CREAM,
    DARK_WOOD,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    LACQUER,
    LEAF,
    PAPER,
    PINE,
    SKINS,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    mix,
    veil,
)
from demo.drawing.people import CHEER, HOLD_UP, PULL, RUN, SPRINT, STAND, WAVE, Pose, person
from demo.drawing.places import bunting, skyline
from demo.drawing.playing import RECEIVE, TEAMS, ball, net, put, stands, swoosh
from demo.drawing.wardrobe import jersey, office

KICK = Pose(0.9, -12, -4, (-58, -20), (70, 96), (74, 52), (-14, -20))
DRIBBLE = Pose(1, 10, 4, (-40, 24), (44, 100), (40, -18), (-24, -70))
SPIKE = Pose(0.8, 6, -14, (150, 128), (100, 66), (-18, -86), (8, -70))
BLOCK = Pose(0.2, 0, -8, (164, 178), (-164, -178), (4, -30), (-6, -34))


def football(canvas: Canvas) -> None:
    """A striker shoots; defenders close in under a full stand."""
    palette, dice = canvas.palette, canvas.dice
    ours, theirs = TEAMS[canvas.variant - 1]
    sky(canvas, 300, (1250, 150), 56, 2)
    stands(canvas, 230, 492)
    canvas.fill(rect(0, 480, WIDTH, 520), mix(palette.accent, INK, 0.2))
    for i in range(16):
        canvas.fill(
            rounded(i * 102 + 6, 488, i * 102 + 92, 514, 4), mix((VERMILION, GOLD, TEAL, PAPER)[i % 4], INK, 0.12)
        )
    turf = mix(LEAF, palette.ground, 0.16)
    canvas.gradient((mix(turf, palette.shadow, 0.28), turf, mix(turf, palette.sun, 0.14)), 520, HEIGHT)
    for i in range(0, 14, 2):
        canvas.fill(
            [
                (800 + (i - 7) * 150, 520),
                (800 + (i - 6) * 150, 520),
                (800 + (i - 6) * 420, HEIGHT),
                (800 + (i - 7) * 420, HEIGHT),
            ],
            veil(WHITE, 0.07),
        )
    canvas.fill(stroke([(-20, 600), (1620, 560)], 3), veil(WHITE, 0.7))
    canvas.fill(stroke([(1190, 575), (980, 770), (1620, 800)], 4), veil(WHITE, 0.7))
    net(canvas, 1270, 330, 1560, 350, 260, 18)
    canvas.fill(stroke([(1264, 606), (1264, 330), (1566, 350), (1566, 626)], 7), WHITE)
    keeper = person(
        1420, 622, 240, jersey(dice, GOLD, INK), replace(CHEER, near_leg=(24, 4), far_leg=(-24, -4)), 1, 0.06
    )
    put(canvas, 622, keeper)
    put(
        canvas,
        640,
        person(260, 640, 250, jersey(dice, theirs), RUN),
        person(820, 610, 230, jersey(dice, ours), DRIBBLE, -1),
    )
    put(canvas, 800, person(1070, 800, 430, jersey(dice, theirs, INK), RUN, -1))
    striker = person(520, 960, 640, jersey(dice, ours, WHITE), KICK)
    put(canvas, 960, striker, lean=-0.7)
    swoosh(canvas, [(690, 800), (770, 776), (850, 768)], 24, WHITE)
    canvas.ground_shadow(860, 926, 40, 9)
    ball(canvas, 876, 766, 38)
    grass(canvas, 900, 1067, 50, mix(turf, PINE, 0.4))


def tug_of_war(canvas: Canvas) -> None:
    """Two teams lean on one rope; the ribbon trembles over the line."""
    palette, dice = canvas.palette, canvas.dice
    ours, theirs = TEAMS[(canvas.variant + 3) % 6]
    sky(canvas, 640, (1240, 210), 70, 4)
    hills(canvas, 520, 60, palette.far, 0.35)
    for x in (70, 270, 1330, 1540):
        tree(canvas, x, 690, dice.between(300, 410), palette.mid)
    bunting(canvas, (-20, 190), (820, 170), (VERMILION, HONEY, TEAL, PAPER), 120, 26, 34)
    bunting(canvas, (820, 170), (1620, 190), (VERMILION, HONEY, TEAL, PAPER), 120, 26, 34)
    for i in range(17):
        outfit = office(dice)
        canvas.paint(
            person(
                50 + i * 94,
                720 + dice.between(-8, 8),
                dice.between(196, 232),
                outfit,
                dice.pick((CHEER, WAVE, STAND, HOLD_UP)),
            ).shapes
        )
    field = mix(palette.ground, LEAF, 0.2)
    canvas.gradient((mix(field, palette.shadow, 0.16), field, mix(field, palette.sun, 0.2)), 712, HEIGHT)
    canvas.fill(stroke([(815, 720), (790, HEIGHT)], 5, 12), WHITE)
    left = [
        person(
            620 - i * 152,
            940 + 8 * i,
            400,
            jersey(dice, ours, INDIGO, woman=i == 1),
            replace(PULL, lean=-30 - 3 * (i % 3)),
            1,
        )
        for i in range(4)
    ]
    right = [
        person(
            1010 + i * 152,
            940 + 8 * i,
            400,
            jersey(dice, theirs, INK, woman=i == 2),
            replace(PULL, lean=-29 - 3 * (i % 2)),
            -1,
        )
        for i in range(4)
    ]
    put(canvas, 952, *left[::-1], *right[::-1], lean=-0.4)
    hands = [figure.near_hand for figure in left[::-1]] + [figure.near_hand for figure in right]
    ends = [(hands[0][0] - 160, hands[0][1] + 90), *hands, (hands[-1][0] + 160, hands[-1][1] + 90)]
    canvas.fill(stroke(ends, 8), mix(WOOD, HONEY, 0.35))
    canvas.fill(stroke([(x, y - 3) for x, y in ends], 2), mix(CREAM, WOOD, 0.2))
    for figure in (*left, *right):
        for hand in (figure.near_hand, figure.far_hand):
            canvas.fill(ellipse(*hand, 11), dice.pick(SKINS[:2]))
    middle = along(hands[3], hands[4], 0.5)
    canvas.fill(
        [
            (middle[0] - 12, middle[1] - 8),
            (middle[0] + 12, middle[1] - 8),
            (middle[0] + 22, middle[1] + 92),
            (middle[0], middle[1] + 72),
            (middle[0] - 18, middle[1] + 96),
        ],
        VERMILION,
    )
    for x in (300, 560, 1080, 1330):
        for k in range(3):
            canvas.fill(ellipse(x + 26 * k - 30, 956 - 6 * k, 34 - 7 * k, 12), veil(mix(field, WHITE, 0.5), 0.5))


def volleyball(canvas: Canvas) -> None:
    """A spike against a double block, palms behind the court."""
    palette, dice = canvas.palette, canvas.dice
    ours, theirs = TEAMS[(canvas.variant + 2) % 6]
    sky(canvas, 660, (1120, 330), 96, 4)
    water(canvas, 590, 720, 1120, 26)
    for x, h in ((70, 560), (190, 430), (1500, 600)):
        tree(canvas, x, 750, h, palette.near, "palm")
    sand = mix(palette.ground, PAPER, 0.25)
    shore = smooth([(-20, 712), (400, 690), (800, 716), (1250, 694), (1640, 716)], closed=False)
    canvas.fill([*shore, (1640, HEIGHT), (-40, HEIGHT)], sand)
    canvas.fill_gradient(rect(-10, 730, 1610, HEIGHT), veil(sand, 0.0), mix(sand, palette.shadow, 0.22))
    for a, b in (
        ((240, 790), (1380, 790)),
        ((240, 790), (20, 1030)),
        ((1380, 790), (1600, 1030)),
        ((20, 1030), (1600, 1030)),
    ):
        canvas.fill(stroke([a, b], 4), mix(palette.accent, sand, 0.25))
    put(canvas, 830, person(1290, 830, 330, jersey(dice, theirs, INK), RECEIVE, -1), lean=-0.5)
    put(canvas, 880, person(230, 880, 370, jersey(dice, ours, WHITE, woman=True), RECEIVE), lean=-0.5)
    blockers = [
        person(960 + 96 * i, 930 + 12 * i, 470, jersey(dice, theirs, INK, woman=i == 1), BLOCK, -1, 0.16)
        for i in range(2)
    ]
    for x in (980, 1080):
        canvas.ground_shadow(x - 40, 945, 90, 16)
    for figure in blockers:
        canvas.paint(figure.shapes)
    net(canvas, 792, 452, 850, 470, 150, 4)
    for x, top, foot in ((790, 440, 850), (858, 462, 1010)):
        canvas.fill(limb((x, top), (x, foot), 8, 9), DARK_WOOD)
    net(canvas, 790, 448, 858, 470, 170, 6, HONEY)
    canvas.ground_shadow(520, 965, 130, 20)
    hero = person(580, 960, 540, jersey(dice, ours, WHITE), SPIKE, 1, 0.26)
    canvas.paint(hero.shapes)
    x, y = hero.near_hand[0] + 62, hero.near_hand[1] - 34
    swoosh(canvas, [(x - 250, y + 6), (x - 120, y - 60), (x - 10, y - 10)], 26, palette.sun)
    ball(canvas, x, y, 44, HONEY, mix(TEAL, WHITE, 0.1))


def running(canvas: Canvas) -> None:
    """A morning race along a lake, the leaders already in the sun."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 560, (1210, 260), 78, 4)
    hills(canvas, 520, 50, palette.far, 0.3)
    skyline(canvas, 560, mix(palette.far, palette.mid, 0.4), 20, 120, palette.dark)
    water(canvas, 556, 760, 1210, 26)
    birds(canvas, 560, 170, 7, palette.near)
    bank = smooth([(-20, 744), (420, 716), (900, 742), (1300, 712), (1640, 740)], closed=False)
    canvas.fill([*bank, (1640, HEIGHT), (-40, HEIGHT)], mix(LEAF, palette.mid, 0.4))
    for x in (110, 470, 1010, 1500):
        bush(canvas, x, 752, dice.between(34, 56), palette.near)
    road = mix(palette.ground, PAPER, 0.1)
    canvas.gradient((mix(road, palette.shadow, 0.16), road, mix(road, palette.sun, 0.16)), 790, HEIGHT)
    canvas.fill(rect(0, 786, WIDTH, 796), mix(WHITE, road, 0.2))
    for i in range(-1, 7):
        canvas.fill([(i * 280 + 40, 1022), (i * 280 + 190, 1022), (i * 280 + 176, 1036), (i * 280 + 22, 1036)], WHITE)
    inks = (VERMILION, TEAL, GOLD, CORAL, INDIGO, PAPER, LACQUER)
    for ground, count, height, start in ((836, 7, 250, 90), (950, 5, 430, 170)):
        pack = []
        for i in range(count):
            pose = RUN if (i + canvas.variant) % 2 else SPRINT
            outfit = jersey(
                dice, inks[(i + canvas.variant * 2 + count) % len(inks)], dice.pick((INK, INDIGO, WHITE)), woman=None
            )
            pack.append(
                person(
                    start + i * (1500 - start) / count,
                    ground + dice.between(-8, 8),
                    height * dice.between(0.94, 1.05),
                    outfit,
                    pose,
                    1,
                    0.03,
                )
            )
        put(canvas, ground + 8, *pack, lean=-0.8, reach=0.16)
    tree(canvas, 40, 1000, 860, mix(palette.near, INK, 0.15))
    cloud(canvas, 900, 110, 1.1)


SCENES = {
    "football": football,
    "tug-of-war": tug_of_war,
    "volleyball": volleyball,
    "running": running,
}
