"""That a mail to many about much costs what one to one costs."""

import pytest

from events.calendars import ledger
from events.calendars.models import CalendarItem
from events.registration.models import State
from events.registration.notices.changes import invitations, tell_changes
from tests.factories import DisciplineFactory, EntryFactory, MembershipFactory, RegistrationFactory

from .conftest import MINUTE, told

pytestmark = pytest.mark.django_db

QUERIES = 13
"""What is at rest, what is untold, the claim (2, and the transaction's 2), delegates, registrations, entries,
representatives, the event, its contacts, the mails."""


def move_all(festival, hall: str) -> None:
    for session in festival.sessions.all():
        session.hall = hall
        session.save()
    ledger.refresh(festival.pk)


@pytest.mark.parametrize(("units", "sessions"), [(1, 1), (3, 3), (15, 60)])
def test_it_takes_the_same_queries(festival, session, clock, django_assert_num_queries, units, sessions):
    discipline = DisciplineFactory(festival=festival, name="Kéo co")
    for number in range(1, units):
        unit = MembershipFactory(user__email=f"u{number}@example.vn").unit
        RegistrationFactory(festival=festival, unit=unit)
        EntryFactory(discipline=discipline, unit=unit, state=State.SUBMITTED, place=number)
    for number in range(sessions):
        session(festival, f"Trận {number}", discipline=discipline if number % 2 else None)
    # One more in a discipline, so that its question is asked whatever the numbers.
    session(festival, "Chung kết", discipline=discipline)
    move_all(festival, "Sân 2")
    assert CalendarItem.objects.filter(sequence=1).count() == sessions + 1
    clock.shift(5 * MINUTE)
    with django_assert_num_queries(QUERIES):
        assert tell_changes() == units
    assert len(told()["a@example.vn"].context["moves"]) == (sessions + 1) // 2


def test_a_message_is_made_once_for_all_who_get_it(festival, session, clock, monkeypatch):
    for number in range(5):
        RegistrationFactory(festival=festival, unit=MembershipFactory(user__email=f"u{number}@example.vn").unit)
    for number in range(3):
        session(festival, f"Trận {number}")
    move_all(festival, "Sân 2")
    clock.shift(5 * MINUTE)
    made = []
    make = invitations.Message
    monkeypatch.setattr(invitations, "Message", lambda *args: made.append(args) or make(*args))
    assert tell_changes() == 6
    assert len(made) == 3
    for address, notice in told().items():
        assert all(f"mailto:{address}" in one["ics"].replace("\r\n ", "") for one in notice.context["calendar"])
