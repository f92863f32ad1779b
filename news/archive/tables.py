"""Tables: those that hold figures, and those that only held things in their places."""

from dataclasses import replace

from news.word import inline
from news.word.inline import Span

from .blocks import Picture, Table
from .gathered import CAPTION_LENGTH, Cell, Line, List, Row, TableCaption, flow_html

MAX_COLUMNS = 30


def table(items: list) -> list:
    """A table; or its contents in order, when it only held things in their places: a picture and its caption, say."""
    rows = [item for item in items if isinstance(item, Row) and item.cells]
    caption = next((item.text for item in items if isinstance(item, TableCaption)), "")
    cells = [cell for row in rows for cell in row.cells]
    contents = [item for cell in cells for item in cell.items]
    for_layout = any(not isinstance(item, Line | List) for item in contents)
    if for_layout or all(len(row.cells) == 1 for row in rows):
        return _in_place(contents, caption)
    grid = _grid(rows)
    if grid is None:
        return _in_place(contents, caption)
    headed = all(cell.is_heading for cell in rows[0].cells)
    headings = tuple(_plain(cell)[:255] for cell in grid[0]) if headed else ("",) * len(grid[0])
    body = tuple(tuple(_cell_html(cell) for cell in row) for row in grid[1 if headed else 0 :])
    return [Table(headings, body, caption)] if body else _in_place(contents, caption)


def _in_place(contents: list, caption: str) -> list:
    pictured = any(isinstance(item, Picture) for item in contents)
    words = sum(len(item.text) for item in contents if isinstance(item, Line))
    if pictured and words <= CAPTION_LENGTH:  # nothing but a picture and what stands below it
        contents = [replace(item, caption=True) if isinstance(item, Line) else item for item in contents]
    return [Line((Span(caption, bold=True),)), *contents] if caption else contents


def _grid(rows: list[Row]) -> list[list[Cell | None]] | None:
    """The rows, equally long, with None where a joined cell reaches to; None for a table that is too wide."""
    grid: list[list[Cell | None]] = []
    reaching: dict[int, int] = {}  # column → rows that a cell above still covers
    for row in rows:
        line: list[Cell | None] = []
        for cell in row.cells:
            while reaching.get(len(line), 0):
                reaching[len(line)] -= 1
                line.append(None)
            for offset in range(cell.columns):
                reaching[len(line)] = cell.rows - 1
                line.append(cell if offset == 0 else None)
            if len(line) > MAX_COLUMNS:
                return None
        while reaching.get(len(line), 0):
            reaching[len(line)] -= 1
            line.append(None)
        grid.append(line)
    width = max(map(len, grid))
    return [line + [None] * (width - len(line)) for line in grid]


def _plain(cell: Cell | None) -> str:
    return " ".join(item.text for item in cell.items if isinstance(item, Line)) if cell else ""


def _cell_html(cell: Cell | None) -> str:
    return inline.sanitise("".join(flow_html(item) for item in cell.items)) if cell else ""
