"""A device that has subscribed to the site, before and after events were moved, cancelled and renamed there."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import gettext, override

from events.calendars.models import CalendarItem
from events.models import ConferencePage, EventState
from tests.calendars.clients.phone import Phone, Shown
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.servers import Server

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

COUNT = 2000
YEAR = date.today().year + 1
DAYS = (f"01/03/{YEAR}", f"31/03/{YEAR}")


@pytest.fixture
def site(settings):
    with Server(settings, DJANGO_SETTINGS_MODULE="tests.concurrency.uncollected") as running:
        yield f"http://127.0.0.1:{running.port}"


def conference(title: str, day: int, **details) -> ConferencePage:
    """One of next year's March, published."""
    starts_on = date(YEAR, 3, day)
    page = ConferenceFactory(title=title, starts_on=starts_on, opens_at=None, closes_at=None, **details)
    page.save_revision().publish()
    return page


def publish(page, **values) -> None:
    """As an editor does."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def fill_up(count: int) -> None:
    """Rows of the ledger, as years of events leave them, until a feed has this many."""
    created = datetime(YEAR - 1, 1, 1, tzinfo=UTC)
    missing = count - CalendarItem.objects.count()
    starts = [datetime(YEAR, 5, 1, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(missing)]
    CalendarItem.objects.bulk_create(
        CalendarItem(
            source=f"event-{number + 10**6}",
            uid=f"{number}@khoi.example.vn",
            kind=CalendarItem.Kind.CONFERENCE,
            event_number=number + 10**6,
            summary=f"Hội nghị chuyên đề số {number}, phiên toàn thể",
            starts_at=moment,
            ends_at=moment + timedelta(hours=1),
            created_at=created,
            changed_at=created,
        )
        for number, moment in enumerate(starts)
    )


def shown(title: str, day: int, starts: str = "08:00", ends: str = "11:30", location: str = "") -> Shown:
    """The line of what takes place."""
    return Shown(f"{day:02}/03/{YEAR} {starts}", f"{day:02}/03/{YEAR} {ends}", title, "CONFIRMED", location)


def shown_as_cancelled(title: str, day: int, said: str = "Cancelled: %(what)s") -> Shown:
    with override("vi"):
        told = gettext(said) % {"what": title}
    return shown(told, day)._replace(status="CANCELLED")


def shown_as_withdrawn(title: str, day: int) -> Shown:
    return shown_as_cancelled(title, day, "No longer in the calendar: %(what)s")


def test_what_moves_is_cancelled_or_renamed_shows_after_the_next_sync(site, tmp_path):
    moved = conference("Hội nghị sơ kết", 2)
    cancelled = conference("Hội nghị tổng kết", 3)
    renamed = conference("Hội nghị triển khai", 4, place="Hội trường A")
    withdrawn = conference("Hội nghị nội bộ", 5)
    conference("Ngày truyền thống", 6, start_time=None, end_time=None)
    SessionFactory(event=renamed, title="Khai mạc")
    publish(renamed)
    fill_up(COUNT)
    phone = Phone(tmp_path, f"{site}/lich/tat-ca.ics")

    phone.sync()

    assert phone.count() == COUNT
    assert phone.shows(*DAYS) == [
        shown("Hội nghị sơ kết", 2),
        shown("Hội nghị tổng kết", 3),
        shown("Hội nghị triển khai", 4, location="Hội trường A"),
        shown("Khai mạc – Hội nghị triển khai", 4, "09:00", "10:00", location="Hội trường A"),
        shown("Hội nghị nội bộ", 5),
        Shown(f"06/03/{YEAR}", f"06/03/{YEAR}", "Ngày truyền thống", "CONFIRMED", ""),
    ]

    day = date(YEAR, 3, 12)
    publish(moved, starts_on=day, ends_on=day, start_time=time(14), end_time=time(17), state=EventState.MOVED)
    publish(cancelled, state=EventState.CANCELLED, state_reason="Do bão số 3")
    publish(renamed, title="Hội nghị triển khai, quán triệt", place="Hội trường B")
    withdrawn.unpublish()
    phone.sync()

    assert phone.count() == COUNT
    assert phone.shows(*DAYS) == [
        shown_as_cancelled("Hội nghị tổng kết", 3),
        shown("Hội nghị triển khai, quán triệt", 4, location="Hội trường B"),
        shown("Khai mạc – Hội nghị triển khai, quán triệt", 4, "09:00", "10:00", location="Hội trường B"),
        shown_as_withdrawn("Hội nghị nội bộ", 5),
        Shown(f"06/03/{YEAR}", f"06/03/{YEAR}", "Ngày truyền thống", "CONFIRMED", ""),
        shown("Hội nghị sơ kết", 12, "14:00", "17:00"),
    ]
