"""Is this a Word file, and can it be unpacked without harm? Asked before anything is unpacked.

A .docx is a zip of XML, so it can be a bomb in two ways: members that unpack to gigabytes, and XML entities that
multiply. Both are refused from what the directory of the zip and a streaming parser say; memory stays small
whatever the file holds.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO
from xml.parsers import expat

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 50 * MEGABYTE
MAX_MEMBERS = 4000
MAX_DIRECTORY_BYTES = MEGABYTE
MAX_UNPACKED_BYTES = 300 * MEGABYTE
MAX_MEMBER_BYTES = 64 * MEGABYTE
MAX_XML_BYTES = 24 * MEGABYTE
# Deflate reaches 1000 : 1 on nothing but repetition. Real text stays below 50, a large table of zeros below 200.
MAX_RATIO = 250
RATIO_COUNTS_FROM_BYTES = 4 * MEGABYTE
# A paragraph is 5 to 20 elements, so this is 12,000 paragraphs at least, and some 300 MB while they are read.
MAX_ELEMENTS = 250_000
# Tables in text boxes in tables are some 40 deep. Readers recurse, so there has to be an end.
MAX_DEPTH = 100

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 64 * 1024


class RefusedDocument(Exception):
    """A file that is not read. `code` says why; `params` holds what the sentence for people needs.

    Codes: empty, too_large (limit: bytes), not_word, old_word, password_protected, damaged, unpacks_too_large,
    dangerous_xml, too_long, nothing_inside.
    """

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.code = code
        self.params = params


def open_package(file: BinaryIO) -> zipfile.ZipFile:
    """The file as a zip whose every part may be read in whole. Raises RefusedDocument.

    The order matters: each check makes the next one safe.
    """
    check_size(file)
    _check_magic(file)
    _check_directory(file)
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise RefusedDocument("damaged") from error
    _check_members(package)
    for member in package.infolist():
        if is_xml(member.filename):
            _check_xml(package, member)
    return package


def check_size(file: BinaryIO, limit: int = MAX_FILE_BYTES) -> None:
    """Refuses by size alone: not a byte is read."""
    size = _size(file)
    if size == 0:
        raise RefusedDocument("empty")
    if size > limit:
        raise RefusedDocument("too_large", limit=limit)


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part in whole. A part whose bytes are not what the directory says means a damaged file."""
    try:
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise RefusedDocument("damaged") from error


def is_xml(name: str) -> bool:
    """Whether a part is XML by its name, as the package format has it."""
    return name.lower().endswith((".xml", ".rels"))


def _size(file: BinaryIO) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size


def _check_magic(file: BinaryIO) -> None:
    start = file.read(512)
    file.seek(0)
    if start.startswith(OLE_MAGIC):
        raise RefusedDocument(_kind_of_ole(file, start))
    if not start.startswith(ZIP_MAGIC):
        raise RefusedDocument("not_word")


def _kind_of_ole(file: BinaryIO, header: bytes) -> str:
    """An OLE container is an encrypted .docx or a .doc of Word 97: its directory names the streams it holds."""
    if len(header) < 512:
        return "not_word"
    (sector_power,) = struct.unpack_from("<H", header, 0x1E)
    (directory_sector,) = struct.unpack_from("<I", header, 0x30)
    if sector_power not in (9, 12):
        return "not_word"
    file.seek((directory_sector + 1) << sector_power)
    directory = file.read(CHUNK)
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in directory:
        return "password_protected"
    if "WordDocument".encode("utf-16-le") in directory:
        return "old_word"
    return "not_word"


def _check_directory(file: BinaryIO) -> None:
    """Bounds the zip's directory before zipfile makes an object of each of its entries, perhaps a million."""
    size = _size(file)
    tail_length = min(size, 22 + 0xFFFF + 20)
    file.seek(size - tail_length)
    tail = file.read(tail_length)
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        raise RefusedDocument("damaged")  # cut off: a zip's directory is its end
    members, directory_bytes = struct.unpack_from("<HI", tail, end + 10)
    if tail[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        # zip64: the numbers that count stand in a second record. A file within our size needs none.
        raise RefusedDocument("unpacks_too_large")
    if members > MAX_MEMBERS or directory_bytes > MAX_DIRECTORY_BYTES:
        raise RefusedDocument("unpacks_too_large")


def _check_members(package: zipfile.ZipFile) -> None:
    total = 0
    for member in package.infolist():
        if member.flag_bits & 0x1:
            raise RefusedDocument("password_protected")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedDocument("damaged")  # Word writes no other
        limit = MAX_XML_BYTES if is_xml(member.filename) else MAX_MEMBER_BYTES
        ratio = member.file_size / max(member.compress_size, 1)
        total += member.file_size
        if (
            member.file_size > limit
            or total > MAX_UNPACKED_BYTES
            or (member.file_size > RATIO_COUNTS_FROM_BYTES and ratio > MAX_RATIO)
        ):
            raise RefusedDocument("unpacks_too_large")


def _check_xml(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Streams a part through expat: well-formed, no DOCTYPE (so no entities), not too deep, not too many elements."""
    parser = expat.ParserCreate(namespace_separator=" ")
    elements = 0
    depth = 0

    def refuse_doctype(*_):
        raise RefusedDocument("dangerous_xml")

    def count_in(*_):
        nonlocal elements, depth
        elements += 1
        depth += 1
        if elements > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise RefusedDocument("too_long")

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
        raise RefusedDocument("damaged") from error
