"""Laboratories, shielded rooms, servers and workshops."""

import math
from dataclasses import replace

from demo.drawing.apparatus import STEEL, gear, glassware, robot, scope, screen, trefoil
from demo.drawing.canvas import HEIGHT, Canvas
from demo.drawing.geometry import Point, along, ellipse, limb, rect, rounded, sector, smooth, stroke
from demo.drawing.palettes import (
    CORAL,
    DEEP_TEAL,
    DUSK,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    JADE,
    LACQUER,
    LEAF,
    MIST,
    PAPER,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    mix,
    veil,
)
from demo.drawing.people import (
    OFFER,
    POINT,
    STAND_SIDE,
    Pose,
    person,
    seated,
)
from demo.drawing.places import (
    room,
    table,
    windows,
)
from demo.drawing.wardrobe import Outfit, anyone, lab_coat, office

PEER = Pose(0.9, 16, 22, (44, 104), (36, 96), (84, 0), (80, -6), far_arm_in_front=False)
LIFT = Pose(0.5, 2, -6, (62, 140), (18, 84), far_arm_in_front=True)


def laboratory(canvas: Canvas) -> None:
    """Two chemists at a bench of bright glassware, shelves behind."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 800, boards=False)
    windows(canvas, 2, 110, 520, 60, 640)
    for k in range(3):
        y = 200 + 150 * k
        for i in range(9):
            x, s = 790 + i * 84 + dice.between(-8, 8), dice.between(60, 92)
            glassware(
                canvas,
                x,
                y,
                s,
                dice.pick((TEAL, CORAL, HONEY, JADE, LACQUER, DUSK)),
                dice.pick(("flask", "beaker", "flask")),
            )
        canvas.fill(rounded(730, y, 1520, y + 14, 4), mix(WOOD, palette.wall, 0.15))
        canvas.fill(rect(742, y + 14, 1508, y + 26), veil(palette.shadow, 0.2))
    left = person(520, 1090, 690, lab_coat(dice), LIFT)
    right = person(1090, 1090, 680, replace(lab_coat(dice), hairdo="bun"), OFFER, -1)
    for figure in (left, right):
        canvas.paint(figure.shapes)
    canvas.fill(rounded(-20, 820, 1620, 856, 8), mix(WHITE, palette.wall_low, 0.12))
    canvas.gradient((mix(TEAL, palette.wall_low, 0.25), mix(DEEP_TEAL, palette.shadow, 0.3)), 856, HEIGHT)
    for i in range(5):
        canvas.fill(rounded(40 + i * 320, 884, 320 + i * 320, 1090, 10), veil(INK, 0.12))
        canvas.fill(rounded(150 + i * 320, 908, 210 + i * 320, 918, 5), MIST)
    hx, hy = left.near_hand
    glassware(canvas, hx + 8, hy + 46, 130, mix(CORAL, VERMILION, 0.4), "flask")
    glassware(canvas, right.near_hand[0] - 4, right.near_hand[1] + 60, 120, TEAL, "flask")
    for x, s, ink, kind in (
        (150, 200, TEAL, "flask"),
        (310, 150, HONEY, "beaker"),
        (770, 160, VERMILION, "rack"),
        (1330, 210, GOLD, "flask"),
        (1480, 150, JADE, "beaker"),
    ):
        canvas.fill(ellipse(x - 10, 834, s * 0.45, 9), veil(palette.shadow, 0.2))
        glassware(canvas, x, 834, s, ink, kind)
    canvas.glow(330, 300, 520, palette.shine, 0.35)


def microscope(canvas: Canvas) -> None:
    """A large microscope in the foreground, a researcher bent over another, cells in a lens of light."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 830, boards=False)
    canvas.glow(1080, 380, 640, palette.shine, 0.5)
    disc = (1090, 370, 290)
    canvas.fill(ellipse(*disc), mix(TEAL, WHITE, 0.12) if canvas.variant % 2 else mix(LACQUER, CORAL, 0.3))
    canvas.fill(ellipse(disc[0], disc[1], 264), mix(PAPER, HONEY, 0.2))
    for _ in range(17):
        a, d, r = dice.between(0, math.tau), 205 * dice.unit() ** 0.6, dice.between(18, 46)
        cx, cy = disc[0] + math.cos(a) * d, disc[1] + math.sin(a) * d
        ink = dice.pick((CORAL, JADE, TEAL, GOLD, VERMILION))
        blob = smooth(
            [
                (
                    cx + math.cos(k * 1.05) * r * dice.between(0.8, 1.15),
                    cy + math.sin(k * 1.05) * r * dice.between(0.8, 1.15),
                )
                for k in range(6)
            ]
        )
        canvas.fill(blob, veil(ink, 0.62))
        canvas.fill(ellipse(cx + r * 0.15, cy - r * 0.1, r * 0.34), mix(ink, INK, 0.3))
    canvas.fill(sector(disc[0], disc[1], 236, 200, 250, 220), veil(WHITE, 0.6))
    canvas.fill(rounded(850, 700, 950, 800, 16), mix(WOOD, INK, 0.3))
    canvas.paint(seated(1180, 900, 700, lab_coat(dice), PEER, -1).shapes)
    canvas.fill(rounded(-20, 840, 1620, 876, 8), mix(WHITE, palette.wall_low, 0.1))
    canvas.gradient(
        (mix(palette.wall_low, palette.shadow, 0.35), mix(palette.wall_low, palette.shadow, 0.7)), 876, HEIGHT
    )
    scope(canvas, 925, 842, 300, mix(STEEL, WHITE, 0.3))
    scope(canvas, 420, 1010, 840, mix(STEEL, WHITE, 0.15))
    glassware(canvas, 1420, 846, 170, mix(TEAL, JADE, 0.4), "rack")
    glassware(canvas, 120, 850, 170, CORAL, "flask")


def nuclear_symbol_safety(canvas: Canvas) -> None:
    """A radiation officer reads a meter beside a shielded door with its trefoil."""
    palette, dice = canvas.palette, canvas.dice
    wall = mix(MIST, palette.wall, 0.4)
    room(canvas, 820, boards=False, wall=wall, low=mix(wall, palette.shadow, 0.25))
    floor = mix(TEAL, palette.floor, 0.55)
    canvas.gradient((mix(floor, INK, 0.25), mix(floor, palette.shine, 0.15)), 820, HEIGHT)
    for i in range(-1, 18):
        canvas.fill([(i * 100, 806), (i * 100 + 50, 806), (i * 100 + 20, 832), (i * 100 - 30, 832)], INK)
        canvas.fill([(i * 100 + 50, 806), (i * 100 + 100, 806), (i * 100 + 70, 832), (i * 100 + 20, 832)], GOLD)
    canvas.fill(rounded(820, 110, 1420, 820, 26), mix(STEEL, INK, 0.35))
    canvas.fill_gradient(rounded(850, 140, 1390, 820, 16), mix(STEEL, WHITE, 0.2), mix(STEEL, INK, 0.15))
    canvas.fill(rect(1114, 140, 1126, 820), mix(STEEL, INK, 0.4))
    for x, y in ((880, 180), (880, 780), (1360, 180), (1360, 780), (1080, 180), (1160, 180), (1080, 780), (1160, 780)):
        canvas.fill(ellipse(x, y, 12), mix(STEEL, INK, 0.4))
        canvas.fill(ellipse(x + 2, y - 2, 7), MIST)
    trefoil(canvas, 1120, 420, 190)
    canvas.fill(rounded(1158, 640, 1230, 664, 10), INK)
    for x, ink in ((760, VERMILION), (1480, LEAF)):
        canvas.glow(x, 250, 110, ink, 0.65)
        canvas.fill(rounded(x - 24, 224, x + 24, 300, 12), mix(INK, STEEL, 0.3))
        canvas.fill(ellipse(x, 250, 17), mix(ink, HONEY, 0.3))
    for k, box in enumerate(((90, 150, 360, 330), (390, 150, 660, 330), (90, 360, 360, 540), (390, 360, 660, 540))):
        screen(canvas, box, k + canvas.variant, (JADE, HONEY, CORAL, TEAL)[k])
    canvas.fill([(60, 640), (690, 640), (730, 720), (20, 720)], mix(STEEL, WHITE, 0.35))
    canvas.fill(rect(20, 720, 730, 900), mix(STEEL, INK, 0.25))
    for i in range(16):
        canvas.fill(ellipse(90 + 38 * i, 682, 9), (VERMILION, LEAF, GOLD, PAPER)[dice.whole(0, 3)])
    suit = anyone(dice, Outfit("coat", GOLD, mix(GOLD, PAPER, 0.25), INK, WHITE, hat="helmet", hat_colour=WHITE))
    officer = person(900, 1020, 640, suit, Pose(0.6, 3, 6, (44, 86), (20, 70), far_arm_in_front=True))
    partner = person(420, 1000, 590, lab_coat(dice), OFFER, 1)
    canvas.shadow([officer.shapes, partner.shapes], 1012, -0.3, 0.12)
    for figure in (officer, partner):
        canvas.paint(figure.shapes)
    x, y = officer.near_hand
    canvas.fill(rounded(x - 30, y - 46, x + 46, y + 6, 8), mix(INK, TEAL, 0.3))
    canvas.fill(rounded(x - 20, y - 38, x + 22, y - 8, 5), JADE)
    canvas.fill(stroke([(x + 46, y - 22), (x + 118, y - 30)], 7), mix(INK, STEEL, 0.3))
    px, py = partner.near_hand
    canvas.fill([(px - 46, py - 58), (px + 30, py - 50), (px + 22, py + 44), (px - 54, py + 34)], WOOD)
    canvas.fill([(px - 38, py - 48), (px + 22, py - 42), (px + 15, py + 36), (px - 46, py + 28)], WHITE)
    canvas.glow(1120, 60, 520, palette.shine, 0.3)


def data_center(canvas: Canvas) -> None:
    """An aisle of servers running to a bright door, an engineer with a tablet."""
    dice = canvas.dice
    glow = (TEAL, VERMILION, DUSK, GOLD, JADE, CORAL)[canvas.variant - 1]
    base = mix(INDIGO, INK, 0.45)
    canvas.gradient((mix(base, INK, 0.3), base), 0, 420)
    canvas.gradient((mix(base, glow, 0.35), mix(base, INK, 0.35)), 420, HEIGHT)
    eye = (840.0, 440.0)
    canvas.fill([(752, 330), (928, 330), (928, 560), (752, 560)], mix(glow, WHITE, 0.55))
    for k in range(9):
        t = (k / 8) ** 1.7
        y0, y1 = 330 - 380 * t, 330 - 380 * ((k + 0.45) / 8) ** 1.7
        half0, half1 = 40 + 160 * t, 40 + 160 * ((k + 0.45) / 8) ** 1.7
        canvas.fill(
            [(eye[0] - half0, y0), (eye[0] + half0, y0), (eye[0] + half1, y1), (eye[0] - half1, y1)],
            mix(WHITE, glow, 0.25),
        )
    depth = [0.09 * 1.42**k for k in range(9)]
    for side in (-1, 1):
        for near, far in zip(reversed(depth[1:]), reversed(depth[:-1]), strict=True):

            def edge(t: float, up: float, side: int = side) -> Point:
                return (eye[0] + side * 980 * t, eye[1] + (-900 if up else 1240) * t)

            face = [edge(far, 1), edge(near, 1), edge(near, 0), edge(far, 0)]
            tone = mix(mix(base, glow, 0.3), INK, 0.5 * near)
            canvas.fill(face, tone)
            canvas.fill(
                [along(face[0], face[1], 0.93), face[1], face[2], along(face[3], face[2], 0.93)], mix(tone, INK, 0.45)
            )
            lit = [along(face[0], face[1], 0.93), along(face[3], face[2], 0.93)]
            canvas.fill(stroke(lit, 4 * near + 0.8), mix(glow, WHITE, 0.45))
            canvas.fill(stroke(lit, 26 * near), veil(mix(glow, WHITE, 0.3), 0.22))
            for row in range(15):
                v = (row + 0.8) / 16
                a, b = along(face[0], face[3], v), along(face[1], face[2], v)
                thick = 9 * near + 1
                canvas.fill(stroke([along(a, b, 0.1), along(a, b, 0.84)], thick * 0.9), mix(tone, INK, 0.5))
                for lamp in (0.16, 0.24, 0.32, 0.62, 0.72):
                    if dice.chance(0.78):
                        canvas.fill(
                            ellipse(*along(a, b, lamp), thick * 0.62, thick * 0.5, steps=9),
                            dice.pick((mix(glow, WHITE, 0.4), HONEY, mix(JADE, WHITE, 0.3), mix(glow, WHITE, 0.4))),
                        )
    canvas.glow(eye[0], eye[1], 460, mix(glow, WHITE, 0.5), 0.62)
    canvas.fill([(780, 560), (900, 560), (1320, HEIGHT), (360, HEIGHT)], veil(mix(glow, WHITE, 0.5), 0.2))
    helper = person(770, 700, 260, office(dice), STAND_SIDE)
    engineer = person(1080, 1030, 660, lab_coat(dice) if canvas.variant % 2 else office(dice), OFFER, -1)
    canvas.shadow([engineer.shapes, helper.shapes], 1020, 0.25, 0.12)
    canvas.paint(helper.shapes)
    canvas.paint(engineer.shapes)
    x, y = engineer.near_hand
    canvas.glow(x - 10, y - 40, 110, mix(glow, WHITE, 0.4), 0.55)
    canvas.fill([(x - 56, y - 62), (x + 30, y - 50), (x + 22, y + 18), (x - 62, y + 6)], INK)
    canvas.fill([(x - 50, y - 55), (x + 23, y - 44), (x + 16, y + 11), (x - 55, y + 1)], mix(glow, WHITE, 0.5))


def workshop_robot(canvas: Canvas) -> None:
    """Students build a robot; an orange arm works beside them."""
    palette, dice = canvas.palette, canvas.dice
    room(canvas, 790)
    windows(canvas, 3, 90, 470, 80, 900)
    board = mix(TEAL, palette.wall_low, 0.45)
    canvas.fill(rounded(980, 110, 1530, 470, 10), mix(board, INK, 0.25))
    for k in range(17):
        x, y = 1030 + (k % 6) * 90, 170 + (k // 6) * 110
        ink = (VERMILION, STEEL, GOLD, PAPER)[k % 4]
        if k % 3 == 0:
            canvas.fill(limb((x, y - 26), (x, y + 40), 7, 7), ink)
            canvas.fill(sector(x, y - 30, 22, -50, 230, 10), ink)
        elif k % 3 == 1:
            canvas.fill(rounded(x - 26, y - 26, x + 26, y - 4, 5), mix(INK, STEEL, 0.4))
            canvas.fill(limb((x, y - 4), (x, y + 44), 7, 7), ink)
        else:
            gear(canvas, x, y + 6, 30, ink)
    arm = (CORAL, VERMILION, GOLD, CORAL, TEAL, GOLD)[canvas.variant - 1]
    joints = [(1290.0, 800.0), (1330.0, 560.0), (1130.0, 410.0), (985.0, 560.0)]
    canvas.fill(rounded(1180, 790, 1400, 860, 14), mix(INK, STEEL, 0.3))
    canvas.fill(rounded(1220, 740, 1360, 800, 14), mix(arm, INK, 0.3))
    for a, b, ra, rb in (
        (joints[0], joints[1], 48, 40),
        (joints[1], joints[2], 38, 30),
        (joints[2], joints[3], 26, 20),
    ):
        canvas.fill(limb(a, b, ra, rb), arm)
        canvas.fill(
            limb((a[0] + ra * 0.3, a[1] - 4), (b[0] + rb * 0.3, b[1] - 2), ra * 0.36, rb * 0.36), mix(arm, WHITE, 0.3)
        )
    for (x, y), r in zip(joints, (50, 44, 34, 24), strict=True):
        canvas.fill(ellipse(x, y, r), mix(INK, STEEL, 0.35))
        canvas.fill(ellipse(x + 3, y - 3, r * 0.5), MIST)
    for side in (-1, 1):
        canvas.fill(stroke([(985, 570), (985 + side * 30, 610), (985 + side * 14, 650)], 9, 5), mix(INK, STEEL, 0.3))
    coats = [Outfit("shirt", tone, INDIGO, INK, LACQUER) for tone in (TEAL, VERMILION, WHITE)]
    makers = [
        person(
            330, 1030, 590, anyone(dice, coats[0], True), Pose(0.8, 10, 12, (40, 74), (26, 68), far_arm_in_front=True)
        ),
        person(560, 940, 500, anyone(dice, coats[1], False), POINT),
        person(
            1180, 1030, 580, anyone(dice, coats[2]), Pose(0.8, 8, 12, (44, 76), (20, 70), far_arm_in_front=True), -1
        ),
    ]
    canvas.paint(makers[1].shapes)
    table(canvas, 420, 1110, 800, 1010)
    robot(
        canvas,
        790,
        800,
        270,
        mix(PAPER, palette.sky[1], 0.25),
        palette.accent if palette.accent != LACQUER else VERMILION,
    )
    canvas.paint(makers[0].shapes)
    canvas.paint(makers[2].shapes)
    gear(canvas, 520, 780, 26, GOLD)
    gear(canvas, 566, 788, 17, STEEL)
    canvas.fill(rounded(960, 784, 1060, 800, 4), LEAF)
    for k in range(4):
        canvas.fill(rounded(970 + 22 * k, 774, 984 + 22 * k, 786, 2), (INK, GOLD, INK, VERMILION)[k])
    canvas.glow(400, 260, 520, palette.shine, 0.3)


SCENES = {
    "laboratory": laboratory,
    "microscope": microscope,
    "nuclear-symbol-safety": nuclear_symbol_safety,
    "data-center": data_center,
    "workshop-robot": workshop_robot,
}
