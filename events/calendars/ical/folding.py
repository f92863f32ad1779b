"""Content lines as they go over the wire: folded at 75 octets (RFC 5545, section 3.1).

The RFC counts octets and lets a fold cut a letter in two. Programs that unfold after they have decoded then show
rubbish, so a fold here stands between letters, and where it can between whole letters with all that belongs to them:
accents that stand apart, the parts of an emoji, an escape.
"""

import unicodedata

LIMIT = 75
BREAK = b"\r\n "

_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
"""Regional indicators: two of them make a flag."""


def fold(line: str) -> bytes:
    """The line in UTF-8, in pieces of at most 75 octets, without a line end."""
    data = line.encode()
    if len(data) <= LIMIT:
        return data
    pieces, start, room = [], 0, LIMIT
    while len(data) - start > room:
        end = _place_to_cut(data, start, start + room)
        pieces.append(data[start:end])
        start, room = end, LIMIT - 1  # the blank that begins each further line counts
    pieces.append(data[start:])
    return BREAK.join(pieces)


def _place_to_cut(data: bytes, start: int, last: int) -> int:
    """Where the piece from `start` ends, at `last` or before. What would not fit in a line whole is cut between
    letters, so that a fold always ends."""
    between_letters = 0
    for end in range(last, start, -1):
        if data[end] & 0xC0 == 0x80:
            continue
        between_letters = between_letters or end
        if not _belong_together(_letter_before(data, end), _letter_at(data, end)):
            return end
    return between_letters


def _letter_at(data: bytes, place: int) -> str:
    return data[place : place + 4].decode(errors="ignore")[0]


def _letter_before(data: bytes, place: int) -> str:
    return data[max(0, place - 4) : place].decode(errors="ignore")[-1]


def _belong_together(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return before == "\\"
    return (
        after == _JOINER
        or before in (_JOINER, "\\")
        or unicodedata.category(after).startswith("M")
        or ord(after) in _SKIN
        or (ord(before) in _FLAGS and ord(after) in _FLAGS)
    )
