"""What an old portal's HTML consists of, before it is decided what of it is a caption, a paragraph, a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from news.word import inline
from news.word.inline import Span

CAPTION_LENGTH = 300
"""What is longer is text, wherever it stands."""


@dataclass(frozen=True)
class Line:
    """A line of text, before it is decided whether it is a paragraph or a caption."""

    spans: tuple[Span, ...]
    level: int = 0
    centred: bool = False
    caption: bool = False

    @property
    def text(self) -> str:
        return inline.plain(self.spans)

    @property
    def html(self) -> str:
        return html_of(self.spans)


@dataclass(frozen=True)
class List:
    """A list, with those inside it."""

    html: str


@dataclass(frozen=True)
class ListItem:
    """An item on its way to its list."""

    html: str


@dataclass(frozen=True)
class Cell:
    """A cell, and over how many columns and rows it reaches."""

    items: tuple
    is_heading: bool
    columns: int
    rows: int


@dataclass(frozen=True)
class Row:
    """A row on its way to its table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class TableCaption:
    """What a table calls itself."""

    text: str


def flow_html(item: Line | List) -> str:
    """What may stand beside others of its kind in a paragraph block or a cell."""
    return item.html if isinstance(item, List) else f"<p>{item.html}</p>"


def html_of(spans: Iterable[Span]) -> str:
    """The spans as HTML. Their addresses have been through `reader_href`, which knows local ones too."""
    written = []
    for href, linked in groupby(spans, key=lambda span: span.href):
        inner = inline.html(replace(span, href="") if href else span for span in linked)
        words = inner.strip(" ")
        if href and words:  # the link goes around words, not around the blanks beside them
            before, after = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
            inner = f'{before}<a href="{escape(href)}">{words}</a>{after}'
        written.append(inner)
    return "".join(written)
