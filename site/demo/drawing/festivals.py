"""Lanterns, blossom and the market."""

import math
from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, ellipse, rect, rounded, sector, smooth, stroke
from demo.drawing.nature import hills, leaves, sky, water
from demo.drawing.palettes import (
    CORAL,
    CREAM,
    DARK_WOOD,
    DUSK,
    GOLD,
    HONEY,
    INK,
    JADE,
    LACQUER,
    LEAF,
    PAPER,
    PINE,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
    WINE,
    WOOD,
    Colour,
    mix,
    veil,
)
from demo.drawing.people import (
    BACK,
    HANDS_JOINED,
    OFFER,
    SING,
    STAND,
    STAND_SIDE,
    Pose,
    person,
)
from demo.drawing.places import (
    bunting,
    flowers,
    house,
    lantern,
    skyline,
)
from demo.drawing.wardrobe import Outfit, anyone, ao_dai, office, pupil, suit

BROWSE = Pose(0.9, 8, 10, (40, 84), (10, 40), (4, -2), (-5, -6))
BLOSSOM = (ROSE, mix(ROSE, WHITE, 0.35), mix(VERMILION, ROSE, 0.5), mix(ROSE, CORAL, 0.35))


def lanterns(canvas: Canvas) -> None:
    """An old riverside street at nightfall, silk lanterns overhead, paper ones on the water."""
    palette, dice = canvas.palette, canvas.dice
    top = mix(palette.sky[0], INK, 0.5 if palette.dark else 0.35)
    canvas.gradient((top, mix(palette.sky[1], top, 0.35), palette.sky[2]), 0, 640)
    canvas.glow(800, 600, 640, palette.sun, 0.5)
    water(canvas, 760, HEIGHT, None, 30)
    canvas.fill_gradient(rect(0, 758, WIDTH, HEIGHT), veil(palette.shadow, 0.25), veil(palette.shadow, 0.65))
    x = -30.0
    while x < WIDTH:
        width = dice.between(120, 170)
        wall = mix(mix(GOLD, PAPER, dice.between(0, 0.4)), palette.shadow, 0.34)
        house(canvas, x, 742, width, dice.between(230, 330), wall, True)
        x += width
    canvas.fill(rect(0, 738, WIDTH, 772), mix(WOOD, palette.shadow, 0.5))
    for i in range(7):
        outfit = (
            replace(ao_dai(dice, dice.pick((WHITE, ROSE, VERMILION, HONEY))), hat="cone" if i % 3 == 0 else "")
            if i % 2
            else office(dice)
        )
        canvas.paint(
            person(
                140 + i * 222 + dice.between(-40, 40),
                752,
                178,
                outfit,
                dice.pick((STAND, STAND_SIDE, HANDS_JOINED)),
                dice.pick((-1, 1)),
            ).shapes
        )
    for _ in range(15):
        lx, t = dice.between(40, 1560), dice.unit()
        ly, s = 810 + 220 * t, 13 + 24 * t
        canvas.glow(lx, ly, s * 4.2, HONEY, 0.5)
        canvas.fill(rounded(lx - s, ly + 4, lx + s, ly + 8 + s * 1.5, 4), veil(HONEY, 0.2))
        canvas.fill(
            [(lx - s, ly - s * 0.9), (lx + s, ly - s * 0.9), (lx + s * 0.75, ly + 6), (lx - s * 0.75, ly + 6)],
            mix(dice.pick((CORAL, ROSE, HONEY)), HONEY, 0.4),
        )
        canvas.fill(ellipse(lx, ly - s * 0.2, s * 0.36, s * 0.5), WHITE)
    hull = mix(DARK_WOOD, palette.shadow, 0.4)
    canvas.fill(
        smooth(
            [(960, 900), (1010, 930), (1200, 940), (1400, 926), (1470, 884), (1380, 905), (1200, 914), (1020, 908)],
            steps=5,
        ),
        hull,
    )
    canvas.paint(
        person(
            1400, 912, 230, replace(office(dice), cut="shirt", hat="cone"), Pose(0.8, 10, 4, (60, 80), (40, 70)), -1
        ).shapes
    )
    canvas.fill(stroke([(1330, 800), (1290, 1000)], 4), mix(WOOD, INK, 0.3))
    inks = (VERMILION, HONEY, CORAL, TEAL, ROSE, LACQUER, JADE)
    for row, (size, count) in enumerate(((34, 9), (54, 6), (86, 4))):
        for i in range(count):
            lx = (i + 0.5) * WIDTH / count + dice.between(-0.3, 0.3) * WIDTH / count
            ly = dice.between(20, 130) + (60 if row == 0 else 0)
            ink = inks[(i * 2 + row + canvas.variant) % 7]
            canvas.line([(lx, 0), (lx, ly)], mix(INK, WOOD, 0.4), 2)
            canvas.glow(lx, ly + size, size * 3.4, mix(ink, HONEY, 0.6), 0.5)
            lantern(canvas, lx, ly, size, ink, ("round", "long", "star", "round")[(i + row) % 4])


def _branch(canvas: Canvas, points: list[Point], width: float, blooms: int) -> None:
    """Draw a bough with twigs, buds and five-petalled blossom."""
    dice, bark = canvas.dice, mix(DARK_WOOD, INK, 0.25)
    path = smooth(points, closed=False, steps=14)
    canvas.fill(stroke(path, width, 2), bark)
    canvas.fill(stroke([(x - width * 0.2, y - width * 0.25) for x, y in path], width * 0.35, 0.5), mix(bark, WOOD, 0.6))
    tips = list(path[len(path) // 5 :])
    for _ in range(blooms // 4):
        x, y = dice.pick(tips)
        a, length = math.radians(dice.between(-160, -20)), dice.between(50, 150)
        end = (x + math.cos(a) * length, y + math.sin(a) * length)
        canvas.fill(
            stroke(smooth([(x, y), ((x + end[0]) / 2 + 8, (y + end[1]) / 2), end], closed=False), width * 0.24, 1.5),
            bark,
        )
        tips += [end, ((x + end[0]) / 2, (y + end[1]) / 2)]
    for _ in range(blooms):
        x, y = dice.pick(tips)
        x, y, r = x + dice.between(-26, 26), y + dice.between(-24, 24), dice.between(9, 23)
        ink = dice.pick(BLOSSOM)
        if dice.chance(0.2):
            canvas.fill(ellipse(x, y, r * 0.42), mix(VERMILION, ROSE, 0.35))
            continue
        turn = dice.between(0, 72)
        for k in range(5):
            a = math.radians(72 * k + turn)
            canvas.fill(
                ellipse(x + math.cos(a) * r * 0.58, y + math.sin(a) * r * 0.58, r * 0.5, r * 0.46),
                mix(ink, WHITE, 0.08 * k),
            )
        canvas.fill(ellipse(x, y, r * 0.3), mix(VERMILION, ROSE, 0.3))
        canvas.fill(ellipse(x, y, r * 0.14), HONEY)


def tet_peach_blossom(canvas: Canvas) -> None:
    """Peach boughs across the new year's sky, a family below with a blossom of their own."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 800, (1090, 400), 176, 2)
    hills(canvas, 690, 60, palette.far, 0.4)
    hills(canvas, 770, 40, mix(palette.far, palette.mid, 0.6), 0.3)
    yard = mix(palette.ground, CORAL, 0.18)
    canvas.gradient((mix(yard, palette.shadow, 0.14), yard), 840, HEIGHT)
    roof = mix(VERMILION, INK, 0.4)
    canvas.fill(rect(1120, 620, 1640, 900), mix(CREAM, palette.shadow, 0.18))
    for x in (1150, 1300, 1450):
        canvas.fill(rect(x, 650, x + 110, 900), DARK_WOOD)
        canvas.fill(rect(x + 10, 662, x + 100, 900), mix(HONEY, WOOD, 0.25 if palette.dark else 0.55))
        for k in range(3):
            canvas.fill(rect(x + 10 + 30 * k, 662, x + 14 + 30 * k, 900), DARK_WOOD)
        canvas.fill(rect(x + 114, 640, x + 142, 830), VERMILION)
    canvas.fill([(1040, 640), (1200, 500), (1660, 480), (1660, 660), (1080, 668)], roof)
    for i in range(22):
        canvas.line([(1196 + i * 22, 500), (1060 + i * 29, 664)], mix(roof, INK, 0.3), 2.5)
    canvas.fill(
        stroke(smooth([(1010, 626), (1070, 660), (1200, 664), (1660, 660)], closed=False), 9), mix(roof, INK, 0.35)
    )
    for x in (1110, 1245):
        canvas.glow(x, 720, 110, HONEY, 0.45)
        lantern(canvas, x, 676, 34, VERMILION)
    family = [
        person(610, 960, 400, suit(dice), OFFER),
        person(745, 968, 380, ao_dai(dice, VERMILION if canvas.variant % 2 else TEAL), HANDS_JOINED, -1),
        person(
            860,
            978,
            250,
            anyone(dice, Outfit("aodai", HONEY, WHITE, INK, LACQUER, hat="turban", hat_colour=LACQUER), False),
            SING,
            -1,
        ),
        person(500, 976, 270, anyone(dice, Outfit("aodai", ROSE, WHITE, WINE, GOLD), True), STAND_SIDE),
    ]
    canvas.shadow([figure.shapes for figure in family], 968, -0.6, 0.2)
    for figure in family:
        canvas.paint(figure.shapes)
    flowers(canvas, family[0].near_hand[0], family[0].near_hand[1] + 16, 62, BLOSSOM)
    canvas.ground_shadow(250, 1010, 150, 26)
    pot = [(150, 850), (350, 850), (320, 1000), (180, 1000)]
    canvas.fill_gradient(pot, mix(DUSK, WHITE, 0.3), DUSK)
    canvas.fill(rounded(136, 836, 364, 866, 10), mix(DUSK, WHITE, 0.45))
    for k in range(4):
        canvas.fill(ellipse(190 + 40 * k, 920, 13), mix(DUSK, WHITE, 0.6))
    _branch(canvas, [(250, 846), (240, 700), (290, 560), (240, 420), (300, 300)], 17, 90)
    _branch(canvas, [(-40, 250), (200, 200), (460, 250), (720, 150), (980, 190), (1230, 90)], 26, 150)
    _branch(canvas, [(420, 240), (600, 330), (760, 320), (900, 400)], 11, 54)
    for _ in range(36):
        x, y = dice.between(0, WIDTH), dice.between(250, 1040)
        canvas.fill(ellipse(x, y, dice.between(5, 11), dice.between(3, 6), dice.between(0, 180)), dice.pick(BLOSSOM))


def _stall(canvas: Canvas, x: float, ground: float, width: float, ink: Colour, wares: int) -> None:
    dice, palette = canvas.dice, canvas.palette
    height = width * 0.92
    for px in (x + 14, x + width - 14):
        canvas.fill(rect(px - 5, ground - height, px + 5, ground), DARK_WOOD)
    counter = ground - width * 0.3
    canvas.fill(
        rect(x + 8, ground - height + 30, x + width - 8, counter),
        mix(palette.shadow, HONEY, 0.25 if palette.dark else 0.12),
    )
    seller = replace(office(dice), hat=dice.pick(("cone", "", "cap")), hat_colour=dice.pick((CREAM, ink)))
    canvas.paint(person(x + width * 0.5, ground + 40, width * 0.88, seller, dice.pick((SING, HANDS_JOINED))).shapes)
    canvas.fill(rect(x, counter, x + width, ground), mix(WOOD, palette.shadow, 0.2))
    for k in range(5):
        canvas.fill(rect(x + width * k / 5, counter, x + width * k / 5 + 4, ground), mix(WOOD, INK, 0.4))
    canvas.fill(rect(x - 8, counter - 8, x + width + 8, counter + 8), mix(WOOD, HONEY, 0.3))
    sorts = ((VERMILION, CORAL), (GOLD, HONEY), (LEAF, JADE), (CORAL, GOLD), (mix(LACQUER, DUSK, 0.4), LACQUER))
    for k in range(4):
        bx, inks = x + width * (0.14 + 0.24 * k), sorts[(k + wares) % 5]
        for row in range(3):
            for j in range(4 - row):
                r = width * 0.026
                canvas.fill(
                    ellipse(bx + (j - 1.5 + row * 0.5) * r * 1.8, counter - 10 - r - row * r * 1.5, r),
                    mix(inks[j % 2], INK, 0.06 * row),
                )
        canvas.fill(
            [
                (bx - width * 0.1, counter - 14),
                (bx + width * 0.1, counter - 14),
                (bx + width * 0.08, counter + 8),
                (bx - width * 0.08, counter + 8),
            ],
            mix(HONEY, WOOD, 0.4),
        )
    stripes = 9
    for k in range(stripes):
        a, b = x - 26 + (width + 52) * k / stripes, x - 26 + (width + 52) * (k + 1) / stripes
        ta, tb = x + 6 + (width - 12) * k / stripes, x + 6 + (width - 12) * (k + 1) / stripes
        tone, y = (ink, PAPER)[k % 2], ground - height
        canvas.fill([(ta, y - 46), (tb, y - 46), (b, y + 36), (a, y + 36)], tone)
        canvas.fill(sector((a + b) / 2, y + 36, (b - a) / 2, 0, 180), mix(tone, INK, 0.1))


def market_fair(canvas: Canvas) -> None:
    """A row of striped stalls, baskets of fruit, visitors in the low sun."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 660, (1210, 240), 74, 4)
    hills(canvas, 540, 60, palette.far, 0.3)
    skyline(canvas, 620, mix(palette.far, palette.mid, 0.5), 20, 100, palette.dark)
    canvas.gradient(
        (mix(palette.ground, palette.shadow, 0.2), palette.ground, mix(palette.ground, palette.sun, 0.2)), 620, HEIGHT
    )
    inks = (VERMILION, TEAL, GOLD, LACQUER, LEAF)
    for i in range(4):
        _stall(canvas, 60 + i * 400, 780, 300, inks[(i + canvas.variant) % 5], i + canvas.variant)
    bunting(canvas, (-20, 180), (800, 120), (VERMILION, HONEY, TEAL, PAPER), 130, 26, 34)
    bunting(canvas, (800, 120), (1620, 180), (VERMILION, HONEY, TEAL, PAPER), 130, 26, 34)
    for x in (250, 560, 1040, 1350):
        if palette.dark:
            canvas.glow(x, 300, 130, HONEY, 0.5)
        lantern(canvas, x, 250, 34, (VERMILION, GOLD)[x % 4 // 2])
    visitors = [
        person(420, 900, 370, office(dice), BROWSE, -1),
        person(1000, 890, 360, ao_dai(dice), BROWSE, -1),
        person(1130, 905, 240, pupil(dice), BACK),
        person(
            700,
            980,
            470,
            replace(ao_dai(dice, PAPER), hat="cone"),
            replace(STAND_SIDE, near_leg=(18, 6), far_leg=(-16, -26)),
            1,
        ),
        person(1380, 990, 480, office(dice), replace(STAND_SIDE, near_leg=(22, 8), far_leg=(-18, -30)), -1),
        person(160, 985, 460, replace(office(dice), hat="cone"), STAND_SIDE, 1),
    ]
    canvas.shadow([figure.shapes for figure in visitors], 960, -0.6, 0.22)
    for figure in visitors:
        canvas.paint(figure.shapes)
    for figure in (visitors[3], visitors[5]):
        x, y = figure.near_hand
        canvas.fill(sector(x, y + 34, 44, 180, 360, 37), DARK_WOOD)
        canvas.fill([(x - 48, y + 32), (x + 48, y + 32), (x + 36, y + 78), (x - 36, y + 78)], mix(HONEY, WOOD, 0.4))
        for k in range(4):
            canvas.fill(ellipse(x - 30 + 20 * k, y + 26, 14), (CORAL, LEAF, VERMILION, GOLD)[k])
    leaves(canvas, (1640, -30), 330, mix(palette.near, PINE, 0.4), 8, 95, 190)


SCENES = {
    "lanterns": lanterns,
    "tet-peach-blossom": tet_peach_blossom,
    "market-fair": market_fair,
}
