import pytest

from events.calendars.personal import services
from tests.factories import MembershipFactory, UnitFactory


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
