"""An article as it was read from a Word file: plain data, with nothing of Word left and nothing of the site yet."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO

from .safety import read_part


@dataclass(frozen=True)
class Notice:
    """Something of the file that the article does not have. `where` holds the words it stood in or after.

    Codes: chart, comment, drawing (format, caption), embedded_file, embedded_object, equation, hidden_text,
    layout_table, lead_shortened, linked_picture, link (address), macros, merged_cells, missing_picture, nested_table,
    picture (code, caption), shortened (text), smart_art, title_shortened (text).
    """

    code: str
    where: str = ""
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """A picture inside the file. Its bytes are read when they are asked for: a file may hold a hundred."""

    part: str
    file: BinaryIO = field(repr=False, compare=False)

    def read(self) -> bytes:
        """The bytes as they stand in the file."""
        with zipfile.ZipFile(self.file) as package:
            return read_part(package, self.part)


@dataclass(frozen=True)
class Paragraph:
    """One or more paragraphs and lists, as HTML of p, b, i, a, sup, sub, br, ul, ol and li."""

    html: str


@dataclass(frozen=True)
class Heading:
    """A heading below the article's title. Level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Figure:
    """A picture with what stands below it, and the words that it stood after."""

    picture: Picture
    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    where: str = ""


@dataclass(frozen=True)
class FigureRow:
    """Two to four pictures that stood side by side, with one caption for all."""

    figures: tuple[Figure, ...]
    caption: str = ""


@dataclass(frozen=True)
class Quote:
    """A paragraph in a style for quotations."""

    text: str


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as there are headings; a cell is HTML."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Paragraph | Heading | Figure | FigureRow | Quote | Table


@dataclass(frozen=True)
class WordArticle:
    """What an editor's file says, taken apart the way a newspaper needs it."""

    title: str
    lead: str = ""
    blocks: tuple[Block, ...] = ()
    byline: str = ""
    source: str = ""
    report: tuple[Notice, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Each picture that the blocks show, once, in order."""
        shown: dict[str, Picture] = {}
        for block in self.blocks:
            for figure in figures_of(block):
                shown.setdefault(figure.picture.part, figure.picture)
        return tuple(shown.values())


def figures_of(block: Block) -> tuple[Figure, ...]:
    """The pictures of a block, with what is said of each."""
    match block:
        case Figure():
            return (block,)
        case FigureRow(figures=figures):
            return figures
        case _:
            return ()


_BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Soft hyphens, zero-width characters, marks of direction, control characters, and the private area of symbol fonts:
# nothing of them is seen, and all of them break search.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\ufffe\uffff]"
)


def clean_text(text: str) -> str:
    """NFC, each run of blanks one blank, and nothing that cannot be seen. Blanks at the ends stay (as one)."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text)))


def first_words(text: str, count: int = 8) -> str:
    """The opening of a text, by which a person finds the place again."""
    words = clean_text(text).split()
    opening = " ".join(words[:count])[:80]
    return opening + "…" if len(words) > count or len(" ".join(words)) > 80 else opening
