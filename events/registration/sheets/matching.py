"""The people of a sheet beside those whom the unit has: who is new, who is known, and what would change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vietnamese.text import fold

from .people import Person, are_other_accents
from .problems import Problem, Weight


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True)
class KnownPerson:
    """A person whom the unit has. Of one who is `is_locked` (on a roster that was handed in) only the post may change
    here."""

    pk: int
    name: str
    birth_date: date | None
    gender: str
    post: str
    is_active: bool = True
    is_locked: bool = False


@dataclass(frozen=True)
class Change:
    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Match:
    """A person of a sheet, whom of the unit it is (None: nobody), and what taking them over would change."""

    person: Person
    known: KnownPerson | None = None
    changes: tuple[Change, ...] = ()

    @property
    def kind(self) -> Kind:
        if self.person.weight == Weight.REFUSAL:
            return Kind.REFUSED
        if self.person.weight == Weight.DOUBT:
            return Kind.DOUBTFUL
        if self.known is None:
            return Kind.NEW
        return Kind.CHANGED if self.changes else Kind.SAME


def match_people(people: Iterable[Person], known: Iterable[KnownPerson]) -> list[Match]:
    """Each person of the sheet with the one of the unit that has the same name, accents aside, and birth date. Where
    the sheet or the unit lacks the birth date the name alone decides, when it can."""
    by_name: dict[str, list[KnownPerson]] = defaultdict(list)
    for one in known:
        by_name[fold(one.name)].append(one)
    matches = [_match(person, by_name[fold(person.name)] if person.name else []) for person in people]
    return _each_known_once(matches)


def _match(person: Person, namesakes: list[KnownPerson]) -> Match:
    if person.birth_date:
        same = [one for one in namesakes if one.birth_date == person.birth_date]
        undated = [one for one in namesakes if one.birth_date is None]
        if same:
            # Two whose names differ by accents alone: the one that is written alike.
            exact = [one for one in same if one.name == person.name]
            return _with_changes(person, (exact or same)[0])
        if len(namesakes) == 1 and undated:
            return _with_changes(person, undated[0])
        if namesakes:
            other = namesakes[0]
            said = {"date": f"{other.birth_date:%d/%m/%Y}" if other.birth_date else "", "pk": other.pk}
            return Match(_told(person, Problem("birth_differs", None, said)))
        return Match(person)
    return _match_by_name(person, namesakes)


def _match_by_name(person: Person, namesakes: list[KnownPerson]) -> Match:
    """Without a whole birth date: taken for the one of that name, unless the year speaks against it."""
    lacking = [problem for problem in person.problems if problem.code in ("birth_missing", "birth_year_only")]
    others = [problem for problem in person.problems if problem not in lacking]
    if not lacking or not namesakes:
        return Match(person)
    if person.birth_year:
        namesakes = [one for one in namesakes if one.birth_date and one.birth_date.year == person.birth_year]
    if len(namesakes) > 1:
        return Match(replace(person, problems=(*others, Problem("several_of_that_name", lacking[0].column))))
    if not namesakes or namesakes[0].birth_date is None:
        return Match(person)
    [one] = namesakes
    told = Problem("known_by_name_alone", lacking[0].column, {"date": f"{one.birth_date:%d/%m/%Y}"})
    return _with_changes(replace(person, birth_date=one.birth_date, problems=(*others, told)), one)


def _with_changes(person: Person, known: KnownPerson) -> Match:
    if known.gender:  # what the sheet does not say is known
        said = tuple(problem for problem in person.problems if problem.code != "gender_missing")
        person = replace(person, problems=said)
    problems, changes = [], []
    has_accents = fold(person.name) != person.name.casefold()
    if person.name != known.name and has_accents:
        if are_other_accents(person.name, known.name):
            problems.append(Problem("accents_differ", None, {"name": known.name}))
        changes.append(Change("full_name", known.name, person.name))
    if person.birth_date and person.birth_date != known.birth_date:
        changes.append(Change("birth_date", known.birth_date, person.birth_date))
    if person.gender and person.gender != known.gender:
        if known.gender:
            problems.append(Problem("gender_differs", None, {"gender": known.gender}))
        changes.append(Change("gender", known.gender, person.gender))
    if known.is_locked and changes:
        problems, changes = [Problem("is_locked")], []
    if person.post and person.post != known.post:
        changes.append(Change("post", known.post, person.post))
    if not known.is_active:
        changes.append(Change("is_active", False, True))
    return Match(_told(person, *problems), known, tuple(changes))


def _told(person: Person, *problems: Problem) -> Person:
    return replace(person, problems=(*person.problems, *problems))


def _each_known_once(matches: list[Match]) -> list[Match]:
    """Two rows that were both taken for one person of the unit are told. With other accents the second is somebody
    new."""
    first: dict[int, Match] = {}
    # Whose name stands there letter by letter goes before one that would rename them.
    for match in sorted(matches, key=lambda one: one.known is not None and one.known.name != one.person.name):
        if match.known:
            first.setdefault(match.known.pk, match)
    told = []
    for match in matches:
        other = first[match.known.pk] if match.known else match
        if other is not match:
            person = _told(match.person, Problem("twice_by_name", None, {"row": other.person.row}))
            is_new = are_other_accents(person.name, other.person.name)
            if is_new:  # and renames nobody
                person = replace(person, problems=tuple(p for p in person.problems if p.code != "accents_differ"))
            match = Match(person) if is_new else replace(match, person=person)
        told.append(match)
    return told
