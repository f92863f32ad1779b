from datetime import UTC, datetime

import pytest
import time_machine

from events.calendars.personal import services
from tests.factories import MembershipFactory, UnitFactory

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def unit():
    return UnitFactory(short_name="Cục CNX")


@pytest.fixture
def membership(unit):
    return MembershipFactory(unit=unit)


@pytest.fixture
def user(membership):
    return membership.user


@pytest.fixture
def address(user):
    """The address of their calendar, of their telephone."""
    return f"/lich/rieng/{services.make('Điện thoại', by=user).token}.ics"
