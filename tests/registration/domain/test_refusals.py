"""Every problem has a sentence, with its facts in it."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from events import registration
from events.registration.refusals import SENTENCES, sentence
from events.registration.rules import Problem

PARAMS = {
    "name": "Trần An",
    "other": "Lê Bình",
    "wanted": "Trần Ân",
    "state": "Đã duyệt",
    "at": datetime(2026, 3, 20, 10, 0, tzinfo=UTC),
    "on": date(2026, 3, 5),
    "count": 2,
    "least": 3,
    "most": 4,
    "quota": 16,
    "times": 2,
    "age": 17,
    "shirt": 7,
    "seconds": 301,
}


def named_in_the_code() -> set[str]:
    """The codes that the rules and the services give their problems."""
    room = Path(registration.__file__).parent
    sources = [room / "rules.py", room / "checking.py", *(room / "services").glob("*.py")]
    named = {
        code
        for source in sources
        for code in re.findall(r'(?:Problem|_of)\(\s*(?:member, )?"(\w+)"', source.read_text())
    }
    return named | {"window_unset", "window_before", "window_closed", "men_too_few", "women_too_few"}


def test_every_problem_has_a_sentence_and_no_sentence_is_left_over():
    assert named_in_the_code() == set(SENTENCES)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_complete(code, language):
    with translation.override(language):
        said = sentence(Problem(code, PARAMS))

    assert "%" not in said
    assert said[0].isupper()
    assert said.endswith((".", "”."))


@pytest.mark.parametrize("code", ["reserves_too_many", "officials_too_many"])
def test_none_allowed_is_said_otherwise_than_too_many(code):
    with translation.override("en"):
        assert sentence(Problem(code, {"count": 1, "most": 0})).startswith("This discipline has no")


def test_a_moment_is_said_in_hanoi():
    with translation.override("en"):
        said = sentence(Problem("window_closed", {"at": datetime(2026, 3, 20, 10, 0, tzinfo=UTC)}))

    assert said.startswith("Registration closed at 17:00 20/03/2026.")


def test_a_duration_is_said_in_minutes():
    with translation.override("en"):
        assert "5:01; at most 5:00" in sentence(Problem("act_too_long", {"seconds": 301, "most": 300}))
