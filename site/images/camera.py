"""What a camera or a photographer wrote into a picture: when it was taken, what it shows, who took it.

Plain Pillow, no Django. Sources: EXIF 2.32 (tags by number) and IPTC-IIM 4.2 (records by number). Nothing else of
it is read, and nothing of it stays in what is published.
"""

import contextlib
import io
import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from PIL import Image, IptcImagePlugin

from vietnamese.dates import VIETNAM
from vietnamese.text import clean_line

from .intake import READABLE

EXIF_IFD = 0x8769
TAKEN, TAKEN_OFFSET, TAKEN_FRACTION = 0x9003, 0x9011, 0x9291
CHANGED = 0x0132
DESCRIPTION, ARTIST = 0x010E, 0x013B
IPTC_CAPTION, IPTC_BYLINE, IPTC_CREDIT = (2, 120), (2, 80), (2, 110)
MEANINGLESS = re.compile(
    r"(?i)(olympus|minolta|sony|samsung|kodak) ?(digital camera|dsc)?|dcim|default|untitled|charset=.*|\W*"
)
"""What cameras write where a caption would stand."""


@dataclass(frozen=True)
class CameraNotes:
    """`taken_at` is aware; a camera that says no zone is taken to stand in Vietnam. '' and None: it says nothing."""

    taken_at: datetime | None = None
    caption: str = ""
    credit: str = ""


def read_notes(data: bytes) -> CameraNotes:
    """The notes in a picture's bytes. What cannot be read is left out: notes are no reason to lose a photograph."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=READABLE)
            exif = picture.getexif()
            detail = exif.get_ifd(EXIF_IFD)
    except Exception:
        return CameraNotes()
    iptc = _iptc(picture)
    return CameraNotes(
        taken_at=_moment(detail.get(TAKEN) or exif.get(CHANGED), detail.get(TAKEN_OFFSET), detail.get(TAKEN_FRACTION)),
        caption=_text(iptc.get(IPTC_CAPTION)) or _text(exif.get(DESCRIPTION)),
        credit=(_text(iptc.get(IPTC_BYLINE)) or _text(iptc.get(IPTC_CREDIT)) or _text(exif.get(ARTIST)))[:200],
    )


def _iptc(picture: Image.Image) -> dict:
    try:
        return IptcImagePlugin.getiptcinfo(picture) or {}
    except Exception:  # see read_notes
        return {}


def _text(value) -> str:
    """A note as one line of text, in whichever encoding it was written."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, str):
        # Pillow reads EXIF's text as Latin-1, and phones write UTF-8 there.
        with contextlib.suppress(UnicodeEncodeError):
            value = value.encode("latin-1")
    if isinstance(value, bytes):
        value = _decoded(value)
    text = clean_line(str(value or "").replace("\0", " "))[:500]
    return "" if MEANINGLESS.fullmatch(text) else text


def _decoded(value: bytes) -> str:
    for encoding in ("utf-8", "cp1258"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _moment(text, offset, fraction) -> datetime | None:
    try:
        taken = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        digits = re.sub(r"\D", "", str(fraction or ""))[:6]
        taken = taken.replace(microsecond=int(digits.ljust(6, "0")) if digits else 0, tzinfo=_zone(offset))
        return taken.astimezone(UTC) if taken.year > 1990 else None
    except (ValueError, OverflowError):
        return None


def _zone(offset):
    found = re.fullmatch(r"([+-])(\d{2}):(\d{2})", str(offset or "").strip("\0 "))
    if not found:
        return VIETNAM
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(shift if found[1] == "+" else -shift) if shift < timedelta(hours=24) else VIETNAM
