"""Reading delegates from lines that somebody copied out of a sheet: a name, a post, an e-mail address.

Columns are divided by tabs as spreadsheets copy them, or by semicolons, or by commas where somebody typed them. What
is no column of ours (a running number, Ông or Bà in a column of its own, the header) is passed over.
"""

import re

from vietnamese.text import clean, clean_line, fold

from .rules import Nominee

_HEADERS = {"ho ten", "ho va ten", "ho dem", "ten", "ten dai bieu", "ho ten dai bieu", "name", "full name"}
_PASSED_OVER = {"ong", "ba", "nam", "nu", "stt", "tt", ""}
_NUMBER = re.compile(r"[0-9]{1,4}[.)]?")


def read(text: str, *, sessions: frozenset[int] = frozenset()) -> list[Nominee]:
    """Whom the lines name, in their order; each attends `sessions`. What is wrong with them is for `rules` to say."""
    lines = (_cells(line) for line in clean(text).split("\n"))
    return [_nominee(cells, sessions) for cells in lines if cells and fold(cells[0]) not in _HEADERS]


def _cells(line: str) -> list[str]:
    divider = next((sign for sign in "\t;" if sign in line), ",")
    cells = [clean_line(cell) for cell in line.split(divider)]
    return [cell for cell in cells if fold(cell) not in _PASSED_OVER and not _NUMBER.fullmatch(cell)]


def _nominee(cells: list[str], sessions: frozenset[int]) -> Nominee:
    email = next((cell for cell in cells if "@" in cell), "")
    name, *post = [cell for cell in cells if cell != email] or [""]
    return Nominee(name, ", ".join(post), email, sessions=sessions)
