"""A festival with what units have entered in it, and organisers who look at it."""

import pytest
from django.utils import timezone

from accounts.roles import ORGANISER
from events.registration.models import HOLDING, Entry, State
from tests.factories import (
    DisciplineFactory,
    EntryFactory,
    EntryMemberFactory,
    FestivalFactory,
    ParticipantFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def festival():
    return FestivalFactory(title="Ngày Hội 2026")


@pytest.fixture
def discipline(festival):
    return DisciplineFactory(festival=festival, name="Kéo co")


@pytest.fixture
def organiser(client):
    """An organiser who has signed in."""
    user = UserFactory(role=ORGANISER, full_name="Lê Thị Tổ Chức")
    client.force_login(user)
    return user


@pytest.fixture
def entered():
    """An entry in some state, with its people on the roster."""

    def make(discipline, unit=None, *, state=State.SUBMITTED, people=1, **fields):
        unit = unit or UnitFactory()
        before = Entry.objects.filter(discipline=discipline).count()
        handed_in = {"arrival": before + 1, "submitted_at": timezone.now()} if state != State.DRAFT else {}
        place = before + 1 if state in HOLDING else None
        entry = EntryFactory(discipline=discipline, unit=unit, state=state, place=place, **handed_in | fields)
        persons = people if isinstance(people, list) else [ParticipantFactory(unit=unit) for _ in range(people)]
        for position, person in enumerate(persons):
            role = "captain" if position == 0 and len(persons) > 1 else "player"
            EntryMemberFactory(entry=entry, participant=person, role=role, position=position)
        return entry

    return make
