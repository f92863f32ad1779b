"""The rules of nominating, without a database."""

from time import perf_counter

import pytest

from events.registration.delegates import rules
from events.registration.delegates.models import Delegate
from events.registration.delegates.rules import Others, Terms, check
from events.registration.delegates.sentences import SENTENCES, sentence
from events.registration.rules import Problem

from .conftest import codes, nominee

FREE = Terms()


def test_nothing_is_wrong_with_a_name_and_a_post():
    assert check([nominee()], FREE) == []


def test_all_that_is_wrong_is_told_at_once():
    found = check([nominee("An 7", "", email="an@", diet="fish", sessions=[4])], FREE)

    assert codes(found) == ["name_not_a_name", "post_missing", "email_wrong", "diet_unknown", "session_unknown"]
    assert {problem.member for problem in found} == {0}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ["name_missing"]),
        ("   ", ["name_missing"]),
        ("\x00", ["name_missing"]),
        ("7", ["name_not_a_name"]),
        ("NguyÔn V¨n An", ["name_in_old_font"]),
        ("Trần An (dự bị)", []),  # what stands in brackets is known as a role elsewhere
        ("Trần An (con ông Ba)", ["name_not_a_name"]),
        ("Hòa", []),
        ("A" * 151, ["name_too_long"]),
        ("ß" * 100, ["name_too_long"]),
        ("đ/c Trần An", []),
    ],
)
def test_names_are_those_of_people(name, expected):
    assert codes(check([nominee(name)], FREE)) == expected


@pytest.mark.parametrize(
    ("email", "is_wrong"),
    [
        ("", False),
        ("an@coquan.gov.vn", False),
        ("An.Nguyen+hn@Coquan.gov.vn", False),
        ("an", True),
        ("an@coquan", True),
        ("an@@coquan.vn", True),
        ("a..n@coquan.vn", True),
        ("an@-coquan.vn", True),
        ("an@coquan.vn\nBcc: x@y.vn", True),
        ("ân@coquan.vn", True),
        ("a" * 300 + "@coquan.vn", True),
    ],
)
def test_addresses(email, is_wrong):
    assert codes(check([nominee(email=email)], FREE)) == (["email_wrong"] if is_wrong else [])


def test_a_post_is_as_long_as_the_database_holds():
    assert codes(check([nominee(post="x" * 151)], FREE)) == ["text_too_long"]
    assert check([nominee(post="x" * 150)], FREE) == []


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("open", []),
        ("unset", ["nomination_unset"]),
        ("before", ["nomination_before"]),
        ("closed", ["nomination_closed"]),
    ],
)
def test_the_window(window, expected):
    assert codes(check([nominee()], Terms(window=window))) == expected


def test_a_cancelled_conference_takes_none():
    assert codes(check([nominee()], Terms(is_cancelled=True))) == ["conference_cancelled"]


@pytest.mark.parametrize(
    ("quota", "there", "added", "expected"),
    [
        (None, 500, 1, []),
        (3, 2, 1, []),
        (3, 2, 2, ["quota_exceeded"]),
        (3, 3, 1, ["quota_exceeded"]),
        (3, 5, 1, ["quota_exceeded"]),  # lowered since
        (0, 0, 1, ["quota_none"]),
    ],
)
def test_the_number(quota, there, added, expected):
    people = [nominee(f"Trần {letter}") for letter in "ABCD"[:added]]

    assert codes(check(people, Terms(quota=quota), Others(count=there))) == expected


class TestTwice:
    others = Others(people=frozenset([("tran thi hoa", "pho vu truong")]), count=1, emails={"a@b.vn": "Trần Thị Hòa"})

    def test_a_person_of_the_unit(self):
        assert codes(check([nominee("TRẦN THỊ HOÀ", "Phó vụ trưởng")], FREE, self.others)) == ["delegate_twice"]
        assert check([nominee(post="Vụ trưởng")], FREE, self.others) == []

    def test_among_those_who_are_nominated_together(self):
        found = check([nominee("Lê An"), nominee("Lê Ân")], FREE)

        assert [(problem.code, problem.member) for problem in found] == [("delegate_twice", 1)]

    def test_an_address(self):
        found = check([nominee("Lê An", email=" A@B.vn ")], FREE, self.others)
        assert [(problem.code, problem.params) for problem in found] == [("email_twice", {"name": "Trần Thị Hòa"})]

    def test_an_address_of_another_unit_names_nobody(self):
        found = check([nominee("Lê An", email="a@b.vn")], FREE, Others(emails={"a@b.vn": ""}))

        assert codes(found) == ["email_of_another_unit"]

    def test_nobody_and_nothing_are_not_twice(self):
        assert "delegate_twice" not in codes(check([nominee("", ""), nominee("", "")], FREE))


def test_sessions_are_those_that_are_offered():
    assert check([nominee(sessions=[1, 2])], Terms(sessions=frozenset([1, 2, 3]))) == []
    assert codes(check([nominee(sessions=[1, 4])], Terms(sessions=frozenset([1, 2, 3])))) == ["session_unknown"]


def test_what_is_stored():
    stored = rules.cleaned(nominee("  TRẦN   thị".upper() + " HÒA", " Phó\tVụ trưởng ", email=" A@B.VN "))

    assert (stored.full_name, stored.post, stored.email) == ("Trần Thị Hòa", "Phó Vụ trưởng", "a@b.vn")


def test_diets_are_those_of_the_model():
    assert set(rules.DIETS) == set(Delegate.Diet.values)


def test_absurd_texts_are_refused_quickly():
    begun = perf_counter()
    absurd = "(" * 200_000 + " - " * 100_000
    assert check([nominee(absurd, absurd, email=absurd + "@" + "a." * 100_000)], FREE)
    assert perf_counter() - begun < 3


def test_each_problem_has_a_sentence():
    facts = {"most": 3, "count": 2, "added": 2, "at": None, "name": "An", "state": "Đã rút"}
    for code in SENTENCES:
        assert sentence(Problem(code, facts))
    assert sentence(Problem("name_missing")) and sentence(Problem("text_too_long", {"most": 3}))


@pytest.mark.parametrize(("chosen", "expected"), [([1, 3], []), ([2, 3], []), ([1, 2], ["sessions_parallel"])])
def test_nobody_is_in_two_sessions_at_once(chosen, expected):
    terms = Terms(sessions=frozenset([1, 2, 3]), parallel=[frozenset([1, 2])])

    found = check([nominee(), nominee("Lê An", sessions=chosen)], terms)

    assert codes(found) == expected
    assert all((problem.member, problem.field) == (1, "sessions") for problem in found)
