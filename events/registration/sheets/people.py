"""From the rows of a sheet to people, with every problem of each; and what was passed over, so that nothing is lost
in silence."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from vietnamese.text import clean_line, fold

from . import values
from .columns import Meaning, meaning_of
from .disciplines import Disciplines, Wish
from .grid import Sheet, as_written
from .layout import Layout
from .problems import Problem

MOST_PEOPLE = 2000
PASSED_OVER_TEXT = 120

_EXAMPLE = re.compile(r"(vd|vi du|mau|example)\b")
_ENDING = re.compile(
    r"(tong (cong|so)|cong|danh sach (nay )?(co|gom)|an dinh danh sach|nguoi lap|thu truong|lanh dao|xac nhan|ky ten|"
    r"ghi chu|luu y|noi nhan|giam doc|cuc truong|chanh van phong|tm|kt|tl)\b|.*\bngay\b.*\bthang\b.*\bnam\b"
)


@dataclass(frozen=True)
class Person:
    """A person of a sheet. `row` and `rows` are Excel's numbers: a person may stand in several rows."""

    row: int
    name: str
    birth_date: date | None = None
    birth_year: int | None = None
    gender: str = ""
    post: str = ""
    role: str = ""
    wishes: tuple[Wish, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def weight(self) -> int:
        return max((problem.weight for problem in self.problems), default=0)

    @property
    def key(self) -> tuple[str, date | None]:
        return fold(self.name), self.birth_date


@dataclass(frozen=True)
class PassedOver:
    """A row that is no person, as it stands."""

    row: int
    text: str


@dataclass(frozen=True)
class People:
    """All that a sheet says."""

    people: tuple[Person, ...]
    passed_over: tuple[PassedOver, ...]
    problems: tuple[Problem, ...] = ()
    """Of the sheet as a whole."""


def read_people(sheet: Sheet, layout: Layout, disciplines: Disciplines, today: date) -> People:
    """The people below the header. Rows of one person are one person, who enters what all of them name."""
    reader = _Reader(sheet, layout, disciplines, today)
    for row in range(layout.first_row, len(sheet.rows)):
        reader.read_row(row)
    found = _merged(reader.people)
    people = _told_of_namesakes(found[:MOST_PEOPLE])
    people = [replace(person, problems=(*person.problems, *_of_wishes(person, layout))) for person in people]
    problems = list(_of_dates(sheet, layout))
    if len(found) > MOST_PEOPLE:
        problems.insert(0, Problem("too_many_people", None, {"most": MOST_PEOPLE, "count": len(found)}))
    return People(tuple(people), tuple(reader.passed_over), tuple(problems))


class _Reader:
    """Goes down the rows and remembers the section that it is in."""

    def __init__(self, sheet: Sheet, layout: Layout, disciplines: Disciplines, today: date):
        self.sheet, self.layout, self.disciplines, self.today = sheet, layout, disciplines, today
        self.people: list[Person] = []
        self.passed_over: list[PassedOver] = []
        self._section: tuple[Wish, ...] = ()
        self._marks = layout.marks()
        self._used = {column for column, meaning in layout.meanings.items() if meaning}
        names = [self._name(row) for row in range(layout.first_row, len(sheet.rows))]
        self._titled = values.have_titles([name for name in names if name])
        described = (Meaning.NUMBER, Meaning.BIRTH, Meaning.BIRTH_YEAR, Meaning.GENDER, Meaning.MAN, Meaning.WOMAN)
        self._has_more_than_names = any(layout.column(meaning) is not None for meaning in described)

    def read_row(self, row: int) -> None:
        name = self._name(row)
        texts = [text for cell in self.sheet.rows[row] if (text := clean_line(as_written(cell)))]
        if not texts or self._is_prefilled(row, texts):
            return
        if self._is_header_again(name) or _is_index(texts):
            return
        if self._is_example(row, name):
            self._pass_over(row, texts)
        elif name and self._is_person(row, name):
            self.people.append(self._person(row, name))
        elif not name and self._continues_person(row):
            above = self.people[-1]
            self.people[-1] = replace(above, wishes=_together(above.wishes, self._wishes(row)))
        elif not name and self._has_birth(row) and self._number(row):
            self.people.append(self._person(row, name))
        else:
            self._begin_section(row, texts)

    # --- What kind of row

    def _is_prefilled(self, row: int, texts: list[str]) -> bool:
        """A number that waits for a name."""
        return len(texts) == 1 and texts[0] == self._number(row) and texts[0].rstrip(".").isdigit()

    def _is_header_again(self, name: str) -> bool:
        return meaning_of(name) in (Meaning.NAME, Meaning.FAMILY_NAME) and " " in name

    def _is_example(self, row: int, name: str) -> bool:
        return bool(_EXAMPLE.match(fold(self._number(row))) or _EXAMPLE.match(fold(name)) or "(vi du" in fold(name))

    def _is_person(self, row: int, name: str) -> bool:
        if re.match(r"tong (cong|so)\b", fold(name)):
            return False
        if self._number(row).rstrip(".").isdigit() or self._has_birth(row) or self._gender_text(row):
            return True
        if _ENDING.match(fold(name)) or re.match(r"[IVX]+\b", self._number(row)):
            return False
        others = [column for column in self._used if self.sheet.text(row, column).strip()]
        return not self._has_more_than_names or len(others) > len(self._name_columns())

    def _continues_person(self, row: int) -> bool:
        """Cells merged downwards: one name, and several rows of disciplines beside it."""
        columns = {*self.layout.columns(Meaning.DISCIPLINES), *self._marks}
        filled = {column for column in self._used if self.sheet.text(row, column).strip()}
        return bool(self.people) and self.people[-1].row == row and bool(filled) and filled <= columns

    def _begin_section(self, row: int, texts: list[str]) -> None:
        """'I. Bóng bàn' above people says what they enter, where no column of theirs does."""
        title = max(texts, key=len)
        pk = self.disciplines.exactly(title)
        self._section = (Wish(title, pk, "exact"),) if pk else ()
        self._pass_over(row, texts)

    def _pass_over(self, row: int, texts: list[str]) -> None:
        self.passed_over.append(PassedOver(row + 1, " | ".join(texts)[:PASSED_OVER_TEXT]))

    # --- Cells

    def _text(self, row: int, meaning: Meaning) -> str:
        column = self.layout.column(meaning)
        return "" if column is None else self.sheet.text(row, column).strip()

    def _number(self, row: int) -> str:
        return self._text(row, Meaning.NUMBER)

    def _name(self, row: int) -> str:
        return clean_line(" ".join(self.sheet.text(row, column) for column in self._name_columns()))

    def _name_columns(self) -> list[int]:
        meanings = (Meaning.NAME,) if self.layout.column(Meaning.NAME) is not None else ()
        meanings = meanings or (Meaning.FAMILY_NAME, Meaning.GIVEN_NAME)
        return [column for meaning in meanings if (column := self.layout.column(meaning)) is not None]

    def _gender_text(self, row: int) -> str:
        columns = [self.layout.column(meaning) for meaning in (Meaning.GENDER, Meaning.MAN, Meaning.WOMAN)]
        return "".join(self.sheet.text(row, column) for column in columns if column is not None).strip()

    def _has_birth(self, row: int) -> bool:
        return bool(self._text(row, Meaning.BIRTH) or self._text(row, Meaning.BIRTH_YEAR))

    # --- A person

    def _person(self, row: int, written: str) -> Person:
        name = values.read_name(written, titled=self._titled)
        name_column = next(iter(self._name_columns()), None)
        birth, birth_column = self._birth(row)
        gender, gender_problems = self._gender(row, name.gender)
        post, is_shortened = values.read_post(
            self._text(row, Meaning.POST),
            *(self.sheet.text(row, column) for column in self.layout.columns(Meaning.DEPARTMENT)),
        )
        role, role_problems = self._role(row, name.role)
        problems = values.problems_of(name.problems, name_column)
        if birth.code:
            problems.append(Problem(birth.code, birth_column, dict(birth.params)))
        problems += [*gender_problems, *role_problems, *self._of_formulas(row)]
        if is_shortened:
            problems.append(Problem("post_shortened", self.layout.column(Meaning.POST), {"limit": values.POST_LENGTH}))
        if row in self.sheet.hidden_rows:
            problems.append(Problem("hidden_row"))
        return Person(
            row=row + 1,
            name=name.text,
            birth_date=birth.day,
            birth_year=birth.year,
            gender=gender,
            post=post,
            role=role,
            wishes=self._wishes(row) or self._section,
            problems=tuple(problems),
            rows=(row + 1,),
        )

    def _birth(self, row: int) -> tuple[values.Birth, int | None]:
        year_column = self.layout.column(Meaning.BIRTH_YEAR)
        if year_column is not None:
            parts = [
                None if (column := self.layout.column(meaning)) is None else self.sheet.cell(row, column)
                for meaning in (Meaning.BIRTH_DAY, Meaning.BIRTH_MONTH)
            ]
            return values.birth_of_parts(*parts, self.sheet.cell(row, year_column), self.today), year_column
        column = self.layout.column(Meaning.BIRTH)
        if column is not None:
            return values.read_birth(self.sheet.cell(row, column), self.today), column
        # A column for men and one for women, with the birth date in one of them.
        for column in self._gender_columns():
            cell = self.sheet.cell(row, column)
            if cell is not None and not values.is_mark(as_written(cell)):
                return values.read_birth(cell, self.today), column
        return values.Birth(code="birth_missing"), next(iter(self._gender_columns()), None)

    def _gender_columns(self) -> list[int]:
        columns = (self.layout.column(meaning) for meaning in (Meaning.MAN, Meaning.WOMAN))
        return [column for column in columns if column is not None]

    def _gender(self, row: int, beside_name: str) -> tuple[str, list[Problem]]:
        column = self.layout.column(Meaning.GENDER)
        if column is not None and (written := self.sheet.text(row, column).strip()):
            gender = values.read_gender(written)
            if gender is None:
                return beside_name, [Problem("gender_unknown", column, {"text": written[:40]})]
            return gender, []
        marked = [
            gender
            for meaning, gender in ((Meaning.MAN, values.MALE), (Meaning.WOMAN, values.FEMALE))
            if self._text(row, meaning)
        ]
        if len(marked) == 1:
            return marked[0], []
        columns = [column] if column is not None else self._gender_columns()
        if len(marked) == 2:
            return beside_name, [Problem("gender_both", columns[0])]
        if beside_name:
            return beside_name, []
        return "", [Problem("gender_missing", next(iter(columns), None))]

    def _role(self, row: int, beside_name: str) -> tuple[str, list[Problem]]:
        captain = self._text(row, Meaning.CAPTAIN)
        if captain and (values.is_mark(captain) or values.read_role(captain) == values.CAPTAIN):
            return values.CAPTAIN, []
        written = self._text(row, Meaning.ROLE)
        role = values.read_role(written)
        if role is None:
            column = self.layout.column(Meaning.ROLE)
            return beside_name, [Problem("role_unknown", column, {"text": written[:40]})]
        return role or beside_name, []

    def _wishes(self, row: int) -> tuple[Wish, ...]:
        wishes = [
            wish
            for column in self.layout.columns(Meaning.DISCIPLINES)
            for wish in self.disciplines.read(self.sheet.text(row, column).lstrip("'"))
        ]
        for column, pk in self._marks.items():
            if values.is_mark(self.sheet.text(row, column)):
                wishes.append(Wish(self.layout.headings.get(column, ""), pk, "exact"))
        return _together((), tuple(wishes))

    def _of_formulas(self, row: int) -> Iterable[Problem]:
        """A formula whose result is not stored leaves a hole. Where a name or a birth date is missing, that is why."""
        needed = {*self._name_columns(), self.layout.column(Meaning.BIRTH)}
        for column in sorted(self._used):
            if (row, column) in self.sheet.unreckoned and self.layout.meanings[column] != Meaning.NUMBER:
                yield Problem("formula" if column in needed else "formula_aside", column)


def _is_index(texts: list[str]) -> bool:
    """The row below some headers that counts the columns: (1) (2) (3), or A B C."""
    if len(texts) < 3 or any(len(text.strip("() .")) > 2 for text in texts):
        return False
    bare = [text.strip("() .").upper() for text in texts]
    numbers = [number for text in bare if (number := _number(text)) is not None]
    if len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return len(numbers) >= len(bare) - 2
    return bare == [chr(ord("A") + place) for place in range(len(bare))]


def _number(text: str) -> int | None:
    """A number that is written in figures, ① among them, which int() does not know."""
    if text.isdecimal():
        return int(text)
    return unicodedata.digit(text, None) if len(text) == 1 else None


def _together(wishes: tuple[Wish, ...], more: tuple[Wish, ...]) -> tuple[Wish, ...]:
    found = {wish.pk or fold(wish.written): wish for wish in (*more[::-1], *wishes[::-1])}
    return tuple(found.values())[::-1]


def _merged(people: list[Person]) -> list[Person]:
    """A person who stands in several rows (once a discipline, as many lists have it) is one. Names that differ by their
    accents alone may be a slip or twins: they stay two, and are told."""
    merged: dict[object, Person] = {}
    for person in people:
        key = person.key if person.name and person.birth_date else person.row
        first = merged.get(key)
        if first is None:
            merged[key] = person
        elif are_other_accents(first.name, person.name):
            told = Problem("twice_by_name", None, {"row": first.row})
            merged[person.row] = replace(person, problems=(*person.problems, told))
        else:
            merged[key] = _joined(first, person)
    return list(merged.values())


def are_other_accents(one: str, other: str) -> bool:
    """Whether two names that are alike without accents are written with other ones. A name typed without any says
    nothing."""
    bare = any(fold(name) == name.casefold() for name in (one, other))
    return not bare and one.casefold() != other.casefold()


def _joined(first: Person, again: Person) -> Person:
    differs = bool(again.gender and first.gender and again.gender != first.gender)
    known = {(problem.code, problem.column) for problem in first.problems}
    return replace(
        first,
        name=max(first.name, again.name, key=lambda name: fold(name) != name.casefold()),
        gender=first.gender or again.gender,
        post=first.post or again.post,
        role=first.role or again.role,
        wishes=_together(first.wishes, again.wishes),
        rows=(*first.rows, again.row),
        problems=(
            *first.problems,
            *(problem for problem in again.problems if (problem.code, problem.column) not in known),
            Problem("repeats_row_differently" if differs else "repeats_row", None, {"row": again.row}),
        ),
    )


def _told_of_namesakes(people: list[Person]) -> list[Person]:
    """One name twice with one birth date missing may be one person or two."""
    rows = defaultdict(list)
    for person in people:
        rows[person.key[0]].append(person)
    return [
        replace(person, problems=(*person.problems, Problem("twice_by_name", None, {"row": other.row})))
        if person.name
        and not person.birth_date
        and (other := next((other for other in rows[person.key[0]] if other.row != person.row), None))
        else person
        for person in people
    ]


def _of_wishes(person: Person, layout: Layout) -> Iterable[Problem]:
    column = layout.column(Meaning.DISCIPLINES)
    for wish in person.wishes:
        params = {"text": wish.written[:100], "pk": wish.pk, "suggestions": list(wish.suggestions)}
        if wish.how == "close":
            yield Problem("discipline_understood", column, params)
        elif wish.how in ("ambiguous", "unknown"):
            yield Problem(f"discipline_{wish.how}", column, params)


def _of_dates(sheet: Sheet, layout: Layout) -> Iterable[Problem]:
    """An Excel that expects the month first makes a date of 05/03/1990 (3 May) and leaves 25/03/1990 a text. A column
    in which every text has a day beyond 12 and no date has one was most likely filled in so."""
    column = layout.column(Meaning.BIRTH)
    if column is None:
        return
    cells = [sheet.cell(row, column) for row in range(layout.first_row, len(sheet.rows))]
    days = [cell.day for cell in cells if isinstance(cell, date)]
    first_numbers = [
        int(match[1])
        for cell in cells
        if isinstance(cell, str) and (match := re.match(r"\s*([0-9]{1,2})\s*[/.-]\s*[0-9]{1,2}\s*[/.-]", cell))
    ]
    if len(days) >= 3 and len(first_numbers) >= 3 and max(days) <= 12 and min(first_numbers) > 12:
        yield Problem("dates_swapped", column, {"count": len(days)})
