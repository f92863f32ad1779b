"""Which line is the title, the lead, a caption, a heading, the source: how a Vietnamese newsroom's file is read.

Word's styles say it when people use them. Mostly they do not, and then position and look say it: a centred bold
line on top, a bold paragraph below it, a centred or italic line under a picture, a line on the right at the end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from .article import Block, Heading, Notice, Paragraph, Picture, first_words
from .blocks import blocks_of
from .captions import attach_captions
from .content import Item, Line
from .inline import clean_href, html, sanitise
from .opening import take_lead, take_title, title_of_file
from .sign_off import take_sign_off

# Part of the article's text, as the captions are, and so in its language.
NOTES_HEADING = "Chú thích"


@dataclass(frozen=True)
class Composition:
    """The parts of an article, and what could not become part of it."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    byline: str
    source: str
    report: tuple[Notice, ...]


def compose(
    items: list[Item], notes: list[tuple[Line, ...]], file_name: str, picture: Callable[[str], Picture]
) -> Composition:
    """Takes the column of a document apart. `picture` gives the picture of a part."""
    title, above, rest = take_title(items)
    lead, rest = take_lead(rest)
    byline, source, rest = take_sign_off(rest)
    captioned = list(attach_captions(above + rest))
    report: list[Notice] = []
    blocks = list(blocks_of(captioned, picture, report))
    if notes:
        blocks += [Heading(NOTES_HEADING, 3), Paragraph(_notes_html(notes))]
    report += [Notice("link", first_words(line.text), {"address": address}) for line, address in _dropped_links(items)]
    return Composition(title or title_of_file(file_name), lead, tuple(blocks), byline, source, tuple(report))


def _notes_html(notes: list[tuple[Line, ...]]) -> str:
    entries = ("<br>".join(html(line.spans) for line in note) or escape("…") for note in notes)
    return sanitise("<ol>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ol>")


def _dropped_links(items: list[Item]) -> Iterator[tuple[Line, str]]:
    for item in items:
        for line in [item] if isinstance(item, Line) else []:
            for href in dict.fromkeys(span.href for span in line.spans if span.href and not clean_href(span.href)):
                yield line, href
