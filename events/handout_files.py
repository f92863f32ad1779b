"""Which files are taken in as handouts: PDF, Word, Excel, PowerPoint, by what stands in them.

Nothing is unpacked that could be a bomb, and what carries macros is refused: delegates open these files on the
computers of their offices. Plain Python, no Django.
"""

import posixpath
import zipfile
from pathlib import PurePath
from typing import BinaryIO

from documents import packages, pdfs
from documents.packages import MEGABYTE, RefusedPackage
from vietnamese.text import clean_line

MAX_FILE_BYTES = 50 * MEGABYTE

KIND = packages.Kind(
    limits=packages.Limits(
        file_bytes=MAX_FILE_BYTES,
        # Of a long presentation each slide has a dozen.
        members=10_000,
        directory_bytes=2 * MEGABYTE,
        unpacked_bytes=300 * MEGABYTE,
        member_bytes=100 * MEGABYTE,
        xml_bytes=50 * MEGABYTE,
        elements=1_000_000,
        depth=250,
    ),
    other="unknown",
    older={"WordDocument": "older", "Workbook": "older", "Book": "older", "PowerPoint Document": "older"},
)
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}

RefusedHandout = RefusedPackage
"""A file that is not taken in, by the codes of documents.packages and unknown, older, macros, broken, encrypted."""


def kind_of(file: BinaryIO) -> str:
    """What stands in a file: pdf, docx, xlsx or pptx. Raises RefusedHandout."""
    packages.check_size(file, MAX_FILE_BYTES)
    if pdfs.is_pdf(file):
        file.seek(0)
        if code := pdfs.fault(file.read()):
            raise RefusedHandout(code)
        file.seek(0)
        return "pdf"
    with packages.open_package(file, KIND) as package:
        kind = _kind_of_package(package)
    file.seek(0)
    return kind


def title_from(name: str) -> str:
    """A title proposed from a file's name: 'Tham-luan_so 2.docx' gives 'Tham luan so 2'."""
    stem = PurePath(clean_line(name).replace("\\", "/")).stem
    words = stem.replace("_", " ")
    if " " not in words:
        words = words.replace("-", " ")
    return clean_line(words)[:250]


def _kind_of_package(package: zipfile.ZipFile) -> str:
    names = {name.lower() for name in package.namelist()}
    if any(posixpath.basename(name) == "vbaproject.bin" or "/macrosheets/" in name for name in names):
        raise RefusedHandout("macros")
    kinds = [kind for part, kind in MAIN_PARTS.items() if part in names]
    if "[content_types].xml" not in names or len(kinds) != 1:
        raise RefusedHandout("unknown")
    return kinds[0]
