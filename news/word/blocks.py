"""What is left of a newsroom's file, as an article's blocks: headings, paragraphs, quotations, tables, figures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from .article import Block, Figure, FigureRow, Heading, Notice, Paragraph, Picture, Quote, Table
from .captions import Captioned, split_credit
from .content import Cell, Grid, Line, PictureUse, Shot
from .inline import lines
from .paragraphs import paragraphs_html

HEADING_LENGTH = 120
ROW = 4  # pictures side by side on the page at most

_DRAWING_FORMATS = {".emf", ".wmf", ".emz", ".wmz", ".svg", ".pct", ".pict", ".wdp", ".eps"}


def blocks_of(
    items: list[Line | Captioned], picture: Callable[[str], Picture], report: list[Notice]
) -> Iterator[Block]:
    """The blocks in their order. What no block can hold goes into the report."""
    levels = _heading_levels(items)
    run: list[Line] = []  # lines that make one paragraph block
    for index, item in enumerate(items):
        heading = isinstance(item, Line) and _heading(items, index, levels)
        if isinstance(item, Line) and not heading and item.style != "quote":
            run.append(item)
            continue
        yield from _paragraph(run)
        run = []
        match item:
            case Line() if heading:
                yield heading
            case Line():
                yield Quote(item.text.strip("“”\"' "))
            case Captioned(item=Grid() as grid, caption=caption):
                yield _table(grid, caption)
            case Captioned(item=Shot() as shot, caption=caption):
                yield from _figures(shot, caption, picture, report)
    yield from _paragraph(run)


def _paragraph(run: list[Line]) -> Iterator[Paragraph]:
    if run:
        yield Paragraph(paragraphs_html(run))


def _heading_levels(items: list[Line | Captioned]) -> list[int]:
    """The levels of styled headings in use. The highest of them becomes level 2, all below it level 3."""
    return sorted({item.heading_level for item in items if isinstance(item, Line) and item.heading_level})


def _heading(items: list[Line | Captioned], index: int, levels: list[int]) -> Heading | None:
    line = items[index]
    if line.heading_level:
        return Heading(line.text, 2 if line.heading_level == levels[0] else 3)
    if _looks_like_heading(items, index):
        return Heading(line.text, 3 if levels else 2)
    return None


def _looks_like_heading(items: list[Line | Captioned], index: int) -> bool:
    """A short line, bold as a whole, with text to head that is not bold itself."""
    line = items[index]
    above = items[index - 1] if index else None
    below = items[index + 1] if index + 1 < len(items) else None
    if line.list_level is not None and any(
        isinstance(beside, Line) and beside.list_level is not None for beside in (above, below)
    ):
        return False  # one of several items; a numbered line on its own is a numbered heading
    if not line.is_bold or len(line.text) > HEADING_LENGTH or line.align == "right" or below is None:
        return False
    if line.text.endswith((".", ",", ";", ":", "?", "!", "…")) or line.style == "quote" or len(lines(line.spans)) > 1:
        return False
    return not (isinstance(below, Line) and below.is_bold and not below.heading_level)


def _table(grid: Grid, caption: str) -> Table:
    head, rows = (grid.rows[0], grid.rows[1:]) if grid.has_head else ((), grid.rows)
    headings = tuple(" ".join(line.text for line in cell.lines) for cell in head) or ("",) * len(grid.rows[0])
    return Table(headings, tuple(tuple(_cell_html(cell) for cell in row) for row in rows), caption)


def _cell_html(cell: Cell) -> str:
    return paragraphs_html(list(cell.lines))


def _figures(
    shot: Shot, caption: str, picture: Callable[[str], Picture], report: list[Notice]
) -> Iterator[Figure | FigureRow]:
    shown = []
    for use in shot.pictures:
        suffix = PurePath(use.part).suffix.lower()
        if suffix in _DRAWING_FORMATS:
            params = {"format": suffix[1:].upper(), "caption": caption if len(shot.pictures) == 1 else ""}
            report.append(Notice("drawing", shot.where, params))
        else:
            shown.append(use)
    text, credit = split_credit(caption)

    def figure(use: PictureUse) -> Figure:
        return Figure(picture(use.part), credit=credit, alt_text=use.alt_text, where=shot.where)

    while len(shown) > 1:
        # Five stand as three and two: a row of one would not be a row.
        size = len(shown) if len(shown) <= ROW else min(ROW, len(shown) - 2)
        row, shown = tuple(map(figure, shown[:size])), shown[size:]
        yield FigureRow(row, "" if shown else text)
    if shown:
        yield replace(figure(shown[0]), caption=text)
