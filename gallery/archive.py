"""The photos of an album as files to take home: one of them, or all in a ZIP that goes out while it is made.

The ZIP is stored and not deflated: a JPEG does not shrink. So its length is known before its first byte, and a
browser shows how much is still to come. Never more than a piece of one photo is in memory.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from zipstream import ZIP_STORED, ZipStream

from .models import AlbumPage, Downloads, Photo

log = logging.getLogger(__name__)

PIECE = 256 * 1024
"""Bytes that are read, and sent, at once."""

# What Windows does not take in a name, and what would make a folder elsewhere.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


@dataclass(frozen=True)
class Member:
    """A file of the archive, with the name that it has there."""

    name: str
    file: FieldFile
    size: int


def file_of(album: AlbumPage, photo: Photo) -> FieldFile:
    """What a reader gets of a photo: the camera's file where the album offers it and has it, else the picture as shown.
    The album is asked and not the file alone: an editor who takes the offer back leaves the files where they are."""
    return photo.original if album.downloads == Downloads.ORIGINAL and photo.original else photo.image.file


def size_of(photo: Photo, file: FieldFile) -> int:
    """The length of a file. A picture's stands in its record, so that no object storage is asked three hundred times.
    Raises OSError when the file is not there."""
    return (photo.image.file_size if file is photo.image.file else None) or file.size


def single_name(album: AlbumPage, number: int, file: FieldFile) -> str:
    """The name of a photo that is taken home alone: of which album, and which of it."""
    return f"{album.slug}-{number:03}{_extension(file)}"


def name_in_archive(photo: Photo, number: int, file: FieldFile) -> str:
    """'001 Ảnh khai mạc.jpg': the camera's name, behind a number that keeps the album's order."""
    stem = _FORBIDDEN.sub("_", PurePosixPath(photo.file_name).stem).strip() or "anh"
    return f"{number:03} {stem}{_extension(file)}"


def _extension(file: FieldFile) -> str:
    return PurePosixPath(file.name).suffix.lower()


def members(album: AlbumPage, photos: Iterable[Photo]) -> list[Member]:
    """The files of an album in its order. One that the storage has lost is left out, and the others keep their
    numbers, which are those that readers see."""
    found = []
    for number, photo in enumerate(photos, 1):
        file = file_of(album, photo)
        try:
            found.append(Member(name_in_archive(photo, number, file), file, size_of(photo, file)))
        except OSError as error:
            log.error("a photo's file is lost: %s: %s", file.name, error)
    return found


def archive(files: Iterable[Member]) -> ZipStream:
    """A ZIP of the files: iterate over it once. `len` tells its length. UTF-8 names and, where it grows beyond four
    gigabytes, ZIP64 (APPNOTE 4.4.4 and 4.5.3) are the library's work.

    A file that has gone since it was measured (a photo that was withdrawn meanwhile) breaks the stream off, so that
    nobody takes half an album for the whole.
    """
    stream = ZipStream(compress_type=ZIP_STORED, sized=True)
    for member in files:
        stream.add(pieces(member.file), member.name, size=member.size)
    return stream


def pieces(file: FieldFile) -> Iterator[bytes]:
    """The bytes of a file. It is opened with the first piece and closed after the last."""
    with file.storage.open(file.name) as source:
        while piece := source.read(PIECE):
            yield piece
