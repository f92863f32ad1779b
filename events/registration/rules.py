"""The rules of a roster, written once: the form, the sheet, the admin and the services ask `check`.

It tells all problems at once. A problem has a code and the facts of it, no sentence: `refusals` has those.

What is decided here, because the regulations of festivals leave it open:

- A squad is those who compete, the captain among them. Reserves may come to compete, so that whatever is asked of a
  person (gender, age, most disciplines) is asked of them too. Officials (coach, leader) do not compete: they may be of
  either gender, of any age, and in any number of disciplines.
- A sports team of two or more has exactly one captain. Elsewhere nobody needs one: at most one.
- Least numbers of men and women are counted in the squad, without the reserves. Somebody whose gender is not known is a
  problem of their own, and not missed a second time.
- A person is in one team of a sport only, however many its unit enters. In the arts one person may be in several acts
  of one discipline: that is one discipline and several acts.
- A person's age is the years completed on the day asked for; who was born on 29 February completes a year on 1 March.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SPORT, ART = "sport", "art"
INDIVIDUAL, PAIR, TEAM = "individual", "pair", "team"
ANY, MEN, WOMEN, MIXED = "any", "men", "women", "mixed"
MALE, FEMALE = "male", "female"
CAPTAIN, PLAYER, RESERVE, COACH, LEADER = "captain", "player", "reserve", "coach", "leader"

SQUAD = frozenset({CAPTAIN, PLAYER})
COMPETING = SQUAD | {RESERVE}
OFFICIALS = frozenset({COACH, LEADER})
SHIRTS = range(1, 100)


@dataclass(frozen=True)
class DisciplineRules:
    """What a discipline asks of an entry. `key` tells it from others."""

    key: int
    branch: str = SPORT
    format: str = TEAM
    squad_min: int = 1
    squad_max: int = 1
    reserves_max: int = 0
    officials_max: int = 0
    gender_rule: str = ANY
    men_min: int = 0
    women_min: int = 0
    age_min: int | None = None
    age_max: int | None = None
    age_on: date | None = None
    most_entries: int = 1
    most_seconds: int | None = None


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    unit: int
    gender: str = ""
    birth_date: date | None = None
    is_active: bool = True


@dataclass(frozen=True)
class Member:
    """A person's place on a roster."""

    person: Person
    role: str = PLAYER
    shirt: int | None = None


@dataclass(frozen=True)
class Roster:
    """An entry as a unit would have it: its people, and what is said of an act."""

    unit: int
    members: Sequence[Member] = ()
    title: str = ""
    seconds: int | None = None


@dataclass(frozen=True)
class Limits:
    """What the festival sets for a person; None is no limit."""

    most_disciplines: int | None = None
    most_sports: int | None = None
    most_acts: int | None = None


@dataclass(frozen=True)
class Elsewhere:
    """Another entry in which somebody competes."""

    discipline: int
    branch: str


@dataclass(frozen=True)
class Others:
    """What stands around the entry: what else has been entered, and whether it may be entered now.

    `entries` are the other entries of its unit in its discipline, `elsewhere` the other entries in which each person
    competes, by the person's key. `window` is a state of `windows`, and `bound` the moment it opens or closed at.
    """

    entries: int = 0
    elsewhere: Mapping[int, Sequence[Elsewhere]] = field(default_factory=dict)
    window: str = "open"
    bound: Any = None
    has_consent: bool = True


NO_OTHERS = Others()


@dataclass(frozen=True)
class Problem:
    """What breaks a rule: `params` are its facts, `member` the key of the person and `field` the field it is about."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    member: int | None = None
    field: str | None = None


def check(roster: Roster, rules: DisciplineRules, limits: Limits, others: Others = NO_OTHERS) -> list[Problem]:
    """Everything that keeps the entry from being submitted."""
    raise NotImplementedError
