"""The blocks of an article as plain data, before its pictures are in the library."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One or more paragraphs and lists, as HTML of the tags that the paragraph block takes."""

    html: str


@dataclass(frozen=True)
class Heading:
    """A heading below the article's title. Level 2 or 3."""

    text: str
    level: int


@dataclass(frozen=True)
class Picture:
    """A picture by the name that the old portal wrote, with what stands below it."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Quote:
    """Words that stood in a quotation."""

    text: str


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as there are headings; a cell is HTML."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Video:
    """A video of a site that the video block knows."""

    url: str
    caption: str = ""


Block = Paragraph | Heading | Picture | Quote | Table | Video
