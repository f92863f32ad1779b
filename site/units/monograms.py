"""Initials that stand for a unit without a logo, and their ground. Plain Python."""

from zlib import crc32

KINDS = (
    "tổng cục", "trung tâm", "văn phòng", "học viện", "công ty", "cục", "vụ", "viện", "ban", "quỹ", "sở",
)  # fmt: skip
"""What a name begins with and what tells no unit from another."""

SMALL_WORDS = {"và", "của", "các"}
LETTERS = 3
TINTS = 6
"""As many as the style sheet has."""


def monogram(name: str) -> str:
    """One to three letters: 'Cục Sở hữu trí tuệ' becomes 'SHT', 'Trung tâm CNTT' becomes 'CNT'."""
    words = _without_kind(name.split())
    telling = [word for word in words if word.casefold() not in SMALL_WORDS and word[0].isalnum()]
    if len(telling) == 1 and telling[0].isupper():
        return telling[0][:LETTERS]
    return "".join(word[0] for word in telling[:LETTERS]).upper() or "–"


def _without_kind(words: list[str]) -> list[str]:
    for kind in KINDS:
        length = len(kind.split())
        if len(words) > length and " ".join(words[:length]).casefold() == kind:
            return words[length:]
    return words


def tint(code: str) -> int:
    """Which of the grounds a unit's initials stand on: always the same one, whatever the other units are."""
    return crc32(code.encode()) % TINTS + 1
