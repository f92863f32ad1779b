"""Is this a PDF, is it whole, and can everyone open it? Seen from its bytes alone: nothing is interpreted."""

import re
from typing import BinaryIO

_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\0]*\Z")
_LOCK = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")


def is_pdf(file: BinaryIO) -> bool:
    """Whether it begins as a PDF does."""
    file.seek(0)
    return file.read(5) == b"%PDF-"


def fault(data: bytes) -> str:
    """Why this PDF cannot be taken: `broken` (damaged or cut off), `encrypted`; '' when it can."""
    if not _END.search(data[-2048:]):
        return "broken"
    return "encrypted" if _LOCK.search(data) else ""
