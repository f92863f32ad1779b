"""The sizes in which a picture is shown: which widths, cut how, in which formats.

A template names a preset; the task after an upload makes every rendition of every preset. So that no reader's
request ever makes one, nothing else in the project may name a rendition.
"""

from dataclasses import dataclass

FORMATS = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class Preset:
    """Widths in CSS pixels, and the crop as (width, height), or None for the whole picture."""

    widths: tuple[int, ...]
    ratio: tuple[int, int] | None = None

    def spec(self, width: int, image_format: str) -> str:
        """Wagtail's name of one rendition, as 'fill-360x240|format-avif'."""
        if self.ratio is None:
            return f"width-{width}|format-{image_format}"
        across, down = self.ratio
        return f"fill-{width}x{round(width * down / across)}|format-{image_format}"


PRESETS = {
    "lead": Preset((640, 960, 1280), (3, 2)),
    "card": Preset((240, 360, 720), (3, 2)),
    "square": Preset((120, 240), (1, 1)),
    "body": Preset((480, 960, 1440)),
    "photo": Preset((400, 800, 1600)),
}

# What search engines and social networks ask for: one JPEG of each shape.
SHARED = {
    "1x1": "fill-1200x1200|format-jpeg",
    "4x3": "fill-1200x900|format-jpeg",
    "16x9": "fill-1200x675|format-jpeg",
}


def all_specs(*, pages: bool = True, albums: bool = False) -> list[str]:
    """Every rendition that a picture is to have, for pages, for albums or for both; the smallest presets first, so that
    lists are ready first."""
    names = [*(["photo"] if albums else []), *(["square", "card", "body", "lead"] if pages else [])]
    presets = [PRESETS[name] for name in names]
    shown = [p.spec(width, fmt) for p in presets for width in p.widths for fmt in ("jpeg", "webp", "avif")]
    return [*shown, *(SHARED.values() if pages else [])]


def format_of(spec: str) -> str:
    """The format that a rendition's name ends with."""
    return spec.rpartition("format-")[2]
