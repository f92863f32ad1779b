"""Illustrations for the example content, drawn from code: nothing to download, nothing to license.

`draw("football:3")` returns a picture. The number, 1 to 6, picks the hour of the day, the palette, the side
the scene is seen from and everything left to chance; the same name always gives the same bytes.
"""

import io
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image

from demo.drawing import (
    celebrations,
    festivals,
    fields,
    halls,
    indoor_games,
    landscapes,
    learning,
    meetings,
    offices,
    outdoor_work,
    science,
    stage,
    still_life,
    towns,
)
from demo.drawing.canvas import Canvas, View
from demo.drawing.dice import Dice
from demo.drawing.nature import rain
from demo.drawing.palettes import PALETTES, Palette

__all__ = ["SCENES", "VARIANTS", "UnknownScene", "draw", "save_jpeg"]

_VIEWS = (
    View(),
    View(mirrored=True),
    View(1.12, 0.3, 0.35, mirrored=True),
    View(1.08, 0.6, 0.4),
    View(1.12, 0.66, 0.4),
    View(1.05, 0.4, 0.5, mirrored=True),
)
"""One for each variant, so that two pictures of a scene in one list do not look like copies."""

VARIANTS = len(_VIEWS)

_READ_LEFT_TO_RIGHT = frozenset({"chart-growth", "classroom-training", "calendar-notice"})
"""Scenes that must not change sides: mirrored, growth would fall, and a clock run backwards."""

SCENES: Mapping[str, Callable[[Canvas], None]] = MappingProxyType(
    halls.SCENES
    | meetings.SCENES
    | fields.SCENES
    | indoor_games.SCENES
    | stage.SCENES
    | festivals.SCENES
    | celebrations.SCENES
    | still_life.SCENES
    | towns.SCENES
    | landscapes.SCENES
    | outdoor_work.SCENES
    | science.SCENES
    | offices.SCENES
    | learning.SCENES
)
"""Every scene's name and the function that paints it on a canvas."""

_NAME = re.compile(r"(?P<key>[a-z-]+)(?::(?P<variant>[1-9]))?")

_FIRST_LIGHT = {
    key: hour
    for hour, keys in {
        "morning": (
            "conference-hall tug-of-war running office-computers classroom-training "
            "blood-donation flags-street handshake signing-documents workshop-robot cheering"
        ),
        "day": ("football badminton highland-terraces sea-island nuclear-symbol-safety data-center chart-growth"),
        "jade": ("group-photo table-tennis city-hanoi laboratory tree-planting tet-peach-blossom school-children"),
        "gold": ("podium-speaker chess choir solar-panels library-books calendar-notice market-fair sports-kit"),
        "lacquer": "award-ceremony volleyball music-stage lake-tower drums trophies",
        "twilight": "dance microscope satellite-dish lanterns river-bridge banh-chung",
    }.items()
    for key in keys.split()
}
"""The hour a scene looks best in, for its first variant; the others follow in a fixed order."""


class UnknownScene(ValueError):
    """There is no such scene, or no such variant of it."""

    code = "unknown-scene"

    def __init__(self, scene: str) -> None:
        super().__init__(
            f"Unknown scene {scene!r}: want one of {', '.join(sorted(SCENES))}, or key:1 to key:{VARIANTS}."
        )
        self.scene = scene


def draw(
    scene: str,
    size: tuple[int, int] = (1600, 1067),
    *,
    view: View | None = None,
    hour: str = "",
    moment: int = 1,
    wet: bool = False,
) -> Image.Image:
    """Return the picture of a scene, "key" or "key:variant"; a bare key is its first variant.

    Every variant has its own view and hour (a palette's name); both can be given instead. Another `moment` rolls the
    dice anew: the same place, other people. `wet` lets it rain.
    """
    named = _NAME.fullmatch(scene)
    variant = int(named["variant"] or 1) if named else 0
    if not named or named["key"] not in SCENES or variant > VARIANTS:
        raise UnknownScene(scene)
    key = named["key"]
    own = _VIEWS[variant - 1]
    dice = Dice(f"{key}:{variant}" if moment == 1 else f"{key}:{variant}/{moment}")
    palette = PALETTES[hour] if hour else _palette(key, variant)
    canvas = Canvas(size, palette, dice, variant, view or own)
    SCENES[key](canvas)
    if wet:
        rain(canvas)
    return canvas.finished(own.mirrored and key not in _READ_LEFT_TO_RIGHT)


def save_jpeg(scene: str, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """Return the picture of a scene as a JPEG; colour is halved one way only, or flat reds would bleed."""
    stream = io.BytesIO()
    draw(scene, size).save(stream, "JPEG", quality=80, subsampling=1, optimize=True)
    return stream.getvalue()


def _palette(key: str, variant: int) -> Palette:
    """Return the palette of a variant: all six come round, from the scene's own first light on."""
    names = list(PALETTES)
    return PALETTES[names[(names.index(_FIRST_LIGHT[key]) + variant - 1) % len(names)]]
