"""A unit with a representative who is signed in, and a festival whose registration is open."""

import pytest

from events.models import Discipline
from tests.factories import DisciplineFactory, FestivalFactory, MembershipFactory, ParticipantFactory, UnitFactory


@pytest.fixture
def unit():
    return UnitFactory(name="Viện Đo lường", short_name="Viện ĐL", code="vien-dl")


@pytest.fixture
def representative(unit):
    return MembershipFactory(unit=unit).user


@pytest.fixture
def signed_in(client, representative):
    client.force_login(representative)
    return client


@pytest.fixture
def festival():
    return FestivalFactory()


@pytest.fixture
def chess(festival):
    return DisciplineFactory(
        festival=festival, name="Cờ tướng", format=Discipline.Format.INDIVIDUAL, squad_max=1, most_entries=2
    )


@pytest.fixture
def choir(festival):
    return DisciplineFactory(festival=festival, name="Tốp ca", squad_max=20)


@pytest.fixture
def person(unit):
    return ParticipantFactory(unit=unit, full_name="Nguyễn Văn An", post="Chuyên viên")
