"""Colours. A scene asks for roles (sky, ground, accent); a palette answers for its hour of the day."""

from dataclasses import dataclass

Colour = tuple[int, ...]


def colour(code: str) -> Colour:
    """Return the colour of a web code such as "#9b1b1e"."""
    return tuple(int(code[i : i + 2], 16) for i in (1, 3, 5))


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """Return the colour a part `t` of the way from one colour to another."""
    return tuple(round(p + (q - p) * t) for p, q in zip(a[:3], b[:3], strict=True))


def veil(base: Colour, opacity: float) -> Colour:
    """Return the colour as a see-through glaze; opacity from 0 to 1."""
    return (*base[:3], round(255 * opacity))


LACQUER = colour("#9b1b1e")
WINE = colour("#5c1118")
VERMILION = colour("#cf3f2c")
INK = colour("#1d1b22")
PAPER = colour("#f6ecdb")
CREAM = colour("#ead9bd")
GOLD = colour("#dca43f")
HONEY = colour("#f3cf86")
LEAF = colour("#3f7050")
PINE = colour("#1e443a")
JADE = colour("#86b093")
TEAL = colour("#1f6f78")
DEEP_TEAL = colour("#123f48")
DUSK = colour("#3a4f7a")
INDIGO = colour("#1f2748")
MIST = colour("#cbd6d8")
ROSE = colour("#e8b3a2")
CORAL = colour("#e2764f")
WOOD = colour("#8a5634")
DARK_WOOD = colour("#4d2c1f")
WHITE = colour("#fdf8ee")

SKINS = tuple(colour(code) for code in ("#f0c7a2", "#e5b48a", "#d69f74", "#c2885f"))
HAIRS = tuple(colour(code) for code in ("#1f1a1c", "#2a2020", "#33241f", "#241c22"))


@dataclass(frozen=True)
class Palette:
    """The colours of one hour: three of the sky, five of the land in depth, six of a room, three to shine."""

    name: str
    sky: tuple[Colour, Colour, Colour]
    sun: Colour
    far: Colour
    mid: Colour
    near: Colour
    ground: Colour
    shadow: Colour
    wall: Colour
    wall_low: Colour
    floor: Colour
    accent: Colour
    second: Colour
    shine: Colour

    @property
    def dark(self) -> bool:
        """Tell whether lamps would be lit."""
        return sum(self.sky[1]) < 380


def _palette(name: str, sky: str, land: str, room: str, light: str) -> Palette:
    top, middle, low, sun = (colour(code) for code in sky.split())
    far, mid, near, ground, shadow = (colour(code) for code in land.split())
    wall, wall_low, floor = (colour(code) for code in room.split())
    accent, second, shine = (colour(code) for code in light.split())
    return Palette(
        name, (top, middle, low), sun, far, mid, near, ground, shadow, wall, wall_low, floor, accent, second, shine
    )


PALETTES = {
    palette.name: palette
    for palette in (
        _palette(
            "morning",
            "#8fbfc0 #cfdfd0 #f9e6c6 #fff6dd",
            "#a9c1ba #6f9c90 #2d5c55 #dcc9a2 #2f4a4a",
            "#f1e3c8 #d8bf98 #b88a5e",
            "#9b1b1e #1f6f78 #f3cf86",
        ),
        _palette(
            "lacquer",
            "#571422 #b93a2c #f6b765 #ffe9b4",
            "#b5483a #7f2730 #3a121f #a2452f #2c0d18",
            "#d98c5f #ad5236 #6e3325",
            "#dca43f #e2764f #ffdf9c",
        ),
        _palette(
            "day",
            "#4f9ab2 #9cc9cc #e6efdf #fffbe9",
            "#93b9ba #4f8d7e #215249 #e0cb9c #21404a",
            "#d9e2d8 #a9c0b8 #c49a6c",
            "#c23a2b #dca43f #fbe6b4",
        ),
        _palette(
            "gold",
            "#dd9b45 #f2c877 #fceac2 #fffbe6",
            "#dfb06d #b27d43 #5b3824 #e7c98c #5a3423",
            "#f0cf8c #d9a85c #9a6236",
            "#9b1b1e #1e5a55 #fff0c4",
        ),
        _palette(
            "twilight",
            "#1b2549 #6b5687 #f2ab8c #ffe0bb",
            "#71648f #45456f #1a1f3d #5b5580 #12152e",
            "#5d6796 #3d4673 #4a4160",
            "#e2764f #dca43f #ffd795",
        ),
        _palette(
            "jade",
            "#a9cbb6 #d6e3cb #f6efd8 #fffbe9",
            "#b3ccb2 #6f9f7c #22493a #d5d3a3 #1f3f36",
            "#cfddc4 #93b596 #a87f55",
            "#9b1b1e #d08a3a #f6e2a8",
        ),
    )
}
