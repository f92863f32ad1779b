"""The problems of an entry, as its page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from .. import queries
from ..models import Entry
from ..refusals import sentence
from ..rules import Problem

_FIELDS = {"seconds": "duration"}
"""Where the form calls a field otherwise than the rules do."""


@dataclass(frozen=True)
class Shown:
    """A sentence, and the part of the editor that it is about, or else the page on which it is put right."""

    sentence: str
    anchor: str = ""
    address: str = ""
    person: int | None = None


def shown_problems(entry: Entry) -> list[Shown]:
    """Everything that keeps the entry from being handed in, as it is stored."""
    return [_shown(problem, entry) for problem in queries.problems_of(entry)]


def sentences(problems: Iterable[Problem]) -> list[str]:
    return [sentence(problem) for problem in problems]


def of_people(problems: list[Shown]) -> dict[int, str]:
    """What is wrong with each person, by the participant's key."""
    found: dict[int, str] = {}
    for problem in problems:
        if problem.person is not None:
            found[problem.person] = f"{found.get(problem.person, '')} {problem.sentence}".strip()
    return found


def _shown(problem: Problem, entry: Entry) -> Shown:
    if problem.member is not None:
        return Shown(sentence(problem), f"nguoi-{problem.member}", person=problem.member)
    if problem.field in ("name", "title", "genre", "author", "seconds", "stage_needs"):
        return Shown(sentence(problem), f"id_{_FIELDS.get(problem.field, problem.field)}")
    if problem.code == "consent_missing":
        festival = entry.discipline.festival_id
        return Shown(sentence(problem), address=reverse("portal_consent", args=[entry.unit.code, festival]))
    return Shown(sentence(problem))
