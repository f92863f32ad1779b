"""Things that wait for people: cups on a table, and what players leave on a bench."""

import math

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import ellipse, limb, rect, rounded, sector, smooth, star, stroke
from demo.drawing.halls import certificate, confetti, drape, trophy
from demo.drawing.palettes import (
    CORAL,
    DARK_WOOD,
    GOLD,
    HONEY,
    INDIGO,
    INK,
    LACQUER,
    PAPER,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    mix,
    veil,
)
from demo.drawing.places import curtain, flowers, room, table, windows
from demo.drawing.playing import ball, racket


def trophies(canvas: Canvas) -> None:
    """Cups, medals and bouquets on a draped table before the prizes are given."""
    palette, dice, cloth = canvas.palette, canvas.dice, drape(canvas)
    room(canvas, 860, wall=mix(cloth, INK, 0.3), low=mix(cloth, INK, 0.12))
    curtain(canvas, 0, WIDTH, 0, 850, mix(cloth, INK, 0.2), 18)
    canvas.glow(800, 420, 760, palette.shine, 0.55)
    table(canvas, 90, 1510, 720, 1040, mix(LACQUER if cloth != LACQUER else TEAL, INK, 0.08))
    for x, size in ((250, 230), (480, 300), (800, 440), (1120, 300), (1350, 230)):
        canvas.glow(x, 720 - size * 0.6, size * 0.9, palette.shine, 0.35)
        canvas.fill(ellipse(x, 724, size * 0.34, size * 0.05), veil(INK, 0.35))
        trophy(canvas, (x, 722), size)
        canvas.fill(star(x, 722 - size * 0.72, size * 0.12), mix(GOLD, WOOD, 0.35))
    for x in (365, 640, 960, 1240):
        flowers(canvas, x, 724, 78, (VERMILION, ROSE, HONEY, WHITE))
    for i in range(6):
        x, ink = 300 + i * 200, (GOLD, mix(WHITE, INK, 0.2), mix(CORAL, WOOD, 0.5))[i % 3]
        canvas.fill([(x - 26, 716), (x - 8, 716), (x + 6, 792), (x - 6, 796)], VERMILION)
        canvas.fill([(x + 26, 716), (x + 8, 716), (x - 6, 792), (x + 6, 796)], mix(VERMILION, INK, 0.2))
        canvas.fill(ellipse(x, 818, 34), mix(ink, INK, 0.25))
        canvas.fill(ellipse(x, 816, 30), ink)
        canvas.fill(star(x, 818, 17), mix(ink, WHITE, 0.5))
    certificate(canvas, (130, 640), 130)
    certificate(canvas, (1476, 640), 130)
    confetti(canvas, 40 if dice.chance(0.5) else 90, 640)


def sports_kit(canvas: Canvas) -> None:
    """A bench at the side of a court: ball, bats, rackets, gloves, a whistle and a bottle."""
    palette = canvas.palette
    room(canvas, 700)
    windows(canvas, 4, 60, 420)
    canvas.fill(rect(0, 520, WIDTH, 690), mix(palette.second, INK, 0.12))
    canvas.fill(rect(0, 512, WIDTH, 530), mix(palette.second, WHITE, 0.4))
    canvas.ground_shadow(800, 1010, 760, 30, 0.35)
    for x in (180, 1420):
        canvas.fill(rect(x - 22, 840, x + 22, 1010), mix(DARK_WOOD, INK, 0.2))
    canvas.fill(rounded(40, 790, 1560, 850, 12), WOOD)
    canvas.fill(rounded(40, 790, 1560, 814, 10), mix(WOOD, HONEY, 0.45))
    canvas.ground_shadow(330, 792, 150, 12, 0.4)
    ball(canvas, 330, 660, 132)
    racket(canvas, (560, 786), 158, 300, VERMILION)
    racket(canvas, (660, 786), 196, 300, palette.accent)
    for dx, ink in ((770, VERMILION), (890, INDIGO)):
        canvas.fill(limb((dx, 780), (dx + 22, 716), 12, 11), mix(WOOD, HONEY, 0.4))
        canvas.fill(ellipse(dx + 44, 654, 62, 70, 18), mix(ink, INK, 0.2))
        canvas.fill(ellipse(dx + 40, 652, 58, 66, 18), ink)
    canvas.fill(ellipse(846, 774, 17), WHITE)
    for k in range(5):
        a = math.radians(-120 + 15 * k)
        tip = (1010 + math.cos(a) * 92, 768 + math.sin(a) * 92)
        canvas.fill(stroke([(1010, 768), tip], 4, 13), mix(WHITE, palette.shadow, 0.05 * k))
    canvas.fill(sector(1012, 768, 26, 0, 180), VERMILION)
    canvas.fill(rect(986, 756, 1038, 770), mix(WHITE, palette.shadow, 0.1))
    for x, ink in ((1120, TEAL), (1206, mix(TEAL, INK, 0.16))):
        canvas.fill(
            smooth([(x - 36, 786), (x - 44, 690), (x - 20, 640), (x + 26, 640), (x + 46, 700), (x + 34, 786)]), ink
        )
        for k in range(4):
            canvas.fill(limb((x - 28 + 20 * k, 676), (x - 32 + 22 * k, 604 + 10 * abs(k - 1)), 11, 9), ink)
        canvas.fill(rect(x - 38, 760, x + 38, 786), mix(ink, WHITE, 0.5))
    canvas.fill(rounded(1300, 590, 1384, 788, 20), veil(mix(TEAL, WHITE, 0.5), 0.75))
    canvas.fill(rounded(1300, 660, 1384, 788, 20), veil(TEAL, 0.4))
    canvas.fill(rounded(1318, 556, 1366, 600, 8), VERMILION)
    canvas.fill(ellipse(1468, 752, 36), GOLD)
    canvas.fill(rect(1400, 720, 1470, 748), GOLD)
    canvas.fill(ellipse(1468, 752, 14), mix(GOLD, INK, 0.5))
    string = [(1500, 740), (1536, 800), (1500, 880), (1450, 930), (1490, 990)]
    canvas.fill(stroke(smooth(string, closed=False), 4, 4), LACQUER)
    canvas.fill([(60, 792), (230, 792), (222, 920), (150, 934), (74, 918)], mix(PAPER, ROSE, 0.3))
    for k in range(3):
        canvas.fill(rect(66 + 2 * k, 826 + 30 * k, 226 - 2 * k, 836 + 30 * k), mix(VERMILION, PAPER, 0.35))
    canvas.fill(rect(0, 1040, WIDTH, HEIGHT), veil(INK, 0.06))


SCENES = {"trophies": trophies, "sports-kit": sports_kit}
