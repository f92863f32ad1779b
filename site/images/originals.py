"""A camera's own JPEG without what it says of camera, place and owner: its pixels are not touched.

Plain Python, no Django. A JPEG is a row of segments, each with a marker (ITU-T T.81, annex B). Those that a picture
needs to be shown right are kept; the others, and whatever stands behind the picture's end, are left out.
"""

import io
import re
import struct

from PIL import Image

from .intake import ORIENTATION

START, END, SCAN = 0xD8, 0xD9, 0xDA
APPLICATION = range(0xE0, 0xF0)
JFIF, EXIF, ICC, ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
COMMENT = 0xFE
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends the data of a scan: a marker that is neither a stuffed 0xFF nor a restart. Fill bytes before it stay with
the data: to look for a run of them would take the square of its length."""


class NotAJpeg(ValueError):
    """The bytes are no JPEG, or a broken one."""


def stripped(data: bytes) -> bytes:
    """The JPEG with nothing in it but the picture, its colour profile, and which way up it is. Raises NotAJpeg."""
    if data[:2] != b"\xff\xd8":
        raise NotAJpeg("no start of image")
    kept = [b"\xff\xd8", _upright_note(data)]
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == END:
            kept.append(b"\xff\xd9")
            return b"".join(kept)
        end = at + _length(data, at)
        if marker == SCAN:
            found = NEXT_MARKER.search(data, end)
            if found is None:
                raise NotAJpeg("no end of image")
            end = found.start()
        if _is_kept(marker, data[at + 2 : at + 14]):
            kept.append(bytes([0xFF, marker]) + data[at:end])
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    if data[at : at + 1] != b"\xff":
        raise NotAJpeg("no marker where one must be")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise NotAJpeg("no end of image")
    return data[at], at + 1


def _length(data: bytes, at: int) -> int:
    if at + 2 > len(data) or (length := struct.unpack_from(">H", data, at)[0]) < 2:
        raise NotAJpeg("a segment without a length")
    return length


def _is_kept(marker: int, begins: bytes) -> bool:
    if marker == COMMENT:
        return False
    if marker not in APPLICATION:
        return True
    return marker in (JFIF, ADOBE) or (marker == ICC and begins.startswith(b"ICC_PROFILE\0"))


def _upright_note(data: bytes) -> bytes:
    """An EXIF segment with the orientation alone; nothing when the picture stands upright as it is."""
    try:
        orientation = Image.open(io.BytesIO(data), formats=["JPEG"]).getexif().get(ORIENTATION, 1)
    except Exception as error:  # see intake.take_in
        raise NotAJpeg("unreadable") from error
    if orientation not in range(2, 9):
        return b""
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    note = tags.tobytes()
    note = note if note.startswith(b"Exif\0\0") else b"Exif\0\0" + note
    return b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note
