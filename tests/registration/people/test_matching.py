"""The people of a sheet beside those whom the unit has."""

from datetime import date

import pytest

from events.registration.sheets.matching import Kind, KnownPerson, match_people
from tests.registration.people.lists import HEADER, codes, people

AN = KnownPerson(7, "Nguyễn Văn An", date(1990, 3, 5), "male", "Chuyên viên")


def row(name="Nguyễn Văn An", birth="05/03/1990", gender="Nam", post="Chuyên viên"):
    return (1, name, gender, birth, post)


def match(written, *known):
    [matched] = match_people(people(HEADER, written), known)
    return matched


def changes(matched):
    return {change.field: (change.before, change.after) for change in matched.changes}


def test_nobody_is_known():
    matched = match(row())
    assert (matched.kind, matched.known) == (Kind.NEW, None)


def test_a_known_person():
    matched = match(row("NGUYỄN VĂN AN"), AN)
    assert (matched.kind, matched.known, matched.changes) == (Kind.SAME, AN, ())


def test_what_would_change_is_told():
    matched = match(row(post="Trưởng phòng"), AN)
    assert matched.kind == Kind.CHANGED
    assert changes(matched) == {"post": ("Chuyên viên", "Trưởng phòng")}


def test_what_the_sheet_leaves_out_stays():
    matched = match((1, "Nguyen Van An", None, "05/03/1990"), AN)
    assert (matched.kind, codes(matched.person)) == (Kind.SAME, [])


def test_somebody_who_had_left_comes_back():
    gone = KnownPerson(7, "Nguyễn Văn An", date(1990, 3, 5), "male", "Chuyên viên", is_active=False)
    assert changes(match(row(), gone)) == {"is_active": (False, True)}


def test_another_accent_may_be_another_person():
    matched = match(row("Nguyễn Văn Ân"), AN)
    assert (matched.kind, codes(matched.person)) == (Kind.DOUBTFUL, ["accents_differ"])
    assert changes(matched) == {"full_name": ("Nguyễn Văn An", "Nguyễn Văn Ân")}


def test_twins_of_like_names_are_told_apart_by_accents():
    other = KnownPerson(8, "Nguyễn Văn Ân", date(1990, 3, 5), "male", "")
    assert match(row("Nguyễn Văn Ân"), AN, other).known == other


def test_another_gender_is_asked_about():
    matched = match(row(gender="Nữ"), AN)
    assert (matched.kind, codes(matched.person)) == (Kind.DOUBTFUL, ["gender_differs"])


def test_a_namesake_with_another_birth_date_is_asked_about():
    matched = match(row(birth="05/03/1991"), AN)
    assert (matched.kind, matched.known, codes(matched.person)) == (Kind.DOUBTFUL, None, ["birth_differs"])


@pytest.mark.parametrize("birth", [None, "1990", 1990])
def test_without_the_birth_date_the_name_decides(birth):
    matched = match(row(birth=birth), AN)
    assert (matched.kind, matched.known) == (Kind.SAME, AN)
    assert codes(matched.person) == ["known_by_name_alone"]
    assert matched.person.birth_date == AN.birth_date


def test_unless_the_year_is_another():
    matched = match(row(birth="1991"), AN)
    assert (matched.kind, matched.known) == (Kind.REFUSED, None)


def test_or_two_have_the_name():
    other = KnownPerson(8, "Nguyễn Văn An", date(1970, 1, 1), "male", "")
    matched = match(row(birth=None), AN, other)
    assert (matched.kind, codes(matched.person)) == (Kind.REFUSED, ["several_of_that_name"])
    assert match(row(birth="1970"), AN, other).known == other


def test_a_known_person_without_birth_date_gets_one():
    undated = KnownPerson(7, "Nguyễn Văn An", None, "male", "Chuyên viên")
    assert changes(match(row(), undated)) == {"birth_date": (None, date(1990, 3, 5))}


def test_of_who_is_on_a_roster_that_was_handed_in_only_the_post_changes():
    locked = KnownPerson(7, "Nguyễn Văn An", date(1990, 3, 5), "female", "", is_locked=True)
    matched = match(row(), locked)
    assert changes(matched) == {"post": ("", "Chuyên viên")}
    assert codes(matched.person) == ["is_locked"]


@pytest.mark.parametrize("names", [("Nguyễn Văn Ấn", "Nguyễn Văn An"), ("Nguyễn Văn An", "Nguyễn Văn Ấn")])
def test_whose_name_stands_there_letter_by_letter_goes_before_a_twin(names):
    matched = match_people(people(HEADER, *(row(name) for name in names)), [AN])
    assert {one.person.name: one.known for one in matched} == {"Nguyễn Văn An": AN, "Nguyễn Văn Ấn": None}


def test_two_rows_for_one_known_person_are_told():
    first, second = match_people(people(HEADER, row(), row(birth=None)), [AN])
    assert first.kind == Kind.SAME
    assert (second.kind, codes(second.person)[-1]) == (Kind.DOUBTFUL, "twice_by_name")


def test_a_twin_of_a_known_person_in_the_same_sheet_is_somebody_new():
    first, second = match_people(people(HEADER, row(), row("Nguyễn Văn Ân")), [AN])
    assert (first.kind, first.known) == (Kind.SAME, AN)
    assert (second.kind, second.known) == (Kind.DOUBTFUL, None)
