"""Halls and honours: the stage of official life."""

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, ellipse, rect, rounded, sector, star
from demo.drawing.nature import bush
from demo.drawing.palettes import (
    DEEP_TEAL,
    GOLD,
    HONEY,
    INK,
    LACQUER,
    LEAF,
    PAPER,
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
from demo.drawing.people import CHEER, HANDS_JOINED, OFFER, WAVE, Pose, person, seated
from demo.drawing.places import audience, beam, curtain, flag, flowers, lectern, room, table, valance
from demo.drawing.wardrobe import ao_dai, office, suit

SPEAK = Pose(0.25, 2, 0, (52, 118), (-10, 30))
CONFETTI = (GOLD, HONEY, VERMILION, TEAL, ROSE, WHITE)


def drape(canvas: Canvas) -> Colour:
    """Return the colour of this variant's stage curtain."""
    return (LACQUER, DEEP_TEAL, LACQUER, mix(LACQUER, WINE, 0.5), mix(DEEP_TEAL, INK, 0.2), TEAL)[canvas.variant - 1]


def confetti(canvas: Canvas, count: int, bottom: float) -> None:
    """Let paper rain over the upper part of the sheet."""
    for _ in range(count):
        x, y, s = canvas.dice.between(0, WIDTH), canvas.dice.between(0, bottom), canvas.dice.between(4, 11)
        tilt = canvas.dice.between(-s, s)
        canvas.fill(
            [(x, y), (x + s, y + tilt), (x + s * 1.2, y + tilt + s * 0.9), (x + s * 0.2, y + s)],
            canvas.dice.pick(CONFETTI),
        )


def certificate(canvas: Canvas, at: Point, size: float) -> None:
    """Draw a framed certificate: gold frame, seal, no words."""
    x, y = at
    canvas.fill(rounded(x - size * 0.7, y - size * 0.5, x + size * 0.7, y + size * 0.5, 4), GOLD)
    canvas.fill(rect(x - size * 0.62, y - size * 0.42, x + size * 0.62, y + size * 0.42), PAPER)
    canvas.fill(star(x, y - size * 0.2, size * 0.14), LACQUER)
    for k, half in enumerate((0.42, 0.34)):
        canvas.fill(
            rounded(x - size * half, y + size * (0.02 + 0.12 * k), x + size * half, y + size * (0.06 + 0.12 * k), 2),
            mix(WOOD, PAPER, 0.4),
        )
    canvas.fill(ellipse(x + size * 0.42, y + size * 0.26, size * 0.1), VERMILION)


def trophy(canvas: Canvas, at: Point, size: float) -> None:
    """Draw a cup with two handles, held by its foot."""
    x, y = at
    for side in (-1, 1):
        canvas.fill(
            sector(x + side * size * 0.3, y - size * 0.72, size * 0.24, 0, 360, size * 0.17), mix(GOLD, WOOD, 0.3)
        )
    cup = [
        (x - size * 0.36, y - size),
        (x + size * 0.36, y - size),
        (x + size * 0.26, y - size * 0.5),
        (x, y - size * 0.34),
        (x - size * 0.26, y - size * 0.5),
    ]
    canvas.fill(cup, GOLD)
    canvas.fill(
        [
            (x + size * 0.08, y - size),
            (x + size * 0.36, y - size),
            (x + size * 0.26, y - size * 0.5),
            (x + size * 0.06, y - size * 0.38),
        ],
        HONEY,
    )
    canvas.fill(rect(x - size * 0.06, y - size * 0.4, x + size * 0.06, y - size * 0.1), GOLD)
    canvas.fill(rounded(x - size * 0.22, y - size * 0.14, x + size * 0.22, y, 3), mix(WOOD, INK, 0.3))


def conference_hall(canvas: Canvas) -> None:
    """A full hall seen from its back rows: stage, presidium, a speaker at the lectern."""
    palette, dice, cloth = canvas.palette, canvas.dice, drape(canvas)
    room(canvas, 700, low=mix(palette.wall_low, INK, 0.25))
    curtain(canvas, 150, 1450, 90, 600, cloth, 20)
    valance(canvas, 96, 90, cloth, 6)
    canvas.glow(960, 330, 430, palette.shine, 0.5)
    canvas.fill(ellipse(960, 300, 128), mix(cloth, GOLD, 0.75))
    canvas.fill(ellipse(960, 300, 116), VERMILION)
    canvas.fill(star(960, 306, 84), HONEY)
    for x in (180, 1420):
        bush(canvas, x, 598, 62, LEAF)
    for i in range(5):
        canvas.paint(
            seated(
                760 + i * 100,
                556,
                250,
                suit(dice) if i % 2 else ao_dai(dice),
                Pose(0, near_arm=(14, -30), far_arm=(-14, 30)),
            ).shapes
        )
    canvas.fill(rect(110, 596, 1490, 650), mix(WOOD, HONEY, 0.25))
    canvas.fill(rect(110, 650, 1490, 700), mix(WOOD, INK, 0.35))
    table(canvas, 700, 1230, 520, 598, mix(cloth, GOLD, 0.55))
    for x in (820, 960, 1100):
        flowers(canvas, x, 520, 26)
    canvas.paint(person(430, 598, 270, suit(dice) if canvas.variant % 2 else ao_dai(dice), SPEAK).shapes)
    lectern(canvas, 448, 600, 150)
    beam(canvas, (430, 96), (430, 602), 110, palette.shine, 0.14)
    for row, (y, size, count) in enumerate(((676, 24, 22), (724, 33, 17), (792, 45, 13), (884, 62, 9))):
        audience(canvas, y, size, count, 0.5 - 0.05 * row)
    canvas.glow(800, 60, 520, palette.shine, 0.22)


def podium_speaker(canvas: Canvas) -> None:
    """One speaker close by, a bouquet on the lectern, heads of listeners in the dark."""
    palette, dice, cloth = canvas.palette, canvas.dice, drape(canvas)
    canvas.gradient((palette.wall, palette.wall_low), 0, HEIGHT)
    curtain(canvas, 0, WIDTH, 0, HEIGHT, mix(cloth, INK, 0.12), 17)
    canvas.glow(980, 420, 760, palette.shine, 0.42)
    canvas.fill(ellipse(1010, 390, 292), veil(HONEY, 0.2))
    for i in range(3):
        flag(canvas, 130 + 118 * i, 300 - 14 * i, 150, 700, 0.1)
    lady = canvas.variant % 2 == 0
    speaker = person(
        1000, 1330, 1010, ao_dai(dice, TEAL if cloth == LACQUER else LACQUER) if lady else suit(dice), SPEAK
    )
    canvas.paint(speaker.shapes)
    lectern(canvas, 1040, 1290, 520)
    flowers(canvas, 955, 772, 96, (VERMILION, ROSE, HONEY, WHITE))
    beam(canvas, (1400, -60), (990, 1120), 380, palette.shine, 0.1)
    audience(canvas, 900, 62, 9, 0.78)
    audience(canvas, 968, 92, 6, 0.9)


def award_ceremony(canvas: Canvas) -> None:
    """Winners on three steps, a cup held high, paper rain in the lights."""
    palette, dice, cloth = canvas.palette, canvas.dice, drape(canvas)
    room(canvas, 780, wall=mix(cloth, INK, 0.35), low=mix(cloth, INK, 0.1))
    curtain(canvas, 0, 300, 0, 772, cloth, 6)
    curtain(canvas, 1300, 1600, 0, 772, cloth, 6)
    canvas.glow(800, 420, 620, palette.shine, 0.5)
    for i in range(16):
        canvas.fill(sector(800, 470, 900, i * 22.5, i * 22.5 + 9), veil(palette.shine, 0.06))
    canvas.fill(ellipse(800, 330, 206), veil(GOLD, 0.5))
    canvas.fill(star(800, 336, 168), mix(GOLD, HONEY, 0.5))
    steps = ((540, 716), (800, 640), (1060, 752))
    for x, top in steps:
        canvas.fill(rect(x - 130, top, x + 130, 880), mix(PAPER, palette.wall_low, 0.2))
        canvas.fill(rect(x - 130, top, x - 50, 880), mix(PAPER, palette.shadow, 0.32))
        canvas.fill(rect(x - 130, top, x + 130, top + 14), GOLD)
    winners = [office(dice), ao_dai(dice), office(dice)]
    poses = (WAVE, CHEER, HANDS_JOINED)
    made = [person(x, top + 6, 400, outfit, pose) for (x, top), outfit, pose in zip(steps, winners, poses, strict=True)]
    for figure in made:
        canvas.paint(figure.shapes)
    hands = (made[1].near_hand, made[1].far_hand)
    trophy(canvas, ((hands[0][0] + hands[1][0]) / 2, hands[0][1] + 24), 120)
    flowers(canvas, made[2].near_hand[0] - 8, made[2].near_hand[1] + 20, 54)
    host = person(1330, 980, 500, suit(dice), OFFER, -1)
    helper = person(262, 990, 490, ao_dai(dice, VERMILION if cloth != LACQUER else TEAL), OFFER, 1)
    canvas.shadow([host.shapes, helper.shapes], 985, -0.35, 0.16)
    for figure in (host, helper):
        canvas.paint(figure.shapes)
    certificate(canvas, host.near_hand, 92)
    flowers(canvas, helper.near_hand[0] + 4, helper.near_hand[1] + 16, 62)
    for x in (420, 800, 1180):
        beam(canvas, (x + (x - 800) * 0.5, -20), (x, 900), 170, palette.shine, 0.1)
    confetti(canvas, 110, 640)


SCENES = {
    "conference-hall": conference_hall,
    "podium-speaker": podium_speaker,
    "award-ceremony": award_ceremony,
}
