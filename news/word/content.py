"""mammoth's tree of a document as a flat list of what an article is made of: lines, figures and grids.

What stands side by side or inside each other in Word (pictures amid text, text boxes, tables that only hold
pictures) is laid out one below the other here, so that the composition sees a simple column.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from mammoth import documents

from .article import Notice, first_words
from .inline import LINE_BREAK, Span, plain, share, tidy
from .safety import RefusedDocument


@dataclass(frozen=True)
class Line:
    """A paragraph of text and how it is set."""

    spans: tuple[Span, ...]
    style: str = ""
    align: str = ""
    size: float | None = None  # in points, where the whole line has one
    list_level: int | None = None
    ordered: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return plain(self.spans)

    @property
    def is_bold(self) -> bool:
        """Whether it is bold as a whole: a comma may have been missed."""
        return share(self.spans, "bold") >= 0.9

    @property
    def is_italic(self) -> bool:
        """Whether it is italic as a whole."""
        return share(self.spans, "italic") >= 0.9

    @property
    def heading_level(self) -> int | None:
        """1 to 9 when its style is one of the built-in headings."""
        name, _, level = self.style.partition(" ")
        return int(level) if name == "heading" and level.isdecimal() else None


@dataclass(frozen=True)
class PictureUse:
    """A picture at a place: its part of the package, and what is said for those who do not see it."""

    part: str
    alt_text: str = ""


@dataclass(frozen=True)
class Shot:
    """One picture, or several side by side in one paragraph, and the line that stood before."""

    pictures: tuple[PictureUse, ...]
    where: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: the lines in it."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A table: every row has the same number of cells. `has_head`: the first row names the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    has_head: bool = False


Item = Line | Shot | Grid

_EMPTY = Cell(())
MAX_CELLS = 50_000


@dataclass
class ContentReader:
    """Walks a document once. Notes are numbered in the order in which the text comes to them."""

    document: documents.Document
    report: list[Notice] = field(default_factory=list)
    notes: list[tuple[Line, ...]] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _last_words: str = ""

    def items(self) -> list[Item]:
        """The whole document. After it `notes` holds the notes that were referred to, and `report` is complete."""
        items = list(self._blocks(self.document.children))
        for kind, key in self._referenced():
            self.notes.append(tuple(self._note(kind, key)))
        return items

    def _referenced(self) -> Iterator[tuple[str, str]]:
        """The notes in order; a note may refer to one more, which then joins the end."""
        done = 0
        while done < len(self._numbers):
            yield list(self._numbers)[done]
            done += 1

    def _note(self, kind: str, key: str) -> Iterator[Line]:
        note = self.document.notes.find_note(kind, key)
        yield from (item for item in self._blocks(note.body) if isinstance(item, Line))

    def _blocks(self, elements: Iterable[documents.Element]) -> Iterator[Item]:
        for element in elements:
            match element:
                case documents.Paragraph():
                    yield from self._paragraph(element)
                case documents.Table():
                    yield from self._table(element)

    def _paragraph(self, paragraph: documents.Paragraph) -> Iterator[Item]:
        """Lines and shots in turn. Pictures that only blanks part from each other are one shot."""
        pictures: list[PictureUse] = []
        pieces: list[Piece] = []
        for piece in self._pieces(paragraph.children, Span("")):
            if isinstance(piece, PictureUse):
                yield from self._line(paragraph, pieces, pictures)
                pictures.append(piece)
                pieces = []
            else:
                pieces.append(piece)
        yield from self._line(paragraph, pieces, pictures)
        yield from self._shot(pictures)

    def _line(
        self, paragraph: documents.Paragraph, pieces: list["Piece"], pictures: list[PictureUse]
    ) -> Iterator[Item]:
        spans = tidy(span for span, _ in pieces)
        if not spans:
            return
        yield from self._shot(pictures)
        sizes = {size for span, size in pieces if span.text.strip()}
        numbering = paragraph.numbering
        line = Line(
            spans=spans,
            style=paragraph.style_name or "",
            align=paragraph.alignment or "",
            size=sizes.pop() if len(sizes) == 1 else None,
            list_level=_level(numbering.level_index) if numbering else None,
            ordered=bool(numbering and numbering.is_ordered),
        )
        self._last_words = first_words(line.text) or self._last_words
        yield line

    def _shot(self, pictures: list[PictureUse]) -> Iterator[Shot]:
        if pictures:
            yield Shot(tuple(pictures), self._last_words)
            pictures.clear()

    def _pieces(self, children: Iterable[documents.Element], look: Span, size: float | None = None):
        """(span, size) and pictures, in order."""
        for child in children:
            match child:
                case documents.Run():
                    script = {"superscript": "sup", "subscript": "sub"}.get(child.vertical_alignment, "")
                    own = Span("", bold=child.is_bold, italic=child.is_italic, script=script, href=look.href)
                    yield from self._pieces(child.children, own, child.font_size)
                case documents.Hyperlink():
                    linked = Span("", look.bold, look.italic, look.script, child.href or look.href)
                    yield from self._pieces(child.children, linked, size)
                case documents.Text(value=text):
                    yield _with_text(look, text), size
                case documents.Tab():
                    yield _with_text(look, " "), size
                case documents.Break():
                    yield Span(LINE_BREAK), size
                case documents.Checkbox(checked=checked):
                    yield _with_text(look, "☒" if checked else "☐"), size
                case documents.NoteReference():
                    if number := self._number(child.note_type, child.note_id):
                        yield Span(str(number), script="sup", note=True), size
                case documents.Image(alt_text=alt_text):
                    yield PictureUse(_part(child), alt_text or "")

    def _number(self, kind: str, key: str) -> int | None:
        """The number of a note; None when the file refers to a note that it does not have."""
        try:
            self.document.notes.find_note(kind, key)
        except KeyError:
            return None
        return self._numbers.setdefault((kind, key), len(self._numbers) + 1)

    # Tables -----------------------------------------------------------------------------------

    def _table(self, table: documents.Table) -> Iterator[Item]:
        where = self._last_words  # before its own cells are read
        rows = [[(list(self._cell(cell, where)), cell) for cell in row.children] for row in table.children]
        contents = [content for row in rows for content, _ in row]
        if any(isinstance(item, Shot) for content in contents for item in content):
            yield from self._layout([[content for content, _ in row] for row in rows], where)
        elif len(contents) == 1:
            yield from contents[0]  # a frame around text
        elif any(contents):
            yield self._grid(table, rows, where)

    def _cell(self, cell: documents.TableCell, where: str) -> Iterator[Item]:
        """What is in a cell. A table inside becomes lines, for a table on the page cannot hold another."""
        for item in self._blocks(cell.children):
            if isinstance(item, Grid):
                self.report.append(Notice("nested_table", where))
                for row in item.rows:
                    texts = (" ".join(line.text for line in inner.lines) for inner in row)
                    yield Line((Span(" – ".join(filter(None, texts))),))
            else:
                yield item

    def _layout(self, rows: list[list[list[Item]]], where: str) -> Iterator[Item]:
        """A table that puts pictures in place, taken apart: a row of captions goes to the row of pictures above it."""
        waiting: list[list[Item]] = []
        mixed = False
        for row in rows:
            only_shots = all(isinstance(item, Shot) for content in row for item in content)
            only_lines = not any(isinstance(item, Shot) for content in row for item in content)
            if waiting and only_lines and len(row) == len(waiting):
                for shots, captions in zip_longest(waiting, row, fillvalue=[]):
                    yield from [*shots, *captions]
                waiting = []
                continue
            yield from (item for content in waiting for item in content)
            waiting = []
            if only_shots and any(row):
                waiting = row
            else:
                mixed = mixed or (len(row) > 1 and not only_lines)
                yield from (item for content in row for item in content)
        yield from (item for content in waiting for item in content)
        if mixed:
            self.report.append(Notice("layout_table", where))

    def _grid(
        self, table: documents.Table, rows: list[list[tuple[list[Item], documents.TableCell]]], where: str
    ) -> Grid:
        """Merged cells are written out: the text in the first, the others empty."""
        cells: dict[tuple[int, int], Cell] = {}
        merged = False
        for y, row in enumerate(rows):
            x = 0
            for content, cell in row:
                while (y, x) in cells:
                    x += 1
                merged = merged or cell.colspan > 1 or cell.rowspan > 1
                for down in range(min(cell.rowspan, len(rows) - y)):
                    for right in range(cell.colspan):
                        cells[y + down, x + right] = _EMPTY
                cells[y, x] = Cell(tuple(item for item in content if isinstance(item, Line)))
                x += cell.colspan
            if len(cells) > MAX_CELLS:
                raise RefusedDocument("too_long")
        width = 1 + max(x for _, x in cells)
        if width * len(rows) > MAX_CELLS:
            raise RefusedDocument("too_long")
        if merged:
            self.report.append(Notice("merged_cells", where))
        whole = (tuple(cells.get((y, x), _EMPTY) for x in range(width)) for y in range(len(rows)))
        grid = tuple(row for row in whole if any(cell.lines for cell in row))
        return Grid(grid, has_head=len(grid) > 1 and (table.children[0].is_header or _looks_like_head(grid)))


Piece = tuple[Span, float | None]


def _looks_like_head(grid: tuple[tuple[Cell, ...], ...]) -> bool:
    """A first row that is bold in every cell, over rows that are not."""

    def is_bold(row: tuple[Cell, ...]) -> bool:
        lines = [line for cell in row for line in cell.lines]
        return bool(lines) and all(line.is_bold for line in lines)

    return is_bold(grid[0]) and not is_bold(grid[1])


def _with_text(look: Span, text: str) -> Span:
    return Span(text, look.bold, look.italic, look.script, look.href)


def _level(index: str) -> int:
    return int(index) if index.isdecimal() else 0


def _part(image: documents.Image) -> str:
    """Which part a picture is: in the prepared package it is stood in for by its name."""
    with image.open() as stand_in:
        return stand_in.read().decode()
