"""A line and its text, put together: which picture is the main one, where the others stand, what the lead is."""

import html
import re
import unicodedata
from dataclasses import dataclass, replace

from .blocks import Block, Paragraph, Picture
from .html import convert
from .names import steps
from .problems import Problem
from .records import LENGTHS, PictureNote, Record, shorten

_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Assembled:
    """An article as it is to be written; pictures still by their names."""

    lead: str
    main: Picture | None
    blocks: tuple[Block, ...]
    left_out: tuple[Problem, ...]


def assemble(record: Record) -> Assembled:
    """Puts the article together. Raises news.archive.html.TooDeep."""
    conversion = convert(record.html, record.address)
    blocks, main = _with_notes(list(conversion.blocks), record.pictures)
    lead, left_out = record.lead, conversion.left_out
    blocks = _without_repeated_lead(blocks, lead)
    if len(lead) > LENGTHS["lead"]:
        blocks = [Paragraph(f"<p>{html.escape(lead, quote=False)}</p>"), *blocks]
        lead = shorten(lead, LENGTHS["lead"])
        left_out = (*left_out, Problem("lead_shortened", {"length": LENGTHS["lead"]}))
    return Assembled(lead, main, tuple(blocks), left_out)


def _with_notes(blocks: list[Block], notes: tuple[PictureNote, ...]) -> tuple[list[Block], Picture | None]:
    """The blocks with all pictures of the line, and the main picture, which stands above the text and not in it.

    It is the picture that the line calls so, else the first in the line's list, else the first in the text.
    """
    chosen = next((note for note in notes if note.main), notes[0] if notes else None)
    main = None
    to_place: list[tuple[int, Picture]] = []
    text_length = len(blocks)
    for note in notes:
        at = next((i for i, block in enumerate(blocks) if _shows(block, note.file)), None)
        picture = _noted(Picture(note.file) if at is None else blocks[at], note)
        if at is not None:
            blocks[at] = picture
        if note is chosen:
            main = picture
        elif at is None:
            to_place.append((text_length if note.position is None else min(note.position, text_length), picture))
    if main is None:
        main = next((block for block in blocks if isinstance(block, Picture)), None)
    for position, picture in sorted(to_place, key=lambda place: place[0], reverse=True):
        # Several at one place keep their order, because the last of them was put there first.
        same_place = [other for place, other in to_place if place == position]
        if picture is same_place[0]:
            blocks[position:position] = same_place
    return [block for block in blocks if block is not main], main


def _shows(block: Block, file: str) -> bool:
    return isinstance(block, Picture) and _same_file(block.src, file)


def _same_file(one: str, other: str) -> bool:
    """Whether two names mean one file: the longer path ends with the shorter."""
    # Composed only here: in an address an accent may be written as %CC%81.
    ours, others = ([unicodedata.normalize("NFC", step) for step in steps(name)] for name in (one, other))
    shared = min(len(ours), len(others))
    return shared > 0 and ours[-shared:] == others[-shared:]


def _noted(picture: Picture, note: PictureNote) -> Picture:
    """The picture with what the line says of it; what stands below it in the text is nearer to it."""
    return replace(
        picture,
        alt=picture.alt or note.alt,
        caption=picture.caption or note.caption,
        credit=picture.credit or note.credit,
    )


def _without_repeated_lead(blocks: list[Block], lead: str) -> list[Block]:
    """Old portals often had the lead in the text once more."""
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            first = _FIRST_PARAGRAPH.match(block.html)
            if first and lead and _words(first[1]) == _words(html.escape(lead)):
                rest = block.html[first.end() :]
                blocks = [*blocks[:position], *([Paragraph(rest)] if rest else []), *blocks[position + 1 :]]
            return blocks
    return blocks


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split()).casefold()
