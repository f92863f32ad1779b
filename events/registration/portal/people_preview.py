"""What a sheet of people would do, for the page that asks to confirm it; and what that page says back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from vietnamese.dates import format_date

from ..models import EntryMember, Gender, PeopleImport
from ..people_import import Plan, Team, teams
from ..people_sentences import FIELDS, MEANINGS, problem_sentence
from ..refusals import sentence
from ..sheets.layout import MARK
from ..sheets.matching import Kind, Match
from ..sheets.problems import Problem, Weight

ROW, SHEET, HEADER, COLUMN, DISCIPLINE = "dong", "trang-tinh", "tieu-de", "cot-", "mon-"
"""The fields of the form: rows to take over; the sheet; the header's row; of each column what it means; of each text
that names no discipline for certain, which is meant."""
NONE, UNSAID = "khong", ""
READING = {"sheet": None, "header_row": None, "columns": {}, "disciplines": {}}
"""The choices that mean another reading of the sheet, and what they are until somebody says them."""
MOST_WORDS = 40
EXAMPLES = 3

KINDS = {
    Kind.REFUSED: gettext_lazy("Cannot be taken over"),
    Kind.DOUBTFUL: gettext_lazy("Please decide"),
    Kind.NEW: gettext_lazy("New in your list"),
    Kind.CHANGED: gettext_lazy("Known, with changes"),
    Kind.SAME: gettext_lazy("Known, unchanged"),
}
"""What needs somebody's eye comes first."""
HELP = {
    Kind.REFUSED: gettext_lazy("Correct these rows in the file and upload it again, or add the people by hand."),
    Kind.DOUBTFUL: gettext_lazy("These are left out unless you choose them."),
    Kind.NEW: gettext_lazy("These people will be added."),
    Kind.CHANGED: gettext_lazy("These people will be changed as shown."),
    Kind.SAME: gettext_lazy("Nothing changes for these people; they are not added twice."),
}


@dataclass(frozen=True)
class Told:
    """A problem as it is shown: in which column, what, and how much it weighs."""

    column: str
    sentence: str
    is_refusal: bool
    is_doubt: bool


@dataclass(frozen=True)
class Row:
    match: Match
    is_taken: bool
    told: list[Told]
    changes: list[tuple[str, str, str]]
    disciplines: list[str]
    gender: str
    role: str

    @property
    def may_be_taken(self) -> bool:
        return self.match.kind != Kind.REFUSED


@dataclass(frozen=True)
class Group:
    """Rows of one kind."""

    kind: Kind
    label: str
    help: str
    rows: list[Row]


@dataclass(frozen=True)
class Column:
    """A column of the sheet: its letter, its heading, what it means, what it could, and what stands in it."""

    index: int
    letter: str
    heading: str
    meaning: str
    label: str
    choices: list[tuple[str, str]]
    examples: str


@dataclass(frozen=True)
class Word:
    """What was written of a discipline and is not certain, and which is meant so far."""

    key: str
    written: str
    meant: str
    suggestions: str


def context(planned: Plan, pending: PeopleImport, now: datetime) -> dict[str, Any]:
    """What the page shows beside the plan itself."""
    if planned.read is None:
        return {"columns": _columns(planned)}
    groups = _groups(planned, pending.choices)
    taken = [row.match for group in groups for row in group.rows if row.is_taken]
    return {
        "columns": _columns(planned),
        "groups": groups,
        "taken_count": len(taken),
        "teams": [_shown_team(team) for team in teams(planned, taken, pending.unit, now)],
        "words": _words(planned, pending.choices),
        "discipline_choices": [(str(pk), row.name) for pk, row in planned.disciplines.items()],
        "sheet_told": [_told(problem, planned) for problem in planned.read.problems],
        "row_field": ROW,
    }


def _groups(planned: Plan, choices: Mapping[str, Any]) -> list[Group]:
    order = list(KINDS)
    shown = sorted(planned.matches, key=lambda match: (order.index(match.kind), match.person.row))
    taken = _taken(planned, choices)
    return [
        Group(
            kind,
            str(KINDS[kind]),
            str(HELP[kind]),
            [_row(match, planned, match.person.row in taken) for match in of_kind],
        )
        for kind, of_kind in groupby(shown, key=lambda match: match.kind)
    ]


def _taken(planned: Plan, choices: Mapping[str, Any]) -> set[int]:
    """The rows that are chosen: those without doubt, but for what somebody has said."""
    default = {match.person.row for match in planned.taken_by_default()}
    refused = {match.person.row for match in planned.matches if match.kind == Kind.REFUSED}
    return (default - set(choices.get("left_out", ()))) | (set(choices.get("added", ())) - refused)


def _row(match: Match, planned: Plan, is_taken: bool) -> Row:
    person = match.person
    names = [
        planned.disciplines[wish.pk].name if wish.pk in planned.disciplines else f"“{wish.written}”?"
        for wish in person.wishes
    ]
    return Row(
        match=match,
        is_taken=is_taken,
        told=[_told(problem, planned) for problem in sorted(person.problems, key=lambda problem: -problem.weight)],
        changes=[
            (str(FIELDS[change.field]), _shown(change.field, change.before), _shown(change.field, change.after))
            for change in match.changes
        ],
        disciplines=names,
        gender=_shown("gender", person.gender),
        role=str(EntryMember.Role(person.role).label) if person.role else "",
    )


def _shown(field: str, value: Any) -> str:
    if field == "gender":
        return str(Gender(value).label) if value else "—"
    if field == "is_active":
        return _("yes") if value else _("no")
    if field == "birth_date":
        return format_date(value) if value else "—"
    return str(value) or "—"


def _told(problem: Problem, planned: Plan) -> Told:
    column = ""
    if problem.column is not None and planned.layout is not None:
        heading = planned.layout.headings.get(problem.column, "")
        column = f"{get_column_letter(problem.column + 1)} {heading}".strip()
    weight = problem.weight
    return Told(
        column, problem_sentence(problem, planned.disciplines), weight == Weight.REFUSAL, weight == Weight.DOUBT
    )


def _columns(planned: Plan) -> list[Column]:
    """The columns that have a heading or hold anything; none while there is no header."""
    if planned.layout is None or planned.chosen is None:
        return []
    choices = [(str(meaning), str(label)) for meaning, label in MEANINGS.items()]
    choices += [
        (f"{MARK}{pk}", _("A mark for: %(discipline)s") % {"discipline": row.name})
        for pk, row in planned.disciplines.items()
    ]
    labels = dict(choices)
    sheet, layout = planned.chosen.sheet, planned.layout
    columns = []
    for index in range(sheet.width):
        cells = (sheet.text(row, index).strip() for row in range(layout.first_row, len(sheet.rows)))
        examples = [text for text in cells if text][:EXAMPLES]
        if index in layout.headings or examples:
            meaning = str(layout.meanings.get(index, ""))
            heading = layout.headings.get(index, "")
            letter = get_column_letter(index + 1)
            label = labels.get(meaning, "")
            columns.append(Column(index, letter, heading, meaning, label, choices, " · ".join(examples)[:80]))
    return columns


def _words(planned: Plan, choices: Mapping[str, Any]) -> list[Word]:
    """What was written of disciplines and is not certain, or has been said."""
    said = choices.get("disciplines", {})
    words = []
    for key, wish in list(planned.open_words.items())[:MOST_WORDS]:
        suggestions = ", ".join(planned.disciplines[pk].name for pk in wish.suggestions if pk in planned.disciplines)
        words.append(Word(key, wish.written, _as_sent(said, key), suggestions))
    told = {word.key for word in words}
    words += [Word(key, key, NONE, "") for key, pk in said.items() if pk is None and key not in told]
    return words


def _as_sent(said: Mapping[str, int | None], key: str) -> str:
    if key not in said:
        return UNSAID
    return NONE if said[key] is None else str(said[key])


def _shown_team(team: Team) -> dict[str, Any]:
    return {
        "discipline": team.discipline,
        "joining": [(entry, _names(matches)) for entry, matches in team.joining],
        "new": [_names(matches) for matches in team.new],
        "already": _names(team.already),
        "left_out": _names(team.left_out),
        "why": sentence(team.why) if team.why else "",
    }


def _names(matches: Iterable[Match]) -> list[str]:
    return [match.person.name for match in matches]


# --- What the page says back ------------------------------------------------------------------


def sent_rows(data: QueryDict) -> set[int]:
    return {int(row) for row in data.getlist(ROW) if _is_number(row)}


def sent_choices(data: QueryDict, planned: Plan, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The choices that the form says, as `people_import.Choices` has them. What it does not show stays as it was; a
    sheet or a header that is another one is read without the columns that were said of the former."""
    said: dict[str, Any] = {}
    sheet = data.get(SHEET, "")
    if _is_number(sheet) and int(sheet) < len(planned.candidates) and int(sheet) != planned.sheet:
        return {"sheet": int(sheet), "header_row": None, "columns": {}, "left_out": [], "added": []}
    header = data.get(HEADER, "")
    shown = planned.layout.header_row if planned.layout else None
    if _is_number(header) and int(header) - 1 != shown and planned.chosen is not None:
        last = len(planned.chosen.sheet.rows) - 1
        return {"header_row": min(max(int(header) - 1, 0), last), "columns": {}, "left_out": [], "added": []}
    said["columns"] = _sent_columns(data, planned, kept)
    said["disciplines"] = _sent_disciplines(data, planned, kept)
    if planned.read is not None and "ban" in data:
        chosen, default = sent_rows(data), {match.person.row for match in planned.taken_by_default()}
        said["left_out"] = sorted(default - chosen)
        said["added"] = sorted(chosen - default)
    return said


def means_another_reading(said: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    return any(said[name] != kept.get(name, unsaid) for name, unsaid in READING.items() if name in said)


def _sent_columns(data: QueryDict, planned: Plan, kept: Mapping[str, Any]) -> dict[str, str]:
    columns = dict(kept.get("columns", {}))
    allowed = {str(meaning) for meaning in MEANINGS} | {f"{MARK}{pk}" for pk in planned.disciplines}
    meanings = planned.layout.meanings if planned.layout else {}
    for column in _columns(planned):
        sent = data.get(f"{COLUMN}{column.index}")
        if sent is not None and sent in allowed and sent != meanings.get(column.index, ""):
            columns[str(column.index)] = sent
    return columns


def _sent_disciplines(data: QueryDict, planned: Plan, kept: Mapping[str, Any]) -> dict[str, int | None]:
    disciplines = dict(kept.get("disciplines", {}))
    for name in data:
        key = name.removeprefix(DISCIPLINE)
        if key == name or (key not in planned.open_words and key not in disciplines):
            continue
        sent = data[name]
        if sent == NONE:
            disciplines[key] = None
        elif _is_number(sent) and int(sent) in planned.disciplines:
            disciplines[key] = int(sent)
        else:
            disciplines.pop(key, None)
    return disciplines


def _is_number(sent: str) -> bool:
    return sent.isascii() and sent.isdecimal() and len(sent) < 10
