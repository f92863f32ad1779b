"""What people wear, and their heads: skin, hair and hats."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from demo.drawing.canvas import Shape
from demo.drawing.dice import Dice
from demo.drawing.geometry import Outline, Point, ellipse, smooth
from demo.drawing.palettes import (
    CORAL,
    CREAM,
    DEEP_TEAL,
    DUSK,
    GOLD,
    HAIRS,
    INDIGO,
    INK,
    JADE,
    LACQUER,
    LEAF,
    PAPER,
    ROSE,
    SKINS,
    TEAL,
    VERMILION,
    WHITE,
    Colour,
    colour,
    mix,
    veil,
)

At = Callable[[list[Point]], Outline]
Spot = Callable[[float, float, float, float], Outline]

NON_LA = colour("#e6cf9b")
FEMININE = ("bun", "long", "bob", "ponytail")


@dataclass(frozen=True)
class Outfit:
    """One person's looks. `cut` is suit, shirt, tee, sport, aodai, coat or dress."""

    cut: str = "shirt"
    top: Colour = WHITE
    bottom: Colour = INDIGO
    shoes: Colour = INK
    trim: Colour = LACQUER
    skin: Colour = SKINS[1]
    hair: Colour = HAIRS[0]
    hairdo: str = "short"
    hat: str = ""
    hat_colour: Colour = NON_LA


def anyone(dice: Dice, outfit: Outfit, woman: bool | None = None) -> Outfit:
    """Return the outfit on another person: skin, hair and hairdo are rolled."""
    woman = dice.chance(0.5) if woman is None else woman
    hairdo = dice.pick(FEMININE) if woman else dice.pick(("short", "short", "crop"))
    return replace(outfit, skin=dice.pick(SKINS), hair=dice.pick(HAIRS), hairdo=hairdo)


def suit(dice: Dice, top: Colour | None = None) -> Outfit:
    """Return a man in a dark suit and tie."""
    top = top or dice.pick((INDIGO, colour("#2c3038"), DEEP_TEAL, colour("#3b3a4a")))
    tie = dice.pick((LACQUER, VERMILION, TEAL, GOLD))
    return anyone(dice, Outfit("suit", top, mix(top, INK, 0.25), INK, tie), woman=False)


def ao_dai(dice: Dice, top: Colour | None = None, bottom: Colour = WHITE) -> Outfit:
    """Return a woman in a long tunic over wide trousers."""
    top = top or dice.pick((LACQUER, VERMILION, TEAL, ROSE, JADE, DUSK, GOLD))
    outfit = anyone(dice, Outfit("aodai", top, bottom, mix(top, INK, 0.4), GOLD), woman=True)
    return replace(outfit, hairdo=dice.pick(("bun", "long")))


def office(dice: Dice) -> Outfit:
    """Return somebody dressed for the office: a man in a shirt, a woman in a shirt or a dress."""
    tops = (WHITE, PAPER, MIST_BLUE, ROSE, JADE, CREAM, CORAL, TEAL)
    if dice.chance(0.25):
        return anyone(dice, Outfit("dress", dice.pick((TEAL, LACQUER, DUSK, LEAF)), shoes=INK), woman=True)
    return anyone(dice, Outfit("shirt", dice.pick(tops), dice.pick((INDIGO, DEEP_TEAL, DARK_GREY, INK))))


def jersey(dice: Dice, top: Colour, shorts: Colour = WHITE, trim: Colour = WHITE, woman: bool | None = False) -> Outfit:
    """Return a player in a team's colours."""
    return anyone(dice, Outfit("sport", top, shorts, dice.pick((WHITE, VERMILION, INK, GOLD)), trim), woman)


def pupil(dice: Dice) -> Outfit:
    """Return a school child: white shirt, red scarf."""
    return anyone(dice, Outfit("tee", WHITE, INDIGO, INK, VERMILION))


def lab_coat(dice: Dice) -> Outfit:
    """Return somebody in a white coat."""
    return anyone(
        dice, Outfit("coat", WHITE, dice.pick((DEEP_TEAL, INDIGO, DARK_GREY)), INK, dice.pick((TEAL, LACQUER)))
    )


MIST_BLUE = colour("#b9cfd8")
DARK_GREY = colour("#34363f")


def head(x: float, y: float, r: float, turn: float, outfit: Outfit, back: bool, features: bool) -> list[Shape]:
    """Return a head of radius `r` centred on a point, looking to +x as far as `turn` (0 front to 1 profile) says."""

    def at(points: list[Point]) -> Outline:
        return [(x + px * r, y + py * r) for px, py in points]

    def spot(px: float, py: float, rx: float, ry: float) -> Outline:
        return ellipse(x + px * r, y + py * r, rx * r, ry * r)

    skin, hair, do = outfit.skin, outfit.hair, outfit.hairdo
    gleam = mix(hair, (130, 100, 90), 0.28)
    shapes: list[Shape] = []
    if do == "long" and turn > 0.6:
        shapes += mane(x, y, r, turn, outfit)
    elif do == "bob":
        fall = [(-0.98, -0.3), (-1.12, 0.5), (-1.0, 0.98), (0, 0.9), (1.0 - 0.9 * turn, 0.98), (1.1 - 0.8 * turn, 0.5)]
        shapes.append((smooth(at([*fall, (0.9, -0.3), (0, -1.0)])), hair))
    elif do == "bun":
        shapes.append((spot(-0.75 * turn, -1.12 + 0.6 * turn, 0.5, 0.46), hair))
    elif do == "ponytail":
        shapes.append(
            (smooth(at([(-0.7, -0.7), (-1.35, -0.35), (-1.5, 0.6), (-1.2, 1.2), (-1.1, 0.5), (-0.7, 0)])), hair)
        )
    shapes.append((spot(-0.13 * turn, -0.16, 0.93, 0.98), hair))
    if back:
        shapes += [(spot(-0.86, 0.12, 0.16, 0.22), skin), (spot(0.86, 0.12, 0.16, 0.22), skin)]
        shapes.append((spot(0, -0.12, 0.88, 1.0), hair))
        if do == "long":
            shapes.append(
                (smooth(at([(-0.88, -0.2), (-0.95, 1.2), (-0.6, 2.2), (0.6, 2.2), (0.95, 1.2), (0.88, -0.2)])), hair)
            )
        if do == "bun":
            shapes.append((spot(0, -0.35, 0.5, 0.46), gleam))
        shapes.append((smooth(at([(0.1, -0.98), (0.62, -0.7), (0.5, -0.62), (0.05, -0.84)])), gleam))
        return shapes + _hat(at, outfit)
    shade = mix(skin, (140, 60, 50), 0.22)
    if turn > 0.6:
        shapes.append((spot(0.78, 0.24, 0.15, 0.13), skin))
    face = [(0.14 * turn, -0.8), (0.7 + 0.1 * turn, -0.5), (0.78 + 0.06 * turn, 0.15), (0.52 + 0.12 * turn, 0.74)]
    face += [(0.1 * turn, 0.98), (-0.5 + 0.25 * turn, 0.74), (-0.78 + 0.2 * turn, 0.15), (-0.7 + 0.1 * turn, -0.5)]
    shapes.append((smooth(at(face)), skin))
    cheek = [
        (-0.5 + 0.25 * turn, 0.74),
        (-0.78 + 0.2 * turn, 0.15),
        (-0.66 + 0.2 * turn, -0.4),
        (-0.42 + 0.2 * turn, 0.3),
        (0.05 * turn, 0.95),
    ]
    shapes.append((smooth(at(cheek)), mix(skin, shade, 0.6)))
    if do in ("short", "crop", "bun", "ponytail"):
        shapes.append((spot(-0.82 + 0.68 * turn, 0.14, 0.15, 0.22), shade))
        if turn < 0.5:
            shapes.append((spot(0.82, 0.14, 0.13, 0.2), skin))
    if features:
        shapes += _features(spot, at, turn, skin)
    if do == "bob" or do == "long":
        fringe = [(-0.95, 0.5), (-0.98, -0.4), (-0.6, -1.02), (0, -1.16), (0.62, -1.02), (0.94, -0.35), (0.88, 0.2)]
        fringe += [
            (0.7 + 0.1 * turn, -0.3),
            (0.2 + 0.3 * turn, -0.62),
            (-0.35 + 0.4 * turn, -0.35),
            (-0.72 + 0.6 * turn, 0.2),
        ]
    else:
        fringe = [(-0.9, 0.12), (-0.98, -0.4), (-0.62, -1.02), (0, -1.17), (0.6, -1.04), (0.9, -0.5), (0.84, -0.12)]
        fringe += [
            (0.68 + 0.1 * turn, -0.42),
            (0.25 + 0.2 * turn, -0.6),
            (-0.4 + 0.5 * turn, -0.42),
            (-0.7 + 0.55 * turn, -0.1),
        ]
    shapes.append((smooth(at(fringe)), hair))
    shapes.append((smooth(at([(0.0, -1.05), (0.5, -0.9), (0.72, -0.6), (0.4, -0.76)])), gleam))
    return shapes + _hat(at, outfit)


def mane(x: float, y: float, r: float, turn: float, outfit: Outfit) -> list[Shape]:
    """Return long hair. Seen from the front it falls behind the shoulders, so it is painted before the body."""
    fall = [(-0.92 - 0.1 * turn, -0.3), (-0.98 - 0.2 * turn, 0.7), (-0.86 - 0.35 * turn, 1.8), (-0.1 - 0.2 * turn, 2.1)]
    fall += [(0.86 - 1.1 * turn, 1.8), (0.98 - 0.95 * turn, 0.6), (0.9 - 0.5 * turn, -0.3), (0, -1.0)]
    return [(smooth([(x + px * r, y + py * r) for px, py in fall]), outfit.hair)]


def _features(spot: Spot, at: At, turn: float, skin: Colour) -> list[Shape]:
    """Return eyes, brow, cheeks and a smile: small and plain, for heads big enough to carry them."""
    ink, blush = mix(INK, skin, 0.12), veil(CORAL, 0.28)
    middle, reach = 0.34 * turn, 0.34 - 0.06 * turn
    shapes: list[Shape] = []
    for side in (-1, 1):
        ex = middle + side * reach
        if turn > 0.8 and side < 0:
            continue
        shapes.append((spot(ex, 0.06, 0.06, 0.085), ink))
        shapes.append((at([(ex - 0.14, -0.15), (ex, -0.2), (ex + 0.14, -0.15), (ex, -0.16)]), ink))
        shapes.append((spot(ex + side * 0.08, 0.36, 0.14, 0.1), blush))
    nose = middle + 0.08 * turn
    shapes.append(
        (smooth(at([(nose + 0.02, 0.1), (nose + 0.1, 0.3), (nose - 0.06, 0.32)])), mix(skin, (150, 70, 60), 0.28))
    )
    smile = [(middle - 0.2, 0.5), (middle, 0.57), (middle + 0.2, 0.5), (middle + 0.1, 0.63), (middle - 0.1, 0.63)]
    shapes.append((smooth(at(smile)), mix(LACQUER, skin, 0.3)))
    return shapes


def _hat(at: At, outfit: Outfit) -> list[Shape]:
    """Return what is worn on the head: a conical leaf hat, a cap, a safety helmet or a festive turban."""
    base = outfit.hat_colour
    dim = mix(base, INK, 0.2)
    if outfit.hat == "cone":
        rim = at([(-1.75, -0.32), (0, -1.75), (1.75, -0.32)])
        under = smooth(at([(-1.75, -0.34), (0, -0.12), (1.75, -0.34), (0, -0.5)]))
        return [(rim, base), (at([(-1.75, -0.32), (0, -1.75), (-0.3, -0.3)]), dim), (under, mix(base, INK, 0.4))]
    if outfit.hat == "cap":
        dome = smooth(at([(-0.98, -0.25), (-0.85, -0.9), (0, -1.28), (0.85, -0.9), (0.96, -0.3), (0, -0.42)]))
        return [(dome, base), (smooth(at([(0.3, -0.5), (1.0, -0.42), (1.55, -0.2), (0.9, -0.26), (0.3, -0.34)])), dim)]
    if outfit.hat == "helmet":
        dome = smooth(at([(-1.08, -0.2), (-1.0, -0.9), (0, -1.4), (1.0, -0.9), (1.08, -0.2), (0, -0.4)]))
        return [
            (dome, base),
            (at([(-0.14, -1.36), (0.14, -1.36), (0.2, -0.36), (-0.2, -0.36)]), mix(base, WHITE, 0.4)),
            (smooth(at([(-1.3, -0.3), (0, -0.5), (1.35, -0.3), (0, -0.2)])), dim),
        ]
    if outfit.hat == "turban":
        ring = smooth(
            at(
                [
                    (-1.2, -0.5),
                    (-0.9, -1.15),
                    (0, -1.4),
                    (0.9, -1.15),
                    (1.2, -0.5),
                    (0.75, -0.55),
                    (0, -0.85),
                    (-0.75, -0.55),
                ]
            )
        )
        return [(ring, base), (smooth(at([(-0.95, -0.7), (0, -1.12), (0.95, -0.7), (0, -1.0)])), mix(base, GOLD, 0.6))]
    return []
