"""The lines of a result: its title and a piece of its text, with what was searched for marked. Plain Python."""

from collections.abc import Sequence
from html import escape

from vietnamese.text import fold, match_spans

LENGTH = 240
"""Letters of a snippet: some three lines on a phone."""

BEFORE = 60
"""How much of them stands before the first word that was found."""

_ROOM = 400
"""The piece of text in which a snippet is looked for reaches so far to either side. Looking closely at every letter
of a long article would take longer than finding it did."""


def marked(text: str, terms: Sequence[str], *, prefix: bool = False) -> str:
    """The text as safe HTML, with the terms in `<mark>`, whatever their accents."""
    return _mark(text, match_spans(text, terms, prefix=prefix))


def snippet(text: str, terms: Sequence[str]) -> str:
    """The piece of `text` around the most telling of the terms, as safe HTML; without any of them, its beginning.

    `terms` begin with the most telling one.
    """
    near = _nearly(text, terms)
    piece_start = max(0, near - _ROOM)
    piece = text[piece_start : near + _ROOM + LENGTH]
    found = next((spans[0][0] for term in terms if (spans := match_spans(piece, [term]))), 0)
    start = _start_of_word(piece, max(0, found - BEFORE), found) if piece_start + found > BEFORE else 0
    end = _end_of_word(piece, start + LENGTH)
    cut = piece[start:end]
    return (
        ("… " if piece_start + start else "")
        + marked(cut.strip(), terms)
        + (" …" if piece_start + end < len(text) else "")
    )


def _nearly(text: str, terms: Sequence[str]) -> int:
    """About where the first term stands. Folding may shift it by a few letters in a text that is not all Latin."""
    folded = f" {fold(text)} "
    for term in terms:
        # With a blank before it, so that 'an' is not looked for in 'toan'; signs before a word are the rare case.
        position = folded.find(f" {fold(term)}")
        if position >= 0:
            return position
    return 0


def _start_of_word(text: str, wanted: int, latest: int) -> int:
    if wanted == 0 or text[wanted - 1].isspace():
        return wanted
    blank = text.find(" ", wanted, latest)
    return blank + 1 if blank >= 0 else wanted


def _end_of_word(text: str, wanted: int) -> int:
    if wanted >= len(text):
        return len(text)
    blank = text.rfind(" ", wanted - LENGTH // 2, wanted + 1)
    return blank if blank >= 0 else wanted


def _mark(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces = []
    done = 0
    for start, end in spans:
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return "".join([*pieces, escape(text[done:])])
