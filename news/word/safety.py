"""What a Word file may be before it is opened (see documents.packages, which looks)."""

import zipfile
from typing import BinaryIO

from documents import packages
from documents.packages import MEGABYTE, OLE_MAGIC, RefusedPackage, is_xml, read_part

__all__ = [
    "KIND",
    "MAX_FILE_BYTES",
    "MEGABYTE",
    "OLE_MAGIC",
    "RefusedDocument",
    "check_size",
    "is_xml",
    "open_package",
    "read_part",
]

MAX_FILE_BYTES = 50 * MEGABYTE

KIND = packages.Kind(
    limits=packages.Limits(
        file_bytes=MAX_FILE_BYTES,
        members=4000,
        directory_bytes=MEGABYTE,
        unpacked_bytes=300 * MEGABYTE,
        member_bytes=64 * MEGABYTE,
        xml_bytes=24 * MEGABYTE,
        # A paragraph is 5 to 20 elements, so this is 12,000 paragraphs at least, and some 300 MB while they are read.
        elements=250_000,
        # Tables in text boxes in tables are some 40 deep. Readers recurse, so there has to be an end.
        depth=100,
    ),
    other="not_word",
    older={"WordDocument": "old_word"},
)

RefusedDocument = RefusedPackage
"""A file that is not read, by the codes of documents.packages and not_word, old_word, nothing_inside."""


def open_package(file: BinaryIO) -> zipfile.ZipFile:
    """The file as a zip whose every part may be read in whole. Raises RefusedDocument."""
    return packages.open_package(file, KIND)


def check_size(file: BinaryIO) -> None:
    """Refuses by size alone: not a byte is read."""
    packages.check_size(file, MAX_FILE_BYTES)
