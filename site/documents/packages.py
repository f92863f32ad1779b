"""Is this an Office file of the newer kind, and can it be unpacked without harm? Asked before anything is unpacked.

A .docx and an .xlsx are zips of XML, so they can be bombs in two ways: members that unpack to gigabytes, and XML
entities that multiply. Both are refused from what the directory of the zip and a streaming parser say; memory stays
small whatever the file holds.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

MEGABYTE = 1024 * 1024

# Deflate reaches 1000 : 1 on nothing but repetition. Real text stays below 50, a large table of zeros below 200.
MAX_RATIO = 250
RATIO_COUNTS_FROM_BYTES = 4 * MEGABYTE

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 64 * 1024


class RefusedPackage(Exception):
    """A file that is not read. `code` says why; `params` holds what the sentence for people needs.

    Codes of this module: empty, too_large (limit: bytes), password_protected, damaged, unpacks_too_large,
    dangerous_xml, too_long, and those that a `Kind` brings.
    """

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Limits:
    """How much a file and what it unpacks to may be. `elements` and `depth` hold for each part of XML."""

    file_bytes: int
    members: int
    directory_bytes: int
    unpacked_bytes: int
    member_bytes: int
    xml_bytes: int
    elements: int
    depth: int


@dataclass(frozen=True)
class Kind:
    """What is expected. `other` is the code of a file that is something else; `older` gives the code of its
    forerunner, by the stream that such a file holds."""

    limits: Limits
    other: str
    older: Mapping[str, str]


def open_package(file: BinaryIO, kind: Kind) -> zipfile.ZipFile:
    """The file as a zip whose every part may be read in whole. Raises RefusedPackage.

    The order matters: each check makes the next one safe.
    """
    check_size(file, kind.limits.file_bytes)
    _check_magic(file, kind)
    _check_directory(file, kind.limits)
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        # All that zipfile raises over a directory with wrong offsets, versions and lengths.
        raise RefusedPackage("damaged") from error
    _check_members(package, kind.limits)
    for member in package.infolist():
        if is_xml(member.filename):
            _check_xml(package, member, kind.limits)
    return package


def check_size(file: BinaryIO, limit: int) -> None:
    """Refuses by size alone: not a byte is read."""
    size = _size(file)
    if size == 0:
        raise RefusedPackage("empty")
    if size > limit:
        raise RefusedPackage("too_large", limit=limit)


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part in whole. A part whose bytes are not what the directory says means a damaged file."""
    try:
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise RefusedPackage("damaged") from error


def is_xml(name: str) -> bool:
    """Whether a part is XML by its name, as the package format has it."""
    return name.lower().endswith((".xml", ".rels"))


def _size(file: BinaryIO) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size


def _check_magic(file: BinaryIO, kind: Kind) -> None:
    start = file.read(512)
    file.seek(0)
    if start.startswith(OLE_MAGIC):
        raise RefusedPackage(_code_of_ole(file, start, kind))
    if not start.startswith(ZIP_MAGIC):
        raise RefusedPackage(kind.other)


def _code_of_ole(file: BinaryIO, header: bytes, kind: Kind) -> str:
    """An OLE container is an encrypted file or one of Office 97: its directory names the streams it holds."""
    if len(header) < 512:
        return kind.other
    (sector_power,) = struct.unpack_from("<H", header, 0x1E)
    (directory_sector,) = struct.unpack_from("<I", header, 0x30)
    if sector_power not in (9, 12):
        return kind.other
    file.seek((directory_sector + 1) << sector_power)
    directory = file.read(CHUNK)
    file.seek(0)
    codes = {"EncryptedPackage": "password_protected", **kind.older}
    return next((code for stream, code in codes.items() if stream.encode("utf-16-le") in directory), kind.other)


def _check_directory(file: BinaryIO, limits: Limits) -> None:
    """Bounds the zip's directory before zipfile makes an object of each of its entries, perhaps a million."""
    size = _size(file)
    tail_length = min(size, 22 + 0xFFFF + 20)
    file.seek(size - tail_length)
    tail = file.read(tail_length)
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        raise RefusedPackage("damaged")  # cut off: a zip's directory is its end
    members, directory_bytes = struct.unpack_from("<HI", tail, end + 10)
    if tail[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        # zip64: the numbers that count stand in a second record. A file within our size needs none.
        raise RefusedPackage("unpacks_too_large")
    if members > limits.members or directory_bytes > limits.directory_bytes:
        raise RefusedPackage("unpacks_too_large")


def _check_members(package: zipfile.ZipFile, limits: Limits) -> None:
    total = 0
    for member in package.infolist():
        if member.flag_bits & 0x1:
            raise RefusedPackage("password_protected")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedPackage("damaged")  # Office writes no other
        limit = limits.xml_bytes if is_xml(member.filename) else limits.member_bytes
        ratio = member.file_size / max(member.compress_size, 1)
        total += member.file_size
        if (
            member.file_size > limit
            or total > limits.unpacked_bytes
            or (member.file_size > RATIO_COUNTS_FROM_BYTES and ratio > MAX_RATIO)
        ):
            raise RefusedPackage("unpacks_too_large")


def _check_xml(package: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> None:
    """Streams a part through expat: well-formed, no DOCTYPE (so no entities), not too deep, not too many elements."""
    parser = expat.ParserCreate(namespace_separator=" ")
    elements = 0
    depth = 0

    def refuse_doctype(*_):
        raise RefusedPackage("dangerous_xml")

    def count_in(*_):
        nonlocal elements, depth
        elements += 1
        depth += 1
        if elements > limits.elements or depth > limits.depth:
            raise RefusedPackage("too_long")

    def count_out(*_):
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = count_in
    parser.EndElementHandler = count_out
    try:
        with package.open(member) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        LookupError,
        NotImplementedError,
    ) as error:
        raise RefusedPackage("damaged") from error
