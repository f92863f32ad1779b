"""A conference that takes delegates, a unit with its representative, and an organiser."""

import pytest

from accounts.roles import ORGANISER
from events.registration.delegates.rules import Nominee
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.factories.events import ConferenceFactory, SessionFactory


@pytest.fixture
def conference():
    return ConferenceFactory(title="Hội nghị tổng kết", most_delegates=3)


@pytest.fixture
def lunch(conference):
    return SessionFactory(event=conference, title="Ăn trưa", kind="meal", asks_delegates=True)


@pytest.fixture
def unit():
    return UnitFactory(name="Viện Chiến lược", short_name="Viện CL", code="vien-cl")


@pytest.fixture
def member(unit):
    """Somebody who represents the unit."""
    return MembershipFactory(unit=unit).user


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER, full_name="Lê Thị Tổ Chức")


def nominee(full_name="Trần Thị Hòa", post="Phó Vụ trưởng", **said) -> Nominee:
    if "sessions" in said:
        said["sessions"] = frozenset(said["sessions"])
    return Nominee(full_name, post, **said)


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]
