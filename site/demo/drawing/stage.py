"""Song and dance under stage lights."""

from dataclasses import replace

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, ellipse, limb, rect, rounded, sector, smooth, stroke
from demo.drawing.halls import drape
from demo.drawing.palettes import (
    CORAL,
    DARK_WOOD,
    DEEP_TEAL,
    GOLD,
    HONEY,
    INK,
    JADE,
    LACQUER,
    PAPER,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    Colour,
    mix,
    veil,
)
from demo.drawing.people import SING, Figure, Pose, person, seated
from demo.drawing.places import beam, curtain, valance
from demo.drawing.wardrobe import ao_dai, office, suit

CONDUCT = Pose(back=True, near_arm=(112, 160), far_arm=(-104, -150))
ARABESQUE = Pose(0.55, 6, -8, (96, 128), (-96, -112), (6, 0), (-52, -58), sway=-0.06)
TWIRL = Pose(0.3, -4, 6, (150, 196), (-70, -40), (10, 2), (-12, -8), sway=0.08)
REACH = Pose(0.6, -8, -14, (128, 152), (-118, -96), (22, 4), (-20, -22), sway=-0.05)
CROONER = Pose(0.35, -3, -6, (34, 158), (-62, -96), (6, 0), (-12, -4))
STRUM = Pose(0.4, -4, 8, (18, 70), (-26, 60), (10, 0), (-14, -4), far_arm_in_front=True)


def stage_room(canvas: Canvas, floor: float) -> Colour:
    """Fill the sheet with a dark stage, curtains at its sides; return the curtain's colour."""
    palette, cloth = canvas.palette, drape(canvas)
    back = mix(mix(palette.sky[0], palette.near, 0.35), INK, 0.4)
    canvas.gradient((mix(back, INK, 0.3), back, mix(back, cloth, 0.5)), 0, floor)
    boards = mix(WOOD, palette.shadow, 0.45)
    canvas.gradient((mix(boards, INK, 0.3), boards, mix(boards, HONEY, 0.2)), floor, HEIGHT)
    for i in range(-9, 10):
        canvas.fill(stroke([(800 + i * 110, floor), (800 + i * 300, HEIGHT)], 0.6, 2.2), veil(INK, 0.25))
    return cloth


def frame(canvas: Canvas, floor: float, cloth: Colour) -> None:
    """Close a stage with curtains left and right and a swag above."""
    curtain(canvas, -40, 190, 0, floor + 40, cloth, 5)
    curtain(canvas, 1410, 1640, 0, floor + 40, cloth, 5)
    valance(canvas, 40, 110, cloth, 5)


def choir(canvas: Canvas) -> None:
    """Three rows of singers under warm light, the conductor's back before them."""
    palette, dice = canvas.palette, canvas.dice
    cloth = stage_room(canvas, 800)
    canvas.glow(800, 400, 820, palette.shine, 0.5)
    for i in range(9):
        canvas.fill(sector(800, 640, 560 - 44 * i, 180, 360), veil(mix(cloth, palette.shine, 0.1 * i), 0.22))
    robe = dice.pick((LACQUER, TEAL, ROSE, VERMILION, HONEY) if cloth != LACQUER else (TEAL, ROSE, HONEY, WHITE))
    for ground, count, height in ((712, 13, 356), (768, 12, 376), (838, 11, 400)):
        wide = 1000 + (height - 356) * 2.2
        canvas.fill(
            rounded(800 - wide / 2 - 70, ground - 8, 800 + wide / 2 + 70, ground + 60, 6),
            mix(WOOD, palette.shadow, 0.35),
        )
        canvas.fill(rect(800 - wide / 2 - 70, ground - 8, 800 + wide / 2 + 70, ground), mix(WOOD, HONEY, 0.3))
        for i in range(count):
            x = 800 - wide / 2 + wide * i / (count - 1)
            women = 0.22 < i / (count - 1) < 0.78
            outfit = (
                ao_dai(dice, robe, WHITE if robe != WHITE else HONEY) if women else suit(dice, mix(DEEP_TEAL, INK, 0.4))
            )
            facing = 1 if x < 800 else -1
            figure = person(x, ground, height * dice.between(0.97, 1.03), outfit, SING, facing)
            canvas.paint(figure.shapes)
            mx, my = (figure.near_hand[0] + figure.far_hand[0]) / 2, figure.near_hand[1]
            canvas.fill(
                [
                    (mx - 24, my - 22),
                    (mx, my - 16),
                    (mx + 24, my - 22),
                    (mx + 24, my + 16),
                    (mx, my + 22),
                    (mx - 24, my + 16),
                ],
                mix(INK, LACQUER, 0.4),
            )
    frame(canvas, 800, cloth)
    for x in (420, 800, 1180):
        beam(canvas, (x + (800 - x) * 0.4, -30), (x, 880), 210, palette.shine, 0.12)
    canvas.ground_shadow(800, 1040, 200, 26, 0.5)
    canvas.fill(rounded(640, 1000, 960, 1080, 8), DARK_WOOD)
    leader = person(800, 1012, 560, replace(suit(dice, INK), hairdo="short"), CONDUCT)
    canvas.paint(leader.shapes)
    canvas.fill(stroke([leader.near_hand, (leader.near_hand[0] + 34, leader.near_hand[1] - 92)], 3, 1.4), WHITE)


def _fan(canvas: Canvas, hand: Point, size: float, ink: Colour, tilt: float) -> None:
    for k in range(8):
        a = tilt - 56 + 14 * k
        canvas.fill(sector(*hand, size, a, a + 14.5), mix(ink, (INK, WHITE)[k % 2], 0.12))
    canvas.fill(sector(*hand, size * 1.03, tilt - 56, tilt + 56, size * 0.86), mix(HONEY, ink, 0.15))
    canvas.fill(sector(*hand, size * 0.42, tilt - 56, tilt + 56), mix(WOOD, ink, 0.3))


def _ribbon(canvas: Canvas, hand: Point, reach: float, ink: Colour, rise: float) -> None:
    x, y = hand
    path = smooth(
        [
            (x, y),
            (x + reach * 0.25, y - 70 - rise),
            (x + reach * 0.5, y + 30 - rise),
            (x + reach * 0.78, y - 60 - rise),
            (x + reach, y + 20 - rise),
        ],
        closed=False,
    )
    canvas.fill(stroke(path, 15, 4), ink)
    canvas.fill(stroke([(px, py - 5) for px, py in path], 5, 1), mix(ink, WHITE, 0.3))


def dance(canvas: Canvas) -> None:
    """Dancers with fans and silk in a ring of light."""
    palette, dice = canvas.palette, canvas.dice
    cloth = stage_room(canvas, 770)
    canvas.glow(800, 430, 760, palette.accent if palette.dark else palette.shine, 0.55)
    moon = mix(palette.sun, palette.shine, 0.5)
    canvas.fill(ellipse(800, 400, 300), veil(moon, 0.32))
    canvas.fill(ellipse(800, 400, 246), veil(moon, 0.75))
    for i in range(3):
        hill = smooth(
            [
                (470 - 60 * i, 770),
                (640 - 40 * i, 600 + 45 * i),
                (800, 660 + 36 * i),
                (980 + 50 * i, 590 + 50 * i),
                (1130 + 70 * i, 770),
            ],
            closed=False,
        )
        canvas.fill(hill, mix(cloth, palette.shadow, 0.2 + 0.22 * i))
    inks = (ROSE, TEAL, VERMILION, HONEY, JADE, CORAL)
    first, second = inks[canvas.variant - 1], inks[(canvas.variant + 1) % 6]
    frame(canvas, 770, cloth)
    for x, height, pose, facing in (
        (330, 390, TWIRL, 1),
        (560, 420, REACH, 1),
        (1060, 420, REACH, -1),
        (1290, 390, TWIRL, -1),
    ):
        dancer = person(x, 880, height, ao_dai(dice, second, mix(second, WHITE, 0.75)), pose, facing)
        canvas.shadow([dancer.shapes], 880, -0.2 * facing, 0.14)
        _fan(canvas, dancer.far_hand, 74, first, 270)
        canvas.paint(dancer.shapes)
        _fan(canvas, dancer.near_hand, 88, first, 270 + 18 * facing)
    star_turn = person(810, 985, 600, replace(ao_dai(dice, first, mix(first, WHITE, 0.8)), hairdo="bun"), ARABESQUE)
    canvas.shadow([star_turn.shapes], 985, -0.3, 0.12)
    _ribbon(canvas, star_turn.far_hand, -420, mix(second, WHITE, 0.15), 40)
    canvas.paint(star_turn.shapes)
    _ribbon(canvas, star_turn.near_hand, 430, mix(second, WHITE, 0.15), 80)
    for x in (500, 1100):
        beam(canvas, (x + (800 - x) * 0.8, -30), (x, 930), 240, palette.shine, 0.1)
    for _ in range(44):
        x, y = dice.between(220, 1380), dice.between(160, 960)
        canvas.fill(
            ellipse(x, y, dice.between(4, 9), dice.between(3, 5), dice.between(0, 180)),
            veil(mix(ROSE, WHITE, 0.4), 0.8),
        )


def _guitar(canvas: Canvas, player: Figure, size: float, ink: Colour) -> None:
    x, y = player.chest[0] + size * 0.02, player.chest[1] + size * 0.42
    canvas.fill(
        limb((x - size * 0.2, y - size * 0.1), (x - size * 0.95, y - size * 0.46), size * 0.04, size * 0.03), DARK_WOOD
    )
    canvas.fill(
        limb((x - size * 0.95, y - size * 0.46), (x - size * 1.08, y - size * 0.53), size * 0.06, size * 0.05), INK
    )
    canvas.fill(ellipse(x + size * 0.14, y + size * 0.06, size * 0.34, size * 0.28, 26), mix(ink, INK, 0.25))
    canvas.fill(ellipse(x - size * 0.18, y - size * 0.1, size * 0.24, size * 0.2, 26), mix(ink, INK, 0.25))
    canvas.fill(ellipse(x + size * 0.14, y + size * 0.05, size * 0.3, size * 0.24, 26), ink)
    canvas.fill(ellipse(x - size * 0.17, y - size * 0.1, size * 0.2, size * 0.16, 26), ink)
    canvas.fill(ellipse(x - size * 0.02, y - size * 0.03, size * 0.085), DARK_WOOD)


def music_stage(canvas: Canvas) -> None:
    """A singer and her band in crossing beams, hands of the crowd below."""
    palette, dice = canvas.palette, canvas.dice
    canvas.gradient(
        (
            mix(palette.shadow, INK, 0.5),
            mix(palette.sky[0], palette.shadow, 0.5),
            mix(palette.accent, palette.shadow, 0.4),
        ),
        0,
        800,
    )
    canvas.gradient((mix(palette.shadow, INK, 0.3), INK), 800, HEIGHT)
    canvas.glow(800, 520, 820, palette.accent, 0.55)
    for i in range(11):
        x = 100 + i * 140
        canvas.fill(
            rounded(x, 190 + 40 * abs(i - 5) ** 0.5, x + 118, 700, 8),
            veil(mix(palette.second, palette.sky[2], i / 10), 0.28),
        )
    for i in range(7):
        y = 60 + 8 * (i % 2)
        canvas.line([(0, 56), (WIDTH, 56)], mix(INK, WHITE, 0.3), 5)
        canvas.fill(rounded(100 + i * 230 - 20, y, 100 + i * 230 + 20, y + 46, 6), INK)
    lights = (palette.shine, palette.second, palette.accent, HONEY, palette.sky[2], palette.shine, palette.second)
    for i in range(7):
        x = 100 + i * 230
        beam(canvas, (x, 104), (800 + (i - 3) * 90 * (1 if i % 2 else -1), 820), 150, mix(lights[i], WHITE, 0.2), 0.17)
    canvas.fill(rect(0, 812, WIDTH, 836), mix(palette.second, INK, 0.3))
    drum = (1180, 720)
    canvas.paint(
        seated(drum[0], 650, 380, office(dice), Pose(0, 0, 4, (40, 100), (-40, -100), (60, 0), (-60, 0))).shapes
    )
    canvas.fill(ellipse(*drum, 94), INK)
    canvas.fill(ellipse(*drum, 86), VERMILION)
    canvas.fill(ellipse(*drum, 66), PAPER)
    for dx, dy, r in ((-120, -20, 48), (120, -20, 52), (-66, -88, 40), (66, -88, 40)):
        canvas.fill(rounded(drum[0] + dx - r, drum[1] + dy, drum[0] + dx + r, drum[1] + dy + 54, 8), LACQUER)
        canvas.fill(ellipse(drum[0] + dx, drum[1] + dy, r, r * 0.26), PAPER)
    for dx in (-190, 190):
        canvas.line([(drum[0] + dx, 560), (drum[0] + dx * 0.95, 812)], mix(INK, WHITE, 0.4), 4)
        canvas.fill(ellipse(drum[0] + dx, 560, 82, 12, -8 if dx < 0 else 8), GOLD)
    player = person(390, 824, 480, replace(office(dice), hairdo="short", cut="shirt"), STRUM)
    canvas.paint(player.shapes[:-3])
    _guitar(canvas, player, 190, mix(WOOD, CORAL, 0.5))
    canvas.paint(player.shapes[-3:])
    gown = replace(ao_dai(dice, VERMILION if canvas.variant % 2 else WHITE), hairdo="long")
    star_turn = person(760, 850, 640, gown, CROONER)
    canvas.paint(star_turn.shapes)
    hand = star_turn.near_hand
    canvas.fill(limb(hand, (hand[0] - 14, hand[1] - 46), 7, 6), INK)
    canvas.fill(ellipse(hand[0] - 17, hand[1] - 56, 15), mix(INK, WHITE, 0.45))
    crowd = mix(palette.shadow, INK, 0.55)
    for row in range(2):
        for i in range(15 - 4 * row):
            pitch = WIDTH / (14 - 4 * row)
            x, y, s = i * pitch + dice.between(-20, 20), 930 + 76 * row + dice.between(-14, 14), 40 + 14 * row
            tone = mix(crowd, palette.accent, 0.12 - 0.1 * row)
            canvas.fill(ellipse(x, y, s * 0.8, s), tone)
            canvas.fill(
                smooth(
                    [
                        (x - s * 1.8, y + s * 4),
                        (x - s * 1.4, y + s * 1.4),
                        (x, y + s * 0.8),
                        (x + s * 1.4, y + s * 1.4),
                        (x + s * 1.8, y + s * 4),
                    ]
                ),
                tone,
            )
            if dice.chance(0.6):
                side, up = dice.pick((-1, 1)), dice.between(2.2, 3.4)
                tip = (x + side * s * 1.3, y - s * up)
                canvas.fill(limb((x + side * s * 1.2, y + s * 1.6), tip, s * 0.32, s * 0.22), tone)
                if dice.chance(0.4):
                    canvas.glow(tip[0], tip[1] - s * 0.4, s * 1.4, palette.shine, 0.6)
                    canvas.fill(ellipse(tip[0], tip[1] - s * 0.4, s * 0.2), palette.shine)


SCENES = {
    "choir": choir,
    "dance": dance,
    "music-stage": music_stage,
}
