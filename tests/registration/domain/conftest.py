"""A festival, units with their representatives, and entries that lack nothing."""

import pytest

from accounts.roles import ORGANISER
from events.registration import notices, queries, services
from events.registration.models import Registration
from tests.factories import (
    DisciplineFactory,
    EntryFactory,
    EntryMemberFactory,
    FestivalFactory,
    MembershipFactory,
    ParticipantFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def festival():
    return FestivalFactory()


@pytest.fixture
def discipline(festival):
    """One person enters, and a unit may do so once."""
    return DisciplineFactory(festival=festival, name="Kéo co", squad_min=1, squad_max=3)


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER, full_name="Lê Thị Tổ Chức")


@pytest.fixture
def unit():
    return UnitFactory(name="Viện Chiến lược", short_name="Viện CL", code="vien-cl")


@pytest.fixture
def member(unit):
    """Somebody who represents the unit."""
    return MembershipFactory(unit=unit).user


@pytest.fixture
def consent(organiser):
    """Confirms for a unit what is asked for."""

    def confirm(festival, unit):
        registration = services.register(festival, unit)
        return services.give_consent(registration, by=organiser, text=queries.consent_text(festival))

    return confirm


@pytest.fixture
def ready(consent):
    """A draft of a unit with as many people as the discipline needs, which lacks nothing to be submitted."""

    def make(discipline, unit=None, people=None, **fields):
        unit = unit or UnitFactory()
        consent(discipline.festival, unit)
        entry = EntryFactory(discipline=discipline, unit=unit, **fields)
        if people is None:
            people = [ParticipantFactory(unit=unit) for _ in range(discipline.squad_min)]
        for position, person in enumerate(people):
            role = "captain" if position == 0 and len(people) > 1 else "player"
            EntryMemberFactory(entry=entry, participant=person, role=role, position=position)
        return entry

    return make


@pytest.fixture
def submitted(ready, organiser):
    """An entry that was handed in; whether it got a place is for the discipline to say."""

    def make(discipline, unit=None, **fields):
        entry = ready(discipline, unit, **fields)
        return services.submit(entry.pk, revision=entry.revision, by=organiser)

    return make


@pytest.fixture
def told(monkeypatch):
    """What was told, of which entry: kind and the entry's key."""
    heard = []

    def tell(kind, *, entry=None, registration=None, unit=None, key, context):
        heard.append((kind, entry.pk))

    monkeypatch.setattr(notices, "tell", tell)
    return heard


@pytest.fixture
def registration(festival, unit) -> Registration:
    return services.register(festival, unit)


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]
