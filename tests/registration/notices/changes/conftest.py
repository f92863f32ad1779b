"""Events that stand in the calendar, and what an organiser changes of them. It is Thursday noon in Hanoi, and the
clock stands still until a test lets it go on."""

from datetime import date, timedelta

import pytest
import time_machine

from events.calendars import ledger
from events.models import ConferenceContact, FestivalContact
from events.registration.models import Notice
from events.registration.notices.changes import tell_changes
from tests.factories import FestivalFactory, MembershipFactory, RegistrationFactory, UnitFactory, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

NOON = hanoi(2026, 11, 26, 12)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    """clock.shift(MINUTE) lets it go on."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def change(clock):
    """change(thing, hall="B") writes something down and has the ledger look; of a page it is the page that changes."""

    def do(thing, **fields):
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()
        ledger.refresh(getattr(thing, "event_id", None) or getattr(thing, "festival_id", None) or thing.pk)

    return do


@pytest.fixture
def rest(clock):
    """rest() lets the event come to rest and has the clock's job done; how many mails were written."""

    def do(minutes: int = 5) -> int:
        clock.shift(minutes * MINUTE)
        return tell_changes()

    return do


@pytest.fixture
def unit(clock):
    """A unit with one representative, a@example.vn."""
    return MembershipFactory(unit=UnitFactory(short_name="Viện A"), user__email="a@example.vn").unit


@pytest.fixture
def festival(clock, unit):
    """From Friday to Sunday; the unit has registered for it."""
    festival = FestivalFactory(
        title="Ngày Hội Mùa thu",
        starts_on=date(2026, 12, 18),
        ends_on=date(2026, 12, 20),
        closes_at=hanoi(2026, 12, 4, 17),
        place="Nhà thi đấu",
        address="Hà Nội",
    )
    FestivalContact.objects.create(page=festival, name="Chị Lan", email="lan@example.vn")
    RegistrationFactory(festival=festival, unit=unit)
    ledger.refresh(festival.pk)
    return festival


@pytest.fixture
def conference(clock, unit):
    """A morning; the unit has nominated somebody who has an address, d@example.vn."""
    conference = ConferenceFactory(
        title="Hội nghị tổng kết",
        starts_on=date(2026, 12, 18),
        ends_on=date(2026, 12, 18),
        closes_at=hanoi(2026, 12, 4, 17),
        place="Hội trường A",
    )
    ConferenceContact.objects.create(page=conference, name="Anh Sơn", email="son@example.vn")
    DelegateFactory(conference=conference, unit=unit, full_name="Trần Thị Hòa", email="d@example.vn")
    ledger.refresh(conference.pk)
    return conference


@pytest.fixture
def session(clock):
    """session(event, "Bế mạc", …) stands in the calendar, at nine on the first day."""

    def make(event, title="Khai mạc", **fields):
        made = SessionFactory(event=event, title=title, **fields)
        ledger.refresh(event.pk)
        return made

    return make


def told() -> dict[str, Notice]:
    """What was written of the calendar, by its recipient; to nobody twice."""
    notices = list(Notice.objects.filter(kind="calendar").order_by("recipient"))
    assert len({notice.recipient for notice in notices}) == len(notices)
    return {notice.recipient: notice for notice in notices}
