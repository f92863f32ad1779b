"""Where the people of a sheet begin, and what each of its columns means."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vietnamese.text import clean_line

from .columns import SEVERAL, Meaning, meaning_of
from .disciplines import Disciplines
from .grid import Sheet

LOOKED_THROUGH = 60
"""Rows among which a header is looked for."""
MARK = "discipline:"
"""Before the key of a discipline: a column in which an x says that a person enters it."""


@dataclass(frozen=True)
class Layout:
    """The header's row (from 0), the first row below it, each column's heading as it stands and what it means:
    a `Meaning`, or MARK and a discipline."""

    header_row: int
    first_row: int
    headings: Mapping[int, str]
    meanings: Mapping[int, str] = field(default_factory=dict)

    def column(self, meaning: Meaning) -> int | None:
        return next((column for column, its_meaning in self.meanings.items() if its_meaning == meaning), None)

    def columns(self, meaning: Meaning) -> list[int]:
        return [column for column, its_meaning in self.meanings.items() if its_meaning == meaning]

    def marks(self) -> dict[int, int]:
        """The columns that stand for one discipline each."""
        return {
            column: int(meaning.removeprefix(MARK))
            for column, meaning in self.meanings.items()
            if meaning.startswith(MARK)
        }

    @property
    def has_names(self) -> bool:
        return self.column(Meaning.NAME) is not None or (
            self.column(Meaning.FAMILY_NAME) is not None and self.column(Meaning.GIVEN_NAME) is not None
        )

    @property
    def score(self) -> int:
        """How much of a list of people this is."""
        return sum(1 for meaning in self.meanings.values() if meaning) if self.has_names else 0


def find_layout(sheet: Sheet, disciplines: Disciplines) -> Layout | None:
    """The header of a sheet, wherever letterhead and titles have pushed it; None when there is none."""
    candidates = [layout_at(sheet, row, disciplines) for row in range(min(LOOKED_THROUGH, len(sheet.rows)))]
    return max((layout for layout in candidates if layout.has_names), key=lambda layout: layout.score, default=None)


def layout_at(sheet: Sheet, row: int, disciplines: Disciplines) -> Layout:
    """What the columns mean when this row is the header's, or the upper one of a header of two rows."""
    upper = {column: clean_line(sheet.text(row, column)) for column in range(sheet.width)}
    lower = {column: clean_line(sheet.text(row + 1, column)) for column in range(sheet.width)}
    two_rows = _continues_header(sheet, row, upper, lower)
    headings, meanings, group = {}, {}, ""
    for column in range(sheet.width):
        group = upper[column] or (group if two_rows and lower[column] else "")
        heading = lower[column] if two_rows and lower[column] else upper[column]
        if not heading:
            continue
        headings[column] = f"{group} – {heading}" if group and group != heading else heading
        meanings[column] = _meaning(heading, group if heading != group else "", disciplines)
    layout = Layout(row, row + (2 if two_rows else 1), headings, _each_once(meanings))
    return _with_name_in_two_columns(sheet, layout)


def with_meanings(layout: Layout, said: Mapping[int, str]) -> Layout:
    """The layout as somebody has corrected it."""
    return replace(layout, meanings={**layout.meanings, **said})


def _meaning(heading: str, group: str, disciplines: Disciplines) -> str:
    meaning = meaning_of(heading, group)
    if meaning is None and (pk := disciplines.exactly(heading)):
        return f"{MARK}{pk}"
    if meaning is None and group and (pk := disciplines.exactly(f"{group} {heading}")):
        return f"{MARK}{pk}"
    return meaning or Meaning.NOTHING


def _continues_header(sheet: Sheet, row: int, upper: dict[int, str], lower: dict[int, str]) -> bool:
    """A second row of headings stands below groups (Ngày sinh: Nam | Nữ); below the others it is merged, so empty."""
    known = {column: meaning_of(heading) for column, heading in upper.items()}
    for column, meaning in known.items():
        if meaning in (Meaning.NUMBER, Meaning.NAME) and lower[column]:
            below = meaning_of(lower[column])
            if below not in (Meaning.FAMILY_NAME, Meaning.GIVEN_NAME):
                return False
    groups, group = {}, ""
    for column, heading in upper.items():
        group = heading or group
        groups[column] = group
    texts = {column: text for column, text in lower.items() if text}
    if not texts or not any(known.values()) or len(texts) > len(upper):
        return False
    recognised = [column for column, text in texts.items() if meaning_of(text, groups[column])]
    # 'Nam' below 'Giới tính' is a man of the first row, and no heading.
    genders = {meaning_of(text) for text in texts.values()} & {Meaning.MAN, Meaning.WOMAN}
    if len(genders) == 1:
        return False
    return len(recognised) >= 2 or (len(texts) > 1 and all(not upper[column] for column in list(texts)[1:]))


def _each_once(meanings: dict[int, str]) -> dict[int, str]:
    """Only disciplines may have several columns. A lone Tên is the whole name."""
    seen: set[str] = set()
    once = {}
    for column, meaning in meanings.items():
        once[column] = Meaning.NOTHING if meaning in seen and meaning not in SEVERAL else meaning
        seen.add(meaning)
    if Meaning.NAME not in seen and Meaning.GIVEN_NAME in seen and Meaning.FAMILY_NAME not in seen:
        once = {column: Meaning.NAME if said == Meaning.GIVEN_NAME else said for column, said in once.items()}
    if Meaning.NAME in seen and Meaning.FAMILY_NAME not in seen and Meaning.GIVEN_NAME in seen:
        # 'Họ và tên đệm | Tên': the first is no whole name.
        name = next(column for column, said in once.items() if said == Meaning.NAME)
        if once.get(name + 1) == Meaning.GIVEN_NAME:
            once[name] = Meaning.FAMILY_NAME
    return once


def _with_name_in_two_columns(sheet: Sheet, layout: Layout) -> Layout:
    """One heading merged over two columns: the family name stands in the first, the given name beside it."""
    name = layout.column(Meaning.NAME)
    if name is None or name + 1 in layout.headings:
        return layout
    rows = range(layout.first_row, min(layout.first_row + 40, len(sheet.rows)))
    named = [row for row in rows if sheet.text(row, name).strip()]
    beside = [row for row in named if sheet.text(row, name + 1).strip()]
    if len(beside) * 2 <= len(named) or not named:
        return layout
    headings = {**layout.headings, name + 1: layout.headings[name]}
    meanings = {**layout.meanings, name: Meaning.FAMILY_NAME, name + 1: Meaning.GIVEN_NAME}
    return replace(layout, headings=headings, meanings=meanings)
