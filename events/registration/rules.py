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

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Everything that keeps the entry from being submitted: what concerns it as a whole, then person by person."""
    return [
        *_now(others),
        *_entries(rules, others),
        *_act(roster, rules),
        *_numbers(roster, rules),
        *_captain(roster, rules),
        *_genders_together(roster, rules),
        *_twice(roster),
        *(problem for member in _once_each(roster.members) for problem in _person(member, roster, rules)),
        *_shirts(roster),
        *(problem for member in _once_each(roster.members) for problem in _elsewhere(member, rules, limits, others)),
    ]


def age_on(birth_date: date, day: date) -> int:
    """The years that somebody has completed on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


# --- The entry as a whole ---------------------------------------------------------------------


def _now(others: Others) -> Iterator[Problem]:
    if others.window != "open":
        yield Problem(f"window_{others.window}", {"at": others.bound})
    if not others.has_consent:
        yield Problem("consent_missing")


def _entries(rules: DisciplineRules, others: Others) -> Iterator[Problem]:
    if others.entries >= rules.most_entries:
        yield Problem("too_many_entries", {"most": rules.most_entries})


def _act(roster: Roster, rules: DisciplineRules) -> Iterator[Problem]:
    if rules.branch != ART:
        return
    if not roster.title.strip():
        yield Problem("title_missing", field="title")
    if rules.most_seconds is None:
        return
    if not roster.seconds:
        yield Problem("seconds_missing", {"most": rules.most_seconds}, field="seconds")
    elif roster.seconds > rules.most_seconds:
        yield Problem("act_too_long", {"seconds": roster.seconds, "most": rules.most_seconds}, field="seconds")


def _numbers(roster: Roster, rules: DisciplineRules) -> Iterator[Problem]:
    squad, reserves, officials = (
        sum(member.role in roles for member in roster.members) for roles in (SQUAD, {RESERVE}, OFFICIALS)
    )
    if squad < rules.squad_min:
        yield Problem("squad_too_small", {"count": squad, "least": rules.squad_min}, field="members")
    if squad > rules.squad_max:
        yield Problem("squad_too_large", {"count": squad, "most": rules.squad_max}, field="members")
    if reserves > rules.reserves_max:
        yield Problem("reserves_too_many", {"count": reserves, "most": rules.reserves_max}, field="members")
    if officials > rules.officials_max:
        yield Problem("officials_too_many", {"count": officials, "most": rules.officials_max}, field="members")


def _captain(roster: Roster, rules: DisciplineRules) -> Iterator[Problem]:
    squad = [member.role for member in roster.members if member.role in SQUAD]
    captains = squad.count(CAPTAIN)
    if captains > 1:
        yield Problem("captains_too_many", {"count": captains}, field="members")
    elif captains == 0 and rules.branch == SPORT and rules.format == TEAM and len(squad) > 1:
        yield Problem("captain_missing", field="members")


def _genders_together(roster: Roster, rules: DisciplineRules) -> Iterator[Problem]:
    if rules.gender_rule != MIXED:
        return
    genders = Counter(member.person.gender for member in roster.members if member.role in SQUAD)
    unknown = genders.total() - genders[MALE] - genders[FEMALE]
    for code, gender, least in (("men_too_few", MALE, rules.men_min), ("women_too_few", FEMALE, rules.women_min)):
        if genders[gender] + unknown < least:
            yield Problem(code, {"count": genders[gender], "least": least}, field="members")


def _twice(roster: Roster) -> Iterator[Problem]:
    times = Counter(member.person.key for member in roster.members)
    for member in _once_each(roster.members):
        if times[member.person.key] > 1:
            yield _of(member, "person_twice", times=times[member.person.key])


def _shirts(roster: Roster) -> Iterator[Problem]:
    wearers: dict[int, Member] = {}
    for member in roster.members:
        if member.shirt is None:
            continue
        if member.shirt not in SHIRTS:
            yield _of(member, "shirt_out_of_range", shirt=member.shirt, least=SHIRTS[0], most=SHIRTS[-1])
        elif member.role in COMPETING:
            first = wearers.setdefault(member.shirt, member)
            if first.person.key != member.person.key:
                yield _of(member, "shirt_twice", shirt=member.shirt, other=first.person.name)


# --- One person -------------------------------------------------------------------------------


def _once_each(members: Iterable[Member]) -> list[Member]:
    """Each person in the first of their roles; of several, one in which they compete."""
    first: dict[int, Member] = {}
    for member in members:
        known = first.setdefault(member.person.key, member)
        if known.role in OFFICIALS and member.role in COMPETING:
            first[member.person.key] = member
    return list(first.values())


def _of(member: Member, code: str, **params: Any) -> Problem:
    return Problem(code, {"name": member.person.name, **params}, member=member.person.key)


def _person(member: Member, roster: Roster, rules: DisciplineRules) -> Iterator[Problem]:
    if member.person.unit != roster.unit:
        yield _of(member, "person_of_another_unit")
    elif not member.person.is_active:
        yield _of(member, "person_inactive")
    if member.role in COMPETING:
        yield from _gender(member, rules)
        yield from _age(member, rules)


def _gender(member: Member, rules: DisciplineRules) -> Iterator[Problem]:
    gender = member.person.gender
    if rules.gender_rule == ANY:
        return
    if gender not in (MALE, FEMALE):
        yield _of(member, "gender_unknown")
    elif rules.gender_rule == MEN and gender != MALE:
        yield _of(member, "not_a_man")
    elif rules.gender_rule == WOMEN and gender != FEMALE:
        yield _of(member, "not_a_woman")


def _age(member: Member, rules: DisciplineRules) -> Iterator[Problem]:
    if rules.age_on is None or (rules.age_min is None and rules.age_max is None):
        return
    if member.person.birth_date is None:
        yield _of(member, "birth_date_unknown")
        return
    age = age_on(member.person.birth_date, rules.age_on)
    if rules.age_min is not None and age < rules.age_min:
        yield _of(member, "too_young", age=age, least=rules.age_min, on=rules.age_on)
    if rules.age_max is not None and age > rules.age_max:
        yield _of(member, "too_old", age=age, most=rules.age_max, on=rules.age_on)


def _elsewhere(member: Member, rules: DisciplineRules, limits: Limits, others: Others) -> Iterator[Problem]:
    """What becomes too much with what they compete in already. Only a person of the unit is looked for there."""
    if member.role not in COMPETING:
        return
    competes = [*others.elsewhere.get(member.person.key, ()), Elsewhere(rules.key, rules.branch)]
    if rules.branch == SPORT and [entry.discipline for entry in competes].count(rules.key) > 1:
        yield _of(member, "in_another_team")
    disciplines = len({entry.discipline for entry in competes})
    sports = len({entry.discipline for entry in competes if entry.branch == SPORT})
    acts = sum(entry.branch == ART for entry in competes)
    if limits.most_disciplines is not None and disciplines > limits.most_disciplines:
        yield _of(member, "too_many_disciplines", count=disciplines, most=limits.most_disciplines)
    if rules.branch == SPORT and limits.most_sports is not None and sports > limits.most_sports:
        yield _of(member, "too_many_sports", count=sports, most=limits.most_sports)
    if rules.branch == ART and limits.most_acts is not None and acts > limits.most_acts:
        yield _of(member, "too_many_acts", count=acts, most=limits.most_acts)
