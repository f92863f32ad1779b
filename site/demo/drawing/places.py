"""Rooms, houses, furniture, cloth and crowds."""

from collections.abc import Sequence

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from demo.drawing.geometry import Point, along, ellipse, limb, rect, rounded, sector, smooth, star, stroke
from demo.drawing.palettes import (
    DARK_WOOD,
    GOLD,
    HAIRS,
    HONEY,
    INK,
    LACQUER,
    LEAF,
    PAPER,
    ROSE,
    SKINS,
    VERMILION,
    WHITE,
    WOOD,
    Colour,
    mix,
    veil,
)


def room(
    canvas: Canvas, floor: float = 760, boards: bool = True, wall: Colour | None = None, low: Colour | None = None
) -> None:
    """Fill the sheet with a wall and a floor running away from us."""
    palette = canvas.palette
    wall, low = wall or palette.wall, low or palette.wall_low
    canvas.gradient((wall, mix(wall, low, 0.35), low), 0, floor)
    canvas.gradient(
        (mix(palette.floor, INK, 0.25), palette.floor, mix(palette.floor, palette.shine, 0.12)), floor, HEIGHT
    )
    if boards:
        for i in range(-9, 10):
            edge = [(800 + i * 95, floor), (800 + i * 290, HEIGHT)]
            canvas.fill(stroke(edge, 0.6, 2.2), veil(INK, 0.13))
    canvas.fill(rect(0, floor - 12, WIDTH, floor), mix(low, INK, 0.18))


def windows(
    canvas: Canvas, count: int, top: float, bottom: float, x0: float = 120, x1: float = 1480, beams: bool = True
) -> None:
    """Draw tall windows showing the hour's sky, with light falling through them."""
    palette = canvas.palette
    pitch = (x1 - x0) / count
    frame = mix(palette.wall, INK, 0.32) if not palette.dark else mix(palette.wall, INK, 0.5)
    for i in range(count):
        a, b = x0 + i * pitch + pitch * 0.14, x0 + (i + 1) * pitch - pitch * 0.14
        canvas.fill(rounded(a - 9, top - 9, b + 9, bottom + 9, 10), frame)
        canvas.fill_gradient(rect(a, top, b, bottom), palette.sky[1], palette.sky[2])
        hill = smooth([(a, bottom - 40), ((a + b) / 2, bottom - 85 + 30 * (i % 2)), (b, bottom - 55)], closed=False)
        canvas.fill([*hill, (b, bottom), (a, bottom)], mix(palette.far, palette.sky[2], 0.3))
        canvas.fill(rect((a + b) / 2 - 4, top, (a + b) / 2 + 4, bottom), frame)
        canvas.fill(rect(a, top + (bottom - top) * 0.36 - 4, b, top + (bottom - top) * 0.36 + 4), frame)
        if beams:
            canvas.fill([(a, top), (b, top), (b - 420, HEIGHT), (a - 560, HEIGHT)], veil(palette.shine, 0.09))


def curtain(canvas: Canvas, x0: float, x1: float, top: float, bottom: float, ink: Colour, folds: int = 12) -> None:
    """Hang a curtain; each fold melts from lit to shaded."""
    pitch = (x1 - x0) / folds
    for i in range(folds):
        a = x0 + i * pitch
        tones = (mix(ink, INK, 0.38), mix(ink, INK, 0.16), ink, mix(ink, WHITE, 0.12), ink, mix(ink, INK, 0.2))
        for k, tone in enumerate(tones):
            left = a + pitch * k / len(tones)
            canvas.fill(rect(left, top, left + pitch / len(tones) + 1, bottom), tone)


def valance(canvas: Canvas, y: float, depth: float, ink: Colour, swags: int = 5) -> None:
    """Drape swags along the top of a stage."""
    pitch = WIDTH / swags
    canvas.fill(rect(0, 0, WIDTH, y), mix(ink, INK, 0.25))
    for i in range(swags):
        x = pitch * (i + 0.5)
        for k in range(4):
            rx, ry = pitch * (0.56 - 0.1 * k), depth * (1 - 0.22 * k)
            tone = mix(mix(ink, INK, 0.3), mix(ink, WHITE, 0.1), k / 3)
            canvas.fill(smooth([(x - rx, y - 6), (x, y + ry), (x + rx, y - 6)]), tone)
    canvas.fill(rect(0, y - 14, WIDTH, y), mix(ink, GOLD, 0.7))


def beam(canvas: Canvas, source: Point, target: Point, width: float, ink: Colour, strength: float = 0.16) -> None:
    """Throw a spotlight: two nested cones and its pool on the floor."""
    for part, share in ((1.0, 0.6), (0.62, 0.5)):
        half = width * part
        cone = [(source[0] - 8, source[1]), (source[0] + 8, source[1])]
        cone += [(target[0] + half, target[1]), (target[0] - half, target[1])]
        canvas.fill(cone, veil(ink, strength * share))
    canvas.fill(ellipse(target[0], target[1], width, width * 0.17), veil(ink, strength * 1.1))


def audience(canvas: Canvas, y: float, size: float, count: int, dim: float = 0.0, gap: float = 1.0) -> None:
    """Seat a row of people seen from behind: shoulders, hair and a rim of light."""
    dice, palette = canvas.dice, canvas.palette
    pitch = WIDTH / count
    shift = dice.between(0, pitch)
    for i in range(-1, count + 1):
        x = i * pitch + shift + dice.between(-0.1, 0.1) * pitch
        top = y + dice.between(-0.16, 0.16) * size
        cloth = mix(
            dice.pick((palette.mid, palette.near, LACQUER, PAPER, palette.second, ROSE, palette.far)),
            palette.shadow,
            dim,
        )
        hair, skin = mix(dice.pick(HAIRS), palette.shadow, dim), mix(dice.pick(SKINS), palette.shadow, dim)
        wide = size * 1.05 * gap
        body = [(x - wide, top + size * 3.2), (x - wide * 0.92, top + size * 1.5), (x - wide * 0.4, top + size * 1.02)]
        body += [(x + wide * 0.4, top + size * 1.02), (x + wide * 0.92, top + size * 1.5), (x + wide, top + size * 3.2)]
        canvas.fill(smooth(body, steps=4), cloth)
        canvas.fill(limb((x, top + size * 0.6), (x, top + size * 1.15), size * 0.24, size * 0.27), mix(skin, INK, 0.15))
        canvas.fill(ellipse(x, top + size * 0.05, size * 0.56, size * 0.64), mix(hair, palette.shine, 0.28))
        if dice.chance(0.45):
            fall = [
                (x - size * 0.52, top),
                (x - size * 0.58, top + size),
                (x, top + size * 1.25),
                (x + size * 0.58, top + size),
            ]
            canvas.fill(smooth([*fall, (x + size * 0.52, top)], steps=4), hair)
        canvas.fill(ellipse(x - size * 0.04, top + size * 0.09, size * 0.55, size * 0.63), hair)


def flowers(canvas: Canvas, x: float, y: float, size: float, inks: Sequence[Colour] = (VERMILION, ROSE, HONEY)) -> None:
    """Draw a bouquet: leaves behind, blossoms in front."""
    dice = canvas.dice
    for i in range(9):
        dx = (i - 4) * size * 0.24
        canvas.fill(
            smooth(
                [
                    (x, y),
                    (x + dx * 0.7 - 4, y - size * 0.5),
                    (x + dx, y - size * (1.0 - 0.035 * (i - 4) ** 2)),
                    (x + dx * 0.9 + 6, y - size * 0.4),
                ]
            ),
            mix(LEAF, INK, 0.1 * (i % 3)),
        )
    for _ in range(12):
        bx, by = x + dice.between(-0.8, 0.8) * size, y - dice.between(0.2, 0.95) * size
        r, ink = size * dice.between(0.12, 0.2), dice.pick(inks)
        canvas.fill(ellipse(bx, by, r), ink)
        canvas.fill(ellipse(bx + r * 0.15, by - r * 0.15, r * 0.55), mix(ink, WHITE, 0.3))


def lectern(canvas: Canvas, x: float, ground: float, size: float, ink: Colour = WOOD) -> Point:
    """Draw a lectern with a carved front and a microphone; return the top."""
    top = ground - size
    canvas.ground_shadow(x, ground, size * 0.5, size * 0.07, 0.4)
    canvas.fill(
        [(x - size * 0.3, top + 10), (x + size * 0.3, top + 10), (x + size * 0.25, ground), (x - size * 0.25, ground)],
        ink,
    )
    canvas.fill(
        [(x - size * 0.3, top + 10), (x - size * 0.12, top + 10), (x - size * 0.1, ground), (x - size * 0.25, ground)],
        mix(ink, INK, 0.25),
    )
    canvas.fill(
        [
            (x - size * 0.4, top),
            (x + size * 0.4, top),
            (x + size * 0.34, top + size * 0.09),
            (x - size * 0.34, top + size * 0.09),
        ],
        mix(ink, HONEY, 0.25),
    )
    canvas.fill(rect(x - size * 0.32, ground - size * 0.07, x + size * 0.32, ground), mix(ink, INK, 0.35))
    canvas.fill(star(x + size * 0.02, ground - size * 0.5, size * 0.13), GOLD)
    canvas.fill(
        stroke(
            smooth(
                [(x + size * 0.14, top), (x + size * 0.17, top - size * 0.16), (x + size * 0.08, top - size * 0.24)],
                closed=False,
            ),
            3,
            2,
        ),
        INK,
    )
    canvas.fill(limb((x + size * 0.08, top - size * 0.24), (x + size * 0.04, top - size * 0.27), 7, 7), INK)
    return (x, top)


def table(canvas: Canvas, x0: float, x1: float, top: float, ground: float, cloth: Colour | None = None) -> None:
    """Draw a long table, draped when a cloth is given."""
    canvas.ground_shadow((x0 + x1) / 2, ground, (x1 - x0) * 0.54, 22, 0.32)
    if cloth is None:
        for x in (x0 + 24, x1 - 24):
            canvas.fill(rect(x - 9, top, x + 9, ground), DARK_WOOD)
        canvas.fill(rounded(x0, top, x1, top + 22, 6), WOOD)
        canvas.fill(rounded(x0, top, x1, top + 9, 4), mix(WOOD, HONEY, 0.4))
        return
    canvas.fill(rect(x0, top, x1, ground), cloth)
    folds = int((x1 - x0) / 60)
    for i in range(folds + 1):
        a = x0 + (x1 - x0) * i / folds
        canvas.fill([(max(a - 16, x0), ground), (a, top + 30), (min(a + 8, x1), ground)], mix(cloth, INK, 0.22))
    canvas.fill(rounded(x0 - 12, top - 8, x1 + 12, top + 16, 6), mix(cloth, WHITE, 0.2))


def flag(canvas: Canvas, x: float, y: float, width: float, pole: float = 0, wave: float = 0.08) -> None:
    """Draw the national flag (red, one gold star) waving from a pole that stands at `x`."""
    height = width * 2 / 3
    if pole:
        canvas.fill(stroke([(x, y - 8), (x, y + pole)], max(2, width * 0.016)), mix(WOOD, INK, 0.3))
        canvas.fill(ellipse(x, y - 10, max(4, width * 0.03)), GOLD)
    top = smooth(
        [(x, y), (x + width * 0.33, y - width * wave), (x + width * 0.66, y + width * wave), (x + width, y)],
        closed=False,
    )
    low = [(px, py + height) for px, py in top]
    canvas.fill(top + low[::-1], VERMILION)
    fold = smooth(
        [
            (x + width * 0.58, y + width * wave * 0.5),
            (x + width * 0.72, y + width * wave),
            (x + width * 0.7, y + height + width * wave),
            (x + width * 0.56, y + height + width * wave * 0.4),
        ]
    )
    canvas.fill(fold, mix(VERMILION, INK, 0.16))
    canvas.fill(star(x + width * 0.48, y + height * 0.52, height * 0.27), HONEY)


def bunting(
    canvas: Canvas, a: Point, b: Point, inks: Sequence[Colour], sag: float = 50, count: int = 16, size: float = 26
) -> None:
    """Hang a string of pennants between two points."""
    mid = along(a, b, 0.5)
    line = smooth([a, (mid[0], mid[1] + sag), b], closed=False, steps=count)
    canvas.line(line, mix(INK, WOOD, 0.3), 1.5)
    for i, (x, y) in enumerate(line[1:-1:2]):
        canvas.fill([(x - size * 0.5, y), (x + size * 0.5, y), (x, y + size * 1.2)], inks[i % len(inks)])


def lantern(canvas: Canvas, x: float, y: float, size: float, ink: Colour, kind: str = "round") -> None:
    """Hang a lit silk lantern (round, long or star) by its top; the glow is the caller's."""
    lit = mix(ink, HONEY, 0.45)
    canvas.line([(x, y - size * 0.9), (x, y)], mix(INK, ink, 0.3), 2)
    if kind == "star":
        canvas.fill(star(x, y + size, size * 1.15), ink)
        canvas.fill(star(x, y + size, size * 0.8), lit)
        canvas.fill(ellipse(x, y + size, size * 0.22), HONEY)
    else:
        rx, ry = (size * 0.95, size * 0.8) if kind == "round" else (size * 0.58, size * 1.05)
        canvas.fill(ellipse(x, y + ry, rx, ry), ink)
        canvas.fill(ellipse(x + rx * 0.08, y + ry, rx * 0.72, ry * 0.97), mix(ink, lit, 0.5))
        canvas.fill(ellipse(x + rx * 0.1, y + ry, rx * 0.38, ry * 0.95), lit)
        for dy in (0, 2 * ry):
            canvas.fill(rounded(x - rx * 0.36, y + dy - 5, x + rx * 0.36, y + dy + 6, 3), DARK_WOOD)
    low = y + (size * 2.0 if kind != "long" else size * 2.15) * (0.82 if kind == "round" else 1)
    for dx in (-0.1, 0, 0.1):
        canvas.fill(
            stroke([(x + dx * size * 0.5, low), (x + dx * size * 1.4, low + size * 0.8)], 2.4, 1), mix(GOLD, ink, 0.3)
        )


def house(
    canvas: Canvas, x: float, ground: float, width: float, height: float, wall: Colour, lit: bool = False
) -> None:
    """Draw a narrow town house: shop below, balconies, shutters, sometimes a tiled roof."""
    dice = canvas.dice
    top = ground - height
    dark, pane = mix(wall, INK, 0.4), HONEY if lit else mix(wall, INK, 0.55)
    canvas.fill(rect(x, top, x + width, ground), wall)
    canvas.fill(rect(x, top, x + width * 0.22, ground), mix(wall, INK, 0.1))
    if dice.chance(0.6):
        roof = mix(VERMILION, INK, 0.35 if lit else 0.22)
        canvas.fill(
            [
                (x - 8, top),
                (x + width * 0.14, top - width * 0.34),
                (x + width * 0.86, top - width * 0.34),
                (x + width + 8, top),
            ],
            roof,
        )
    else:
        canvas.fill(rect(x - 6, top - 12, x + width + 6, top + 4), mix(wall, WHITE, 0.35))
        canvas.fill(sector(x + width / 2, top - 10, width * 0.26, 180, 360), mix(wall, WHITE, 0.25))
    floors = max(1, int(height / (width * 0.85)))
    storey = (height - width * 0.7) / floors
    for level in range(floors):
        y = top + storey * level + storey * 0.16
        for k in range(2):
            a = x + width * (0.16 + 0.4 * k)
            glass = pane if not lit or dice.chance(0.65) else dark
            canvas.fill(rounded(a, y, a + width * 0.28, y + storey * 0.66, width * 0.06), glass)
            canvas.fill(
                rect(a - width * 0.05, y + 4, a + 1, y + storey * 0.66), mix(LEAF, wall, 0.35) if level % 2 else dark
            )
        canvas.fill(
            rect(x + width * 0.06, y + storey * 0.6, x + width * 0.94, y + storey * 0.66), mix(wall, WHITE, 0.3)
        )
        for k in range(7):
            a = x + width * (0.08 + 0.13 * k)
            canvas.fill(rect(a, y + storey * 0.5, a + 2, y + storey * 0.62), dark)
    shop = ground - width * 0.5
    canvas.fill(rect(x + width * 0.1, shop, x + width * 0.9, ground), HONEY if lit else mix(wall, INK, 0.6))
    awning = dice.pick((LACQUER, canvas.palette.second, LEAF, canvas.palette.accent))
    canvas.fill(
        [(x + 4, shop - 10), (x + width - 4, shop - 10), (x + width + 10, shop + 22), (x - 10, shop + 22)], awning
    )


def skyline(canvas: Canvas, base: float, ink: Colour, low: float, high: float, lit: bool = False) -> None:
    """Draw far towers along a base line."""
    x, dice = -20.0, canvas.dice
    while x < WIDTH:
        width, height = dice.between(46, 110), dice.between(low, high)
        tone = mix(ink, canvas.palette.sky[2], dice.between(0, 0.25))
        canvas.fill(rect(x, base - height, x + width, HEIGHT), tone)
        if dice.chance(0.3):
            canvas.fill(rect(x + width * 0.45, base - height - 36, x + width * 0.5, base - height), tone)
        if lit:
            for k in range(int(height / 22)):
                for j in range(3):
                    if dice.chance(0.4):
                        a, b = x + width * (0.16 + 0.26 * j), base - height + 10 + 22 * k
                        canvas.fill(rect(a, b, a + width * 0.14, b + 9), mix(HONEY, tone, 0.3))
        x += width + dice.between(-6, 22)
