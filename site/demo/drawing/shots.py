"""Photographs of the drawn scenes: which part of a scene, in which shape, and what a camera would have noted.

A scene is one composition; an album wants thirty pictures that are not copies. So a shot chooses a part of the scene
by name, and the frame is the smallest one of the wanted shape that holds that part: heads and hands that were named
stay inside, whatever the shape.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from PIL import Image

from demo.drawing import draw
from demo.drawing.canvas import HEIGHT, WIDTH, View

EXIF_IFD, TAKEN, OFFSET, DESCRIPTION, ARTIST = 0x8769, 0x9003, 0x9011, 0x010E, 0x013B

SHAPES = {
    "3:2": (1368, 912),
    "4:3": (1290, 968),
    "16:9": (1488, 837),
    "21:9": (1708, 732),
    "1:1": (1116, 1116),
    "3:4": (968, 1290),
    "2:3": (912, 1368),
}
"""Widths and heights in pixels; each costs the same to draw, and fills a telephone or a laptop."""

MARGIN = 0.07
"""Air around a part, as a share of its width and height."""

Box = tuple[float, float, float, float]

PARTS: dict[str, dict[str, Box]] = {
    "award-ceremony": {
        "winners": (420, 130, 1190, 890),
        "champion": (690, 110, 910, 670),
        "flowers": (225, 510, 480, 1000),
        "certificate": (930, 370, 1400, 1000),
    },
    "badminton": {
        "smash": (190, 90, 780, 860),
        "receiver": (930, 470, 1340, 880),
        "net": (760, 460, 1340, 1030),
        "spectators": (100, 420, 1500, 600),
    },
    "banh-chung": {
        "wrapping": (60, 640, 900, 1060),
        "fire": (930, 480, 1570, 900),
        "cakes": (600, 880, 880, 1060),
        "lanterns": (100, 60, 800, 360),
        "keeper": (920, 480, 1320, 950),
        "wrappers": (420, 640, 900, 1050),
    },
    "blood-donation": {
        "donor": (470, 480, 1010, 980),
        "nurse": (930, 390, 1320, 1000),
        "volunteer": (230, 460, 430, 990),
        "bed": (470, 390, 1330, 1000),
    },
    "cheering": {
        "left": (40, 330, 560, 1000),
        "middle": (480, 330, 1130, 1000),
        "right": (1020, 330, 1560, 1000),
        "crowd": (60, 260, 1540, 900),
        "bunting": (100, 60, 1500, 620),
    },
    "chess": {
        "players": (330, 460, 1310, 980),
        "left": (340, 460, 720, 970),
        "right": (900, 460, 1300, 970),
        "board": (600, 620, 1010, 740),
        "pieces": (1290, 560, 1590, 1060),
    },
    "choir": {
        "rows": (190, 340, 1410, 850),
        "left": (180, 350, 610, 860),
        "right": (990, 350, 1420, 860),
        "conductor": (560, 400, 1040, 1050),
        "lights": (300, 30, 1300, 860),
    },
    "city-hanoi": {"tower": (950, 80, 1410, 960), "cyclists": (270, 780, 1130, 1050), "street": (60, 520, 1540, 1050)},
    "classroom-training": {
        "teacher": (350, 320, 770, 830),
        "screen": (510, 50, 1420, 620),
        "question": (860, 720, 1300, 1060),
        "audience": (620, 720, 1480, 1060),
        "lesson": (340, 50, 1420, 820),
    },
    "conference-hall": {
        "stage": (100, 100, 1500, 700),
        "presidium": (690, 170, 1240, 620),
        "speaker": (330, 320, 580, 630),
        "audience": (500, 660, 1500, 1060),
    },
    "dance": {
        "soloist": (470, 370, 1130, 1010),
        "left": (120, 320, 680, 900),
        "right": (930, 320, 1500, 900),
        "circle": (130, 130, 1470, 1010),
    },
    "data-center": {"engineer": (820, 400, 1160, 1050), "aisle": (500, 20, 1170, 1050)},
    "drums": {
        "master": (560, 380, 1240, 1010),
        "drum": (780, 410, 1240, 880),
        "hands": (560, 380, 1000, 760),
        "stage": (200, 200, 1400, 1020),
    },
    "flags-street": {
        "walkers": (470, 650, 1170, 1000),
        "bunting": (200, 150, 1400, 560),
        "flags": (60, 590, 1540, 940),
        "left": (20, 200, 440, 950),
    },
    "football": {
        "striker": (350, 340, 970, 990),
        "duel": (350, 340, 1310, 990),
        "keeper": (1240, 300, 1590, 640),
        "chaser": (910, 440, 1260, 830),
        "runner": (60, 410, 380, 650),
        "ball": (640, 690, 1010, 960),
    },
    "group-photo": {
        "rows": (160, 410, 1440, 1000),
        "middle": (560, 420, 1060, 1000),
        "left": (150, 420, 610, 1000),
        "right": (980, 420, 1440, 1000),
    },
    "handshake": {"hands": (560, 640, 1060, 940), "left": (320, 340, 900, 1050), "pair": (310, 320, 1290, 1050)},
    "highland-terraces": {
        "carriers": (1010, 610, 1340, 1000),
        "houses": (210, 460, 750, 720),
        "mountains": (40, 180, 900, 560),
    },
    "laboratory": {
        "left": (420, 410, 810, 870),
        "right": (830, 410, 1180, 870),
        "shelves": (740, 20, 1520, 400),
        "pair": (420, 400, 1180, 880),
        "flasks": (40, 620, 420, 880),
    },
    "lake-tower": {
        "tower": (340, 310, 980, 770),
    },
    "lanterns": {
        "lanterns": (100, 10, 1100, 380),
        "water": (100, 850, 700, 1060),
        "street": (60, 420, 1540, 790),
    },
    "library-books": {
        "reader": (470, 480, 1080, 990),
        "shelf": (1020, 310, 1400, 980),
        "books": (30, 760, 340, 1060),
        "desk": (470, 60, 1080, 990),
    },
    "market-fair": {
        "left": (10, 430, 470, 1000),
        "woman": (560, 430, 850, 1000),
        "stalls": (440, 420, 1260, 990),
        "right": (1180, 430, 1590, 1000),
    },
    "microscope": {"lens": (30, 70, 730, 1040), "woman": (760, 400, 1180, 870), "cells": (820, 70, 1340, 520)},
    "music-stage": {
        "singer": (510, 220, 930, 870),
        "drummer": (880, 430, 1480, 840),
        "guitarist": (140, 340, 550, 850),
        "band": (140, 210, 1480, 870),
    },
    "nuclear-symbol-safety": {
        "pair": (340, 400, 1140, 1030),
        "inspector": (820, 380, 1140, 1030),
        "door": (800, 90, 1440, 840),
        "woman": (330, 410, 630, 1020),
    },
    "office-computers": {
        "desk": (460, 420, 1200, 1010),
        "colleague": (880, 430, 1240, 880),
        "window": (40, 60, 1560, 900),
    },
    "podium-speaker": {
        "speaker": (820, 350, 1340, 850),
        "bust": (860, 360, 1180, 800),
        "flags": (110, 250, 1340, 850),
    },
    "river-bridge": {
        "boats": (250, 690, 1070, 1050),
        "bridge": (340, 200, 1510, 700),
        "boatman": (250, 770, 700, 1030),
    },
    "running": {
        "leader": (1140, 520, 1440, 970),
        "pack": (340, 540, 1160, 980),
        "race": (50, 530, 1450, 990),
        "middle": (640, 540, 1160, 980),
    },
    "school-children": {
        "children": (340, 610, 1010, 1010),
        "teacher": (1210, 480, 1540, 1010),
        "running": (740, 480, 1540, 1010),
        "school": (340, 60, 1560, 1010),
        "waving": (340, 610, 500, 1010),
        "tree": (10, 20, 500, 1000),
    },
    "signing-documents": {
        "signers": (470, 390, 1200, 850),
        "left": (480, 400, 800, 840),
        "witnesses": (220, 400, 1380, 960),
        "flags": (460, 40, 1150, 860),
    },
    "solar-panels": {"pair": (730, 560, 1000, 1020), "turbines": (40, 20, 680, 560)},
    "sports-kit": {
        "ball": (170, 500, 760, 830),
        "gloves": (1060, 540, 1560, 1000),
        "bats": (520, 500, 1080, 830),
        "bench": (40, 460, 1560, 1020),
    },
    "table-tennis": {
        "left": (170, 470, 640, 1010),
        "right": (1010, 470, 1450, 1010),
        "match": (170, 460, 1450, 1010),
        "banners": (60, 30, 1000, 420),
        "hall": (170, 40, 1450, 1010),
    },
    "tet-peach-blossom": {
        "family": (440, 550, 930, 1000),
        "couple": (560, 560, 860, 990),
        "blossom": (60, 20, 1260, 440),
        "pot": (110, 230, 440, 1020),
        "house": (960, 450, 1590, 930),
    },
    "tree-planting": {
        "digger": (290, 450, 720, 1010),
        "kneeling": (740, 580, 1080, 1010),
        "pair": (290, 450, 1080, 1010),
        "woman": (1050, 470, 1340, 980),
        "volunteers": (130, 540, 1450, 960),
    },
    "trophies": {
        "cup": (640, 260, 960, 740),
        "table": (80, 260, 1520, 1010),
        "medals": (240, 690, 1360, 870),
        "left": (60, 400, 640, 900),
    },
    "tug-of-war": {
        "left": (40, 550, 740, 990),
        "right": (860, 550, 1570, 990),
        "ribbon": (480, 540, 1140, 980),
        "supporters": (100, 470, 1500, 760),
        "teams": (40, 460, 1570, 1000),
        "bunting": (40, 120, 1560, 980),
    },
    "volleyball": {
        "spiker": (370, 270, 860, 870),
        "block": (740, 290, 1210, 900),
        "duel": (370, 270, 1210, 900),
        "receiver": (80, 550, 400, 910),
        "digger": (1150, 520, 1430, 850),
    },
    "workshop-robot": {
        "robot": (640, 450, 980, 810),
        "arm": (900, 320, 1420, 880),
        "team": (250, 430, 1450, 1050),
        "left": (250, 440, 900, 1050),
        "wall": (960, 90, 1540, 880),
    },
}
"""Parts of the sheet that make a picture of their own: left, top, right, bottom."""


class UnknownShot(ValueError):
    """A shot that cannot be taken: no such part, no such shape, or a shape that the part does not fit into."""


@dataclass(frozen=True)
class Shot:
    """One photograph to be: of a scene ("football:3"), in a shape, of a part of it or of all of it.

    `hour` is a palette's name; without it the variant has its own light. See `draw` for `moment` and `wet`.
    """

    scene: str
    shape: str = "3:2"
    part: str = ""
    hour: str = ""
    moment: int = 1
    wet: bool = False


def frame(shot: Shot) -> Box:
    """The piece of the sheet that a shot shows. Raises UnknownShot."""
    key = shot.scene.split(":")[0]
    parts = PARTS.get(key, {})
    if shot.shape not in SHAPES or (shot.part and shot.part not in parts):
        raise UnknownShot(f"{key} has no {shot.part or 'whole'} in {shot.shape}")
    ratio = SHAPES[shot.shape][0] / SHAPES[shot.shape][1]
    largest = min(WIDTH, HEIGHT * ratio)
    if not shot.part:
        left, top = (WIDTH - largest) / 2, (HEIGHT - largest / ratio) * 0.6
        return left, top, left + largest, top + largest / ratio
    x0, y0, x1, y1 = parts[shot.part]
    needed = max(x1 - x0, (y1 - y0) * ratio)
    if needed > largest + 1:
        raise UnknownShot(f"{key}: {shot.part} does not fit into {shot.shape}")
    width = min(needed * (1 + 2 * MARGIN), largest)
    height = width / ratio
    left = min(max((x0 + x1 - width) / 2, 0), WIDTH - width)
    top = min(max((y0 + y1 - height) / 2, 0), HEIGHT - height)
    return left, top, left + width, top + height


def take(shot: Shot) -> Image.Image:
    """The picture of a shot."""
    size = SHAPES[shot.shape]
    left, top, right, bottom = frame(shot)
    view = View(
        closeness=size[0] / (right - left) / max(size[0] / WIDTH, size[1] / HEIGHT),
        across=left / max(WIDTH - (right - left), 1),
        down=top / max(HEIGHT - (bottom - top), 1),
    )
    return draw(shot.scene, size, view=view, hour=shot.hour, moment=shot.moment, wet=shot.wet)


def photograph(shot: Shot, taken_at: datetime, caption: str = "", artist: str = "") -> bytes:
    """The JPEG of a shot as a camera card would hold it: with its time, its zone, a caption and a name.

    The texts are UTF-8, as phones and photographers' programs write them.
    """
    exif = Image.Exif()
    if caption:
        exif[DESCRIPTION] = caption.encode()
    if artist:
        exif[ARTIST] = artist.encode()
    zone = taken_at.strftime("%z")
    exif.get_ifd(EXIF_IFD).update({TAKEN: f"{taken_at:%Y:%m:%d %H:%M:%S}", OFFSET: f"{zone[:3]}:{zone[3:5]}"})
    stream = io.BytesIO()
    take(shot).save(stream, "JPEG", quality=88, subsampling=1, exif=exif)
    return stream.getvalue()


def expose(entry: Mapping) -> bytes:
    """The photograph that an entry of an album's file describes. It is here because those who draw know no Django."""
    shot = Shot(**{field.name: entry[field.name] for field in fields(Shot) if field.name in entry})
    return photograph(shot, entry["taken_at"], entry.get("caption", ""), entry.get("credit", ""))
