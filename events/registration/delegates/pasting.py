"""Reading delegates from lines that somebody copied out of a sheet: a name, a post, an e-mail address.

Columns are divided by tabs as spreadsheets copy them, or by semicolons, or by commas where somebody typed them. A row
of headings says which columns are ours; where there is none, what cannot be of use is passed over: a running number,
Ông or Bà in a column of its own, a telephone number, a date, the name of the unit itself.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from vietnamese.text import clean, clean_line, fold

from .rules import Nominee

_NAMES = {"ho ten", "ho va ten", "ho dem", "ho va dem", "ho", "ten", "ten dai bieu", "ho ten dai bieu",
          "ho va ten dai bieu", "dai bieu", "name", "full name"}  # fmt: skip
_POSTS = {"chuc vu", "chuc danh", "chuc vu/chuc danh", "chuc vu, chuc danh", "chuc danh, chuc vu", "vi tri",
          "vi tri cong tac", "post", "position"}  # fmt: skip
_EMAILS = {"email", "e-mail", "mail", "thu dien tu", "dia chi email", "hop thu", "hop thu dien tu"}
_PASSED_OVER = {"ong", "ba", "nam", "nu", "stt", "tt", ""}
_NUMBER = re.compile(r"[0-9]{1,4}[.)]?")
_TELEPHONE = re.compile(r"[+(]?[0-9](?:[ .()-]{0,2}[0-9]){7,14}")
"""And what has as many figures: the number of an identity card."""
_DATE = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{2,4}")


@dataclass(frozen=True)
class _Columns:
    """Where in a row is what, as a row of headings says."""

    names: Sequence[int]
    posts: Sequence[int]
    emails: Sequence[int]


def read(text: str, *, sessions: frozenset[int] = frozenset(), unit_names: Iterable[str] = ()) -> list[Nominee]:
    """Whom the lines name, in their order; each attends `sessions`. What is wrong with them is for `rules` to say.
    `unit_names` are what the unit is called."""
    own = {fold(name) for name in unit_names}
    found: list[Nominee] = []
    columns: _Columns | None = None
    for cells in (_cells(line) for line in clean(text).split("\n")):
        if any(fold(cell) in _NAMES for cell in cells):
            columns = _columns(cells)
            continue
        name, post, email = _by_columns(cells, columns) if columns else _by_look(cells, own)
        if name or post or email:
            found.append(Nominee(name, post, email, sessions=sessions))
    return found


def _cells(line: str) -> list[str]:
    divider = next((sign for sign in "\t;" if sign in line), ",")
    return [clean_line(cell) for cell in line.split(divider)]


def _columns(headings: Sequence[str]) -> _Columns | None:
    """None without one of posts: perhaps it has a name of its own, and no post may be lost."""
    names, posts, emails = (
        [place for place, cell in enumerate(headings) if fold(cell) in known] for known in (_NAMES, _POSTS, _EMAILS)
    )
    return _Columns(names, posts, emails) if posts else None


def _by_columns(cells: Sequence[str], columns: _Columns) -> tuple[str, str, str]:
    def of(places: Iterable[int]) -> list[str]:
        return [cells[place] for place in places if place < len(cells) and cells[place]]

    # An address is known by its look, also where the heading of its column was forgotten.
    emails = of(columns.emails) or [cell for cell in cells if "@" in cell]
    return " ".join(of(columns.names)), ", ".join(of(columns.posts)), next(iter(emails), "")


def _by_look(cells: Sequence[str], own: Collection[str]) -> tuple[str, str, str]:
    email = next((cell for cell in cells if "@" in cell), "")
    useful = [cell for cell in cells if cell != email and not _is_foreign(cell) and fold(cell) not in own]
    name, *post = useful or [""]
    return name, ", ".join(post), email


def _is_foreign(cell: str) -> bool:
    return fold(cell) in _PASSED_OVER or any(form.fullmatch(cell) for form in (_NUMBER, _TELEPHONE, _DATE))
