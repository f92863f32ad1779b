"""Octets to content lines (RFC 5545, section 3.1), each with the number of the line on which it begins."""

import codecs
import re
from dataclasses import dataclass
from functools import cached_property

from .found import MOST_BYTES, MOST_LINES, Code, Refused

_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]+)[ \t]*[;:]")
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True)
class Line:
    """An unfolded content line."""

    number: int
    text: str

    @cached_property
    def name(self) -> str:
        """The property's name in capitals; empty for what is no content line."""
        found = _NAME.match(self.text)
        return found[1].upper() if found else ""

    @property
    def kind(self) -> str:
        """Of BEGIN and END: which component."""
        return self.text.partition(":")[2].strip().upper()


def unfold(data: bytes) -> list[Line]:
    """The content lines of a file. Raises Refused for what cannot be text.

    Unfolds before it decodes: many programs fold in the middle of a letter. Any line end will do, and lines with
    nothing in them are passed over.
    """
    if not data.strip():
        raise Refused(0, Code.EMPTY)
    if len(data) > MOST_BYTES:
        raise Refused(0, Code.TOO_LARGE, limit=MOST_BYTES)
    if data.startswith(_OTHER_ENCODINGS) or b"\0" in data[:4]:
        raise Refused(1, Code.NOT_UTF8)
    folded: list[tuple[int, list[bytes]]] = []
    for number, piece in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(), 1):
        if piece[:1] in (b" ", b"\t") and folded:
            folded[-1][1].append(piece[1:])
        elif piece.strip():
            folded.append((number, [piece]))
            if len(folded) > MOST_LINES:
                raise Refused(number, Code.TOO_MANY_LINES, limit=MOST_LINES)
    return [Line(number, _decode(number, b"".join(pieces))) for number, pieces in folded]


def _decode(number: int, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Refused(number, Code.NOT_UTF8) from error
