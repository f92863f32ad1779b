"""What kind of recording a file is, by what stands in it: its name says nothing. Plain Python, reads only what it must.

A file that is let through is an MP3 with two frames that fit each other, a WAV with a format and samples, or an MP4
container that holds sound and no moving picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LARGEST = 60 * 2**20
"""Bytes: five minutes of uncompressed stereo, and some."""


@dataclass(frozen=True)
class Kind:
    extension: str
    content_type: str


MP3 = Kind("mp3", "audio/mpeg")
M4A = Kind("m4a", "audio/mp4")
WAV = Kind("wav", "audio/wav")

_SEARCHED = 64 * 1024
"""How far behind its tags an MP3 may begin: some programs leave a gap."""
_LARGEST_MOOV = 8 * 2**20
_BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def kind_of(file: BinaryIO) -> Kind | None:
    """The kind of a recording; None when it is none, or one that few players know. Leaves the file at its beginning."""
    try:
        file.seek(0)
        head = file.read(12)
        if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
            return WAV if _is_wav(file) else None
        if head[4:8] == b"ftyp":
            return M4A if _is_sound_only(file) else None
        return MP3 if _is_mp3(file, head) else None
    finally:
        file.seek(0)


def _is_wav(file: BinaryIO) -> bool:
    found = set()
    for name, size, start in _chunks(file, 12, "little"):
        found.add(name)
        if b"fmt " in found and name == b"data":
            return size > 0
        file.seek(start + size + size % 2)
    return False


def _is_sound_only(file: BinaryIO) -> bool:
    for name, size, start in _boxes(file):
        if name == b"moov":
            if size > _LARGEST_MOOV:
                return False
            moov = file.read(size)
            # A track says in its handler what it is: `hdlr`, version and flags, four bytes of nothing, the kind.
            kinds = [moov[at + 12 : at + 16] for at in _positions(moov, b"hdlr")]
            return b"soun" in kinds and b"vide" not in kinds
        file.seek(start + size)
    return False


def _is_mp3(file: BinaryIO, head: bytes) -> bool:
    start = 0
    if head[:3] == b"ID3" and len(head) >= 10:
        # Seven bits of each byte, so that a tag never looks like a frame.
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    file.seek(start)
    data = file.read(_SEARCHED)
    for at in _positions(data, b"\xff"):
        length = _frame_length(data[at : at + 4])
        if length and _frame_length(data[at + length : at + length + 4]):
            # Of bytes by chance every two-thousandth pair would do; without a tag it begins with the first byte.
            return at == 0 or start > 0
    return False


def _frame_length(header: bytes) -> int:
    """The bytes of the MPEG layer III frame that begins so; 0 when none does."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return 0
    is_first = version == 3
    kilobits = _BITRATES[1 if is_first else 2][bitrate]
    return (144 if is_first else 72) * kilobits * 1000 // _RATES[version][rate] + padding


def _chunks(file: BinaryIO, start: int, order: str) -> Iterator[tuple[bytes, int, int]]:
    file.seek(start)
    for _ in range(1000):
        head = file.read(8)
        if len(head) < 8:
            return
        yield head[:4], int.from_bytes(head[4:], order), file.tell()


def _boxes(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    file.seek(0)
    for _ in range(1000):
        head = file.read(8)
        if len(head) < 8:
            return
        size, name, start = int.from_bytes(head[:4], "big"), head[4:], file.tell()
        if size == 1:
            size, start = int.from_bytes(file.read(8), "big") - 8, file.tell()
        # A box of no size goes on to the end of the file; a smaller one than its own head, or a larger one than any
        # file that is taken, is none.
        if (size and size < 8) or size > LARGEST:
            return
        yield name, (size - 8) if size else _LARGEST_MOOV, start


def _positions(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)
