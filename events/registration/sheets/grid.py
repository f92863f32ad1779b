"""A sheet as it was read: rows of plain values, which can be kept as JSON until its owner has looked at them."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet. `rows[0]` is Excel's row 1; rows end with their last filled cell.

    `unreckoned` are cells, as (row, column) from 0, that hold a formula whose result Excel has not stored.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden_rows: frozenset[int] = frozenset()
    unreckoned: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        return as_written(self.cell(row, column))

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def as_written(cell: Cell) -> str:
    """A cell as its reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return str(cell)


def as_data(sheet: Sheet) -> dict:
    """The sheet as JSON holds it."""
    return {
        "title": sheet.title,
        "rows": [
            [{"date": cell.isoformat()} if isinstance(cell, date) else cell for cell in row] for row in sheet.rows
        ],
        "hidden_rows": sorted(sheet.hidden_rows),
        "unreckoned": sorted(sheet.unreckoned),
        "is_hidden": sheet.is_hidden,
    }


def from_data(data: dict) -> Sheet:
    """And back again."""
    rows = (
        tuple(date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell for cell in row)
        for row in data["rows"]
    )
    return Sheet(
        title=data["title"],
        rows=tuple(rows),
        hidden_rows=frozenset(data["hidden_rows"]),
        unreckoned=frozenset(map(tuple, data["unreckoned"])),
        is_hidden=data["is_hidden"],
    )
