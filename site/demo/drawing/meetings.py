"""People who come together: delegations, partners, colleagues, donors."""

from dataclasses import replace

from demo.drawing.canvas import HEIGHT, Canvas
from demo.drawing.geometry import ellipse, limb, rect, rounded, sector, smooth, star, stroke
from demo.drawing.halls import drape
from demo.drawing.nature import birds, sky, tree
from demo.drawing.palettes import GOLD, HONEY, INK, LACQUER, PAPER, ROSE, TEAL, VERMILION, WHITE, mix, veil
from demo.drawing.people import CLAP, GREET, HANDS_JOINED, STAND, STAND_SIDE, Pose, person, seated
from demo.drawing.places import curtain, flag, flowers, room, skyline, table, windows
from demo.drawing.wardrobe import ao_dai, lab_coat, office, suit


def group_photo(canvas: Canvas) -> None:
    """Colleagues in three rows before a colonnade."""
    palette, dice = canvas.palette, canvas.dice
    sky(canvas, 700, (1330, 190), 50)
    stone = mix(PAPER, palette.sky[2], 0.35)
    tree(canvas, 90, 760, 520, palette.mid)
    tree(canvas, 1530, 760, 460, palette.mid)
    canvas.fill([(210, 210), (800, 70), (1390, 210)], mix(stone, palette.shadow, 0.15))
    canvas.fill([(330, 196), (800, 92), (1270, 196)], mix(stone, palette.accent, 0.25))
    canvas.fill(star(800, 164, 40), GOLD)
    canvas.fill(rect(230, 206, 1370, 262), stone)
    canvas.fill(rect(270, 262, 1330, 740), mix(stone, palette.shadow, 0.42))
    for i in range(7):
        x = 285 + i * 158
        canvas.fill(rect(x, 262, x + 78, 740), stone)
        canvas.fill(rect(x, 262, x + 26, 740), mix(stone, palette.shadow, 0.2))
    for k in range(3):
        canvas.fill(
            rect(170 - 70 * k, 700 + 56 * k, 1430 + 70 * k, 760 + 56 * k), mix(stone, palette.shadow, 0.06 + 0.09 * k)
        )
        canvas.fill(rect(170 - 70 * k, 700 + 56 * k, 1430 + 70 * k, 708 + 56 * k), mix(stone, WHITE, 0.4))
    canvas.gradient((mix(palette.ground, palette.shadow, 0.12), palette.ground), 868, HEIGHT)
    theme = dice.pick((VERMILION, TEAL, LACQUER, ROSE))
    for ground, count, height in ((716, 11, 350), (788, 10, 372)):
        pitch = 1080 / (count - 1)
        for i in range(count):
            outfit = (
                ao_dai(dice, theme)
                if (i + canvas.variant) % 3 == 0
                else suit(dice)
                if dice.chance(0.5)
                else office(dice)
            )
            canvas.paint(person(260 + i * pitch, ground + 60, height * dice.between(0.95, 1.05), outfit).shapes)
    front = []
    for i in range(9):
        outfit = ao_dai(dice, theme) if i % 2 else suit(dice)
        front.append(
            person(250 + i * 138, 958, 400 * dice.between(0.96, 1.03), outfit, HANDS_JOINED if i % 2 else STAND)
        )
    canvas.shadow([figure.shapes for figure in front], 955, -0.5, 0.2)
    for i, figure in enumerate(front):
        canvas.paint(figure.shapes)
        if i % 2:
            flowers(canvas, figure.near_hand[0] - 6, figure.near_hand[1] + 14, 44)


def handshake(canvas: Canvas) -> None:
    """Two partners shake hands before a great sun and a city."""
    palette, dice = canvas.palette, canvas.dice
    canvas.gradient(palette.sky)
    canvas.glow(800, 560, 900, palette.sun, 0.55)
    canvas.fill(ellipse(800, 520, 372), mix(palette.sun, palette.sky[1], 0.25))
    canvas.fill(ellipse(800, 520, 318), mix(palette.sun, palette.sky[2], 0.15))
    skyline(canvas, 880, mix(palette.far, palette.sky[2], 0.25), 70, 330, palette.dark)
    skyline(canvas, 960, palette.mid, 40, 190, palette.dark)
    birds(canvas, 420, 210, 6, palette.near)
    canvas.gradient((palette.near, mix(palette.near, INK, 0.4)), 930, HEIGHT)
    shake = Pose(0.62, 4, 3, (38, 76), (-14, 6))
    partner = ao_dai(dice) if canvas.variant % 2 == 0 else suit(dice)
    reach = person(0, 0, 1240, partner, shake).near_hand[0]
    left = person(804 - reach, 1545, 1260, suit(dice), shake)
    right = person(796 + reach, 1528, 1220, partner, replace(shake, near_arm=(40, 79)), -1)
    canvas.paint(left.shapes)
    canvas.paint(right.shapes)
    a, b = left.near_hand, right.near_hand
    canvas.fill(limb(a, b, 30, 30), left.shapes[-1][1])


def signing_documents(canvas: Canvas) -> None:
    """Two delegations sign at a long table, witnesses standing behind."""
    palette, dice, cloth = canvas.palette, canvas.dice, drape(canvas)
    room(canvas, 800)
    windows(canvas, 5, 90, 560, 60, 1540)
    canvas.fill(rect(480, 60, 1120, 640), cloth)
    curtain(canvas, 480, 1120, 60, 640, cloth, 11)
    for x in (560, 940):
        flag(canvas, x, 150, 150, 480)
    for i in range(9):
        outfit = ao_dai(dice) if i in (2, 6) else suit(dice)
        canvas.paint(
            person(
                330 + i * 118,
                880,
                470 * dice.between(0.95, 1.04),
                outfit,
                CLAP if i % 2 else HANDS_JOINED,
                1 if i < 4 else -1,
            ).shapes
        )
    write = Pose(0.3, 10, 16, (20, 62), (-16, 44), (60, 0), (60, 0), far_arm_in_front=True)
    for x, facing in ((560, 1), (1040, -1)):
        canvas.paint(seated(x, 800, 560, suit(dice), write, facing).shapes)
    table(canvas, 250, 1350, 742, 1010, mix(palette.accent, cloth, 0.3) if cloth != LACQUER else mix(PAPER, GOLD, 0.2))
    for x in (560, 1040):
        canvas.fill([(x - 104, 772), (x - 88, 738), (x - 3, 738), (x - 3, 772)], LACQUER)
        canvas.fill([(x + 104, 772), (x + 88, 738), (x + 3, 738), (x + 3, 772)], LACQUER)
        canvas.fill([(x - 92, 766), (x - 80, 742), (x + 80, 742), (x + 92, 766)], WHITE)
        canvas.fill(stroke([(x + 34, 758), (x + 62, 718)], 3, 2), GOLD)
    flowers(canvas, 800, 748, 76, (VERMILION, WHITE, HONEY))
    canvas.glow(800, 340, 620, palette.shine, 0.25)


def blood_donation(canvas: Canvas) -> None:
    """A donor rests in a chair, a nurse beside, a great drop of red on the wall."""
    palette, dice = canvas.palette, canvas.dice
    wall = mix(PAPER, palette.wall, 0.35)
    room(canvas, 790, boards=False, wall=wall, low=mix(wall, ROSE, 0.35))
    canvas.fill(ellipse(560, 380, 330), veil(ROSE, 0.4))
    canvas.fill([(560, 86), *sector(560, 440, 168, -32, 212)[:-1]], VERMILION)
    canvas.fill(
        [
            (560, 86),
            *smooth([(540, 330), (470, 440), (520, 560), (560, 608)], closed=False),
            *sector(560, 440, 168, 90, 212)[:-1],
        ],
        LACQUER,
    )
    heart = smooth([(575, 540), (500, 452), (500, 398), (538, 376), (575, 410), (612, 376), (650, 398), (650, 452)])
    canvas.fill(heart, WHITE)
    for x in (1320, 1455):
        canvas.fill(rounded(x - 55, 120, x + 55, 520, 12), mix(wall, TEAL, 0.3))
        canvas.fill(rounded(x - 46, 130, x + 46, 510, 8), mix(palette.sky[2], WHITE, 0.3))
    canvas.ground_shadow(760, 968, 440, 40)
    canvas.fill(stroke(smooth([(1010, 410), (1010, 700), (1010, 960)], closed=False), 5), mix(INK, WHITE, 0.4))
    canvas.fill(rect(964, 406, 1056, 414), mix(INK, WHITE, 0.4))
    canvas.fill(rounded(970, 424, 1036, 540, 14), mix(WHITE, ROSE, 0.2))
    canvas.fill(rounded(976, 462, 1030, 534, 10), LACQUER)
    chair = mix(TEAL, palette.second, 0.15)
    canvas.fill(rounded(500, 920, 960, 950, 8), mix(INK, WHITE, 0.3))
    canvas.fill(limb((690, 850), (690, 930), 20, 20), mix(INK, WHITE, 0.3))
    canvas.fill(limb((560, 596), (640, 830), 52, 46), mix(chair, INK, 0.2))
    canvas.fill(limb((640, 840), (850, 846), 44, 40), chair)
    canvas.fill(limb((860, 850), (950, 930), 38, 30), mix(chair, INK, 0.12))
    rest = Pose(0.9, -26, 10, (30, 86), (16, 70), (84, 38), (78, 30))
    donor = seated(668, 800, 560, office(dice), rest)
    canvas.paint(donor.shapes)
    canvas.fill(limb((706, 790), (880, 778), 17, 17), mix(chair, WHITE, 0.2))
    tube = smooth([donor.near_hand, (900, 760), (960, 660), (1003, 540)], closed=False)
    canvas.fill(stroke(tube, 3.4), VERMILION)
    canvas.fill(ellipse(*donor.near_hand, 15), VERMILION)
    nurse = person(1190, 990, 590, replace(lab_coat(dice), hairdo="bun"), GREET, -1)
    canvas.shadow([nurse.shapes], 988, -0.4, 0.12)
    canvas.paint(nurse.shapes)
    helper = person(300, 960, 500, replace(ao_dai(dice, ROSE), hairdo="long"), STAND_SIDE)
    canvas.paint(helper.shapes)
    flowers(canvas, helper.near_hand[0] + 6, helper.near_hand[1] + 12, 52)
    canvas.glow(1300, 200, 520, palette.shine, 0.3)


SCENES = {
    "group-photo": group_photo,
    "handshake": handshake,
    "signing-documents": signing_documents,
    "blood-donation": blood_donation,
}
