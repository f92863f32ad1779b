"""The rules of a roster, each with the roster that just keeps it and the one that just breaks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.registration.rules import (
    COMPETING,
    OFFICIALS,
    SQUAD,
    DisciplineRules,
    Elsewhere,
    Limits,
    Member,
    Others,
    Person,
    Roster,
    age_on,
    check,
)

UNIT = 1
FREE = Limits()
DAY = date(2026, 3, 5)


def person(key=1, **fields) -> Person:
    return Person(**{"key": key, "name": f"Trần An {key}", "unit": UNIT, "gender": "male"} | fields)


def people(number, role="player", first=1, **fields) -> list[Member]:
    return [Member(person(key, **fields), role) for key in range(first, first + number)]


def codes(members=(), limits=FREE, others=None, title="", seconds=None, **rules) -> list[str]:
    return [problem.code for problem in found(members, limits, others, title, seconds, **rules)]


def found(members=(), limits=FREE, others=None, title="", seconds=None, **rules):
    rules = DisciplineRules(**{"key": 1, "format": "pair", "squad_min": 0, "squad_max": 99} | rules)
    return check(Roster(UNIT, members, title, seconds), rules, limits, others or Others())


# --- How many ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected"),
    [(2, ["squad_too_small"]), (3, []), (5, []), (6, ["squad_too_large"])],
)
def test_the_squad_is_within_its_bounds(number, expected):
    assert codes(people(number), squad_min=3, squad_max=5) == expected


def test_reserves_and_officials_come_on_top_of_the_squad():
    team = people(3) + people(2, "reserve", 10) + people(1, "coach", 20) + people(1, "leader", 21)

    assert codes(team, squad_min=3, squad_max=3, reserves_max=2, officials_max=2) == []
    assert codes(team, squad_min=3, squad_max=3, reserves_max=1, officials_max=1) == [
        "reserves_too_many",
        "officials_too_many",
    ]


def test_a_problem_has_the_numbers_in_it():
    [problem] = found(people(2), squad_min=3)

    assert (problem.params, problem.member, problem.field) == ({"count": 2, "least": 3}, None, "members")


@pytest.mark.parametrize(
    ("captains", "players", "rules", "expected"),
    [
        (1, 4, {"format": "team"}, []),
        (0, 5, {"format": "team"}, ["captain_missing"]),
        (2, 3, {"format": "team"}, ["captains_too_many"]),
        (0, 1, {"format": "team"}, []),  # who is alone leads nobody
        (0, 0, {"format": "team"}, []),
        (0, 2, {"format": "pair"}, []),
        (1, 1, {"format": "pair"}, []),
        (2, 0, {"format": "pair"}, ["captains_too_many"]),
        (0, 1, {"format": "individual"}, []),
        (0, 5, {"format": "team", "branch": "art"}, []),
    ],
)
def test_a_sports_team_has_one_captain(captains, players, rules, expected):
    team = people(captains, "captain") + people(players, first=10)

    assert codes(team, **({"title": "Quê hương"} | rules)) == expected


def test_a_captain_is_not_counted_twice():
    assert codes(people(1, "captain") + people(2, first=10), format="team", squad_max=3) == []


# --- Gender -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "gender", "expected"),
    [
        ("any", "", []),
        ("any", "female", []),
        ("men", "male", []),
        ("men", "female", ["not_a_man"]),
        ("men", "", ["gender_unknown"]),
        ("women", "female", []),
        ("women", "male", ["not_a_woman"]),
        ("women", "", ["gender_unknown"]),
        ("mixed", "male", []),
        ("mixed", "female", []),
        ("mixed", "", ["gender_unknown"]),
    ],
)
@pytest.mark.parametrize("role", ["player", "reserve"])
def test_gender_is_asked_of_all_who_may_compete(rule, gender, expected, role):
    assert codes(people(1, role, gender=gender), gender_rule=rule, reserves_max=1) == expected


@pytest.mark.parametrize("rule", ["men", "women", "mixed"])
def test_gender_is_not_asked_of_officials(rule):
    assert codes(people(1, "coach", gender=""), gender_rule=rule, officials_max=1) == []


@pytest.mark.parametrize(
    ("men", "women", "unknown", "expected"),
    [
        (2, 2, 0, []),
        (1, 3, 0, ["men_too_few"]),
        (3, 1, 0, ["women_too_few"]),
        (2, 1, 1, ["gender_unknown"]),
        (2, 0, 1, ["women_too_few", "gender_unknown"]),
    ],
)
def test_least_numbers_of_men_and_women(men, women, unknown, expected):
    team = people(men) + people(women, first=20, gender="female") + people(unknown, first=40, gender="")

    assert codes(team, gender_rule="mixed", men_min=2, women_min=2) == expected


def test_reserves_do_not_make_up_the_least_numbers():
    team = people(2) + people(1, first=20, gender="female") + people(1, "reserve", 40, gender="female")

    assert codes(team, gender_rule="mixed", men_min=2, women_min=2, reserves_max=1) == ["women_too_few"]


# --- Age --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth_date", "day", "age"),
    [
        (date(1990, 3, 5), date(2026, 3, 4), 35),
        (date(1990, 3, 5), date(2026, 3, 5), 36),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (date(1990, 12, 31), date(2026, 1, 1), 35),
    ],
)
def test_age_is_in_completed_years(birth_date, day, age):
    assert age_on(birth_date, day) == age


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_day_older_is_never_younger(birth_date, day):
    later = date.fromordinal(day.toordinal() + 1)

    assert 0 <= age_on(birth_date, later) - age_on(birth_date, day) <= 1


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        (date(2008, 3, 6), ["too_young"]),
        (date(2008, 3, 5), []),
        (date(1985, 3, 6), []),
        (date(1985, 3, 5), ["too_old"]),
        (None, ["birth_date_unknown"]),
    ],
)
def test_age_is_within_its_bounds_on_the_day(birth_date, expected):
    assert codes(people(1, birth_date=birth_date), age_min=18, age_max=40, age_on=DAY) == expected


def test_where_no_age_is_asked_for_nobody_asks_for_birth_dates():
    assert codes(people(1, birth_date=None), age_on=DAY) == []


def test_coaches_are_of_any_age():
    assert codes(people(1, "coach", birth_date=date(1950, 1, 1)), age_max=40, age_on=DAY, officials_max=1) == []


# --- Who --------------------------------------------------------------------------------------


def test_a_person_stands_in_a_roster_once():
    twice = found([Member(person(1)), Member(person(1), "captain"), Member(person(2))])

    assert [(problem.code, problem.member, problem.params["times"]) for problem in twice] == [("person_twice", 1, 2)]


def test_a_coach_who_also_plays_is_asked_what_a_player_is_asked():
    both = [Member(person(1, gender="female"), "coach"), Member(person(1, gender="female"), "player")]

    assert codes(both, gender_rule="men", officials_max=1) == ["person_twice", "not_a_man"]


@pytest.mark.parametrize("role", sorted(COMPETING | OFFICIALS))
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"is_active": False}, ["person_inactive"]),
        ({"unit": 2}, ["person_of_another_unit"]),
        ({"unit": 2, "is_active": False}, ["person_of_another_unit"]),
    ],
)
def test_everybody_on_a_roster_is_of_the_unit_now(fields, expected, role):
    assert codes([Member(person(**fields), role)], officials_max=1, reserves_max=1) == expected


# --- Shirts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shirts", "expected"),
    [
        ([None, None], []),
        ([1, 99], []),
        ([0, 100], ["shirt_out_of_range", "shirt_out_of_range"]),
        ([7, 7], ["shirt_twice"]),
        ([7, 7, 7], ["shirt_twice", "shirt_twice"]),
    ],
)
def test_shirt_numbers(shirts, expected):
    assert codes([Member(person(key), shirt=shirt) for key, shirt in enumerate(shirts)]) == expected


def test_a_double_shirt_names_both():
    [problem] = found([Member(person(1), shirt=7), Member(person(2), shirt=7)])

    assert (problem.member, problem.params) == (2, {"name": "Trần An 2", "shirt": 7, "other": "Trần An 1"})


# --- What else they are entered in ------------------------------------------------------------


def elsewhere(*entries) -> Others:
    return Others(elsewhere={1: [Elsewhere(discipline, branch) for discipline, branch in entries]})


TWO_SPORTS_AND_AN_ACT = elsewhere((2, "sport"), (3, "sport"), (4, "art"))


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(), []),
        (Limits(most_disciplines=4), []),
        (Limits(most_disciplines=3), ["too_many_disciplines"]),
        (Limits(most_sports=3), []),
        (Limits(most_sports=2), ["too_many_sports"]),
        (Limits(most_acts=1), []),
        (Limits(1, 1, 1), ["too_many_disciplines", "too_many_sports"]),
    ],
)
def test_how_much_one_person_may_do_in_sports(limits, expected):
    assert codes(people(1), limits, TWO_SPORTS_AND_AN_ACT) == expected


@pytest.mark.parametrize(
    ("limits", "expected"),
    [(Limits(most_sports=1), []), (Limits(most_acts=2), []), (Limits(most_acts=1), ["too_many_acts"])],
)
def test_how_much_one_person_may_do_on_the_stage(limits, expected):
    assert codes(people(1), limits, TWO_SPORTS_AND_AN_ACT, branch="art", title="Quê hương") == expected


def test_officials_do_not_compete():
    assert codes(people(1, "coach"), Limits(1, 1, 1), TWO_SPORTS_AND_AN_ACT, officials_max=1) == []


def test_reserves_do():
    assert codes(people(1, "reserve"), Limits(1), elsewhere((2, "sport")), reserves_max=1) == ["too_many_disciplines"]


def test_nobody_plays_in_two_teams_of_a_sport():
    assert codes(people(1), others=elsewhere((1, "sport"))) == ["in_another_team"]


def test_two_acts_of_one_discipline_are_one_discipline_and_two_acts():
    others = elsewhere((1, "art"))

    assert codes(people(1), Limits(most_disciplines=1), others, branch="art", title="Quê hương") == []
    assert codes(people(1), Limits(most_acts=1), others, branch="art", title="Quê hương") == ["too_many_acts"]


# --- Acts, entries, the moment ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "seconds", "expected"),
    [
        ("Quê hương", 300, []),
        (" ", 300, ["title_missing"]),
        ("Quê hương", None, ["seconds_missing"]),
        ("Quê hương", 301, ["act_too_long"]),
        ("", None, ["title_missing", "seconds_missing"]),
    ],
)
def test_an_act_has_a_title_and_a_duration(title, seconds, expected):
    assert codes(title=title, seconds=seconds, branch="art", most_seconds=300) == expected


def test_where_duration_is_not_limited_it_need_not_be_given():
    assert codes(title="Quê hương", branch="art") == []


def test_a_sport_has_no_title():
    assert codes(most_seconds=300) == []


@pytest.mark.parametrize(("entries", "expected"), [(1, []), (2, ["too_many_entries"])])
def test_a_unit_has_so_many_entries(entries, expected):
    assert codes(others=Others(entries=entries), most_entries=2) == expected


@pytest.mark.parametrize("window", ["unset", "before", "closed"])
def test_the_window_must_be_open(window):
    assert codes(others=Others(window=window)) == [f"window_{window}"]


def test_all_problems_are_told_at_once():
    team = [Member(person(1, gender="", is_active=False), shirt=0), Member(person(2, unit=5), "coach")]
    others = Others(entries=1, window="closed", has_consent=False)

    assert codes(team, others=others, format="team", squad_min=2, gender_rule="men") == [
        "window_closed",
        "consent_missing",
        "too_many_entries",
        "squad_too_small",
        "officials_too_many",
        "person_inactive",
        "gender_unknown",
        "person_of_another_unit",
        "shirt_out_of_range",
    ]


# --- Whatever the roster ----------------------------------------------------------------------

PERSONS = st.builds(
    Person,
    key=st.integers(1, 6),
    name=st.just("Trần An"),
    unit=st.sampled_from([UNIT, UNIT, UNIT, 2]),
    gender=st.sampled_from(["male", "female", ""]),
    birth_date=st.none() | st.dates(date(1950, 1, 1), date(2015, 1, 1)),
    is_active=st.booleans(),
)
MEMBERS = st.builds(
    Member,
    person=PERSONS,
    role=st.sampled_from(sorted(COMPETING | OFFICIALS)),
    shirt=st.none() | st.integers(-1, 101),
)
ROSTERS = st.builds(
    Roster,
    unit=st.just(UNIT),
    members=st.lists(MEMBERS, max_size=10),
    title=st.sampled_from(["", "Quê hương"]),
    seconds=st.none() | st.integers(0, 1000),
)
RULES = st.builds(
    DisciplineRules,
    key=st.just(1),
    branch=st.sampled_from(["sport", "art"]),
    format=st.sampled_from(["individual", "pair", "team"]),
    squad_min=st.integers(0, 4),
    squad_max=st.integers(4, 8),
    reserves_max=st.integers(0, 3),
    officials_max=st.integers(0, 2),
    gender_rule=st.sampled_from(["any", "men", "women", "mixed"]),
    men_min=st.integers(0, 2),
    women_min=st.integers(0, 2),
    age_min=st.none() | st.integers(15, 30),
    age_max=st.none() | st.integers(31, 60),
    age_on=st.just(DAY),
    most_entries=st.integers(1, 3),
    most_seconds=st.none() | st.integers(1, 600),
)
LIMITS = st.builds(Limits, *[st.none() | st.integers(1, 3)] * 3)
OTHERS = st.builds(
    Others,
    entries=st.integers(0, 3),
    elsewhere=st.dictionaries(
        st.integers(1, 6),
        st.lists(st.builds(Elsewhere, st.integers(1, 5), st.sampled_from(["sport", "art"])), max_size=4),
    ),
)


@given(ROSTERS, RULES, LIMITS, OTHERS)
def test_any_roster_is_judged_and_always_in_the_same_way(roster, rules, limits, others):
    problems = check(roster, rules, limits, others)

    assert check(roster, rules, limits, others) == problems
    assert {problem.member for problem in problems} - {None} <= {member.person.key for member in roster.members}


@given(ROSTERS, RULES, LIMITS, OTHERS)
def test_a_roster_without_problems_keeps_every_rule(roster, rules, limits, others):
    """The rules said once more, from the other end."""
    if check(roster, rules, limits, others):
        return
    squad = [member for member in roster.members if member.role in SQUAD]
    competing = [member for member in roster.members if member.role in COMPETING]
    assert rules.squad_min <= len(squad) <= rules.squad_max
    assert len({member.person.key for member in roster.members}) == len(roster.members)
    assert all(member.person.is_active and member.person.unit == UNIT for member in roster.members)
    assert sum(member.role == "captain" for member in squad) <= 1
    for member in competing:
        mine = {entry.discipline for entry in others.elsewhere.get(member.person.key, ())} | {rules.key}
        assert limits.most_disciplines is None or len(mine) <= limits.most_disciplines
        if rules.gender_rule in ("men", "women"):
            assert member.person.gender == {"men": "male", "women": "female"}[rules.gender_rule]
        if rules.age_min is not None:
            assert age_on(member.person.birth_date, DAY) >= rules.age_min
    shirts = [member.shirt for member in competing if member.shirt is not None]
    assert len(set(shirts)) == len(shirts)
    assert all(1 <= shirt <= 99 for shirt in shirts)


@given(ROSTERS, RULES, LIMITS, OTHERS)
def test_more_elsewhere_never_cures_anything(roster, rules, limits, others):
    none_elsewhere = check(roster, rules, limits, Others(entries=others.entries))

    assert {(p.code, p.member) for p in none_elsewhere} <= {
        (p.code, p.member) for p in check(roster, rules, limits, others)
    }


@given(ROSTERS, RULES, LIMITS, OTHERS)
def test_the_order_of_a_roster_matters_to_no_rule(roster, rules, limits, others):
    """But for whose double shirt is told, and as what somebody is judged who stands there twice."""
    if len({member.person.key for member in roster.members}) < len(roster.members):
        return
    turned = Roster(roster.unit, roster.members[::-1], roster.title, roster.seconds)

    def without_shirts(problems):
        return sorted((p.code, p.member or 0) for p in problems if p.code != "shirt_twice")

    assert without_shirts(check(roster, rules, limits, others)) == without_shirts(check(turned, rules, limits, others))
