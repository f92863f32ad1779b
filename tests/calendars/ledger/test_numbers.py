"""What a change of an event does to its items: UID, SEQUENCE, the time of the change, and what is noted for mails."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from events.calendars import ledger
from events.calendars.models import CalendarChange, CalendarItem
from events.models import EventState
from tests.factories import DisciplineFactory, FestivalFactory
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 3, 2, 1, tzinfo=UTC)
LATER = FIRST + timedelta(hours=5)
LOCK = connection.vendor == "postgresql"
"""Where the lock is a query of its own."""


@pytest.fixture
def clock():
    with time_machine.travel(FIRST, tick=False) as clock:
        yield clock


@pytest.fixture
def page(clock):
    page = ConferenceFactory(title="Hội nghị", place="Nhà văn hóa")
    ledger.refresh(page.pk)
    clock.move_to(LATER)
    return page


def fields_of(item) -> tuple:
    return item.uid, item.sequence, item.changed_at, item.created_at


def test_what_is_new_gets_a_uid_of_its_own_and_begins_at_0(page, row):
    item = row(f"event-{page.pk}")

    assert (item.sequence, item.created_at, item.changed_at, item.ended_at) == (0, FIRST, FIRST, None)
    assert not item.is_withdrawn
    assert str(uuid.UUID(item.uid)) == item.uid
    assert page.url not in item.uid
    assert CalendarItem.objects.values("uid").distinct().count() == CalendarItem.objects.count() == 2
    assert not CalendarChange.objects.exists()


def test_nothing_changes_when_nothing_has(page, row):
    before = fields_of(row(f"event-{page.pk}"))

    assert ledger.refresh(page.pk) is False

    assert fields_of(row(f"event-{page.pk}")) == before


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": "2027-05-04", "ends_on": "2027-05-04"},
        {"start_time": "09:00"},
        {"end_time": "12:00"},
        {"start_time": None, "end_time": None},
        {"place": "Cung Văn hóa"},
        {"address": "91 Trần Hưng Đạo"},
        {"state": EventState.PLANNED},
        {"state": EventState.CANCELLED, "state_reason": "Bão"},
    ],
    ids=lambda values: "+".join(values),
)
def test_time_place_and_status_raise_the_sequence(page, row, values):
    before = row(f"event-{page.pk}")
    type(page).objects.filter(pk=page.pk).update(**values)

    assert ledger.refresh(page.pk) is True

    item = row(f"event-{page.pk}")
    assert fields_of(item) == (before.uid, 1, LATER, FIRST)
    change = CalendarChange.objects.get(item=item)
    assert (change.sequence, change.at, change.told_at) == (1, LATER, None)
    assert change.before == {
        "starts_at": before.starts_at.isoformat(),
        "ends_at": before.ends_at.isoformat(),
        "is_all_day": before.is_all_day,
        "location": before.location,
        "status": before.status,
        "summary": before.summary,
    }


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Hội nghị lần thứ hai"},
        {"intro": "Có đăng ký ăn trưa."},
        {"coordinates": "21.0, 105.8"},
        {"organiser": "Quỹ"},
        {"state": EventState.MOVED, "state_reason": "Bão"},
    ],
    ids=lambda values: "+".join(values),
)
def test_what_else_is_told_moves_the_time_of_the_change_alone(page, row, values):
    before = row(f"event-{page.pk}")
    type(page).objects.filter(pk=page.pk).update(**values)

    assert ledger.refresh(page.pk) is True

    assert fields_of(row(f"event-{page.pk}")) == (before.uid, 0, LATER, FIRST)
    assert not CalendarChange.objects.exists()


@pytest.mark.parametrize("values", [{"delegates_note": "Mang thẻ"}, {"most_delegates": 3}, {"seo_title": "x"}])
def test_what_nobody_is_told_changes_nothing(page, row, values):
    before = fields_of(row(f"event-{page.pk}"))
    type(page).objects.filter(pk=page.pk).update(**values)

    assert ledger.refresh(page.pk) is False

    assert fields_of(row(f"event-{page.pk}")) == before


def test_each_change_raises_it_again(page, row):
    for number, place in enumerate(["A", "B", "A"], start=1):
        type(page).objects.filter(pk=page.pk).update(place=place)
        ledger.refresh(page.pk)
        assert row(f"event-{page.pk}").sequence == number


def test_a_cancelled_event_takes_all_along_and_brings_all_back(page, row, clock):
    session = SessionFactory(event=page)
    ledger.refresh(page.pk)
    type(page).objects.filter(pk=page.pk).update(state=EventState.CANCELLED, state_reason="Bão")
    names = [f"event-{page.pk}", f"session-{session.pk}", f"deadline-{page.pk}"]

    ledger.refresh(page.pk)

    for item in map(row, names):
        assert (item.status, item.ended_at, item.is_withdrawn, item.sequence) == ("CANCELLED", LATER, False, 1)
    type(page).objects.filter(pk=page.pk).update(state=EventState.CONFIRMED)
    ledger.refresh(page.pk)
    for item in map(row, names):
        assert (item.status, item.ended_at, item.sequence) == ("CONFIRMED", None, 2)


def test_what_is_cancelled_from_the_beginning_is_told_from_then(clock, row):
    page = ConferenceFactory(state=EventState.CANCELLED, state_reason="Bão")
    ledger.refresh(page.pk)

    item = row(f"event-{page.pk}")

    assert (item.sequence, item.ended_at) == (0, FIRST)
    assert not CalendarChange.objects.exists()


def test_what_is_withdrawn_comes_back_with_its_uid_and_a_higher_number(page, row, clock):
    before = row(f"event-{page.pk}")
    type(page).objects.filter(pk=page.pk).update(live=False)
    ledger.refresh(page.pk)
    item = row(f"event-{page.pk}")
    assert (item.status, item.is_withdrawn, item.ended_at, item.sequence) == ("CANCELLED", True, LATER, 1)
    assert (item.summary, item.starts_at) == (before.summary, before.starts_at)
    ledger.refresh(page.pk)
    assert row(f"event-{page.pk}").sequence == 1

    type(page).objects.filter(pk=page.pk).update(live=True)
    clock.shift(60)
    ledger.refresh(page.pk)

    item = row(f"event-{page.pk}")
    assert (item.uid, item.sequence, item.status) == (before.uid, 2, "CONFIRMED")
    assert (item.is_withdrawn, item.ended_at) == (False, None)


def test_a_cancelled_event_that_is_withdrawn_ended_when_it_was_cancelled(page, row, clock):
    type(page).objects.filter(pk=page.pk).update(state=EventState.CANCELLED, state_reason="Bão")
    ledger.refresh(page.pk)
    clock.shift(3600)
    type(page).objects.filter(pk=page.pk).update(live=False)

    ledger.refresh(page.pk)

    item = row(f"event-{page.pk}")
    assert (item.sequence, item.ended_at, item.is_withdrawn) == (1, LATER, True)
    assert item.changed_at == LATER + timedelta(hours=1)


def test_a_session_that_goes_to_another_event_stays_itself(clock, row):
    one, other = ConferenceFactory(), ConferenceFactory()
    session = SessionFactory(event=one)
    ledger.refresh_all()
    before = row(f"session-{session.pk}")
    session.event = other
    session.save()

    ledger.refresh(other.pk)
    ledger.refresh(one.pk)

    item = row(f"session-{session.pk}")
    assert (item.uid, item.event_number, item.is_withdrawn) == (before.uid, other.pk, False)


def test_all_events_at_once_and_those_that_are_gone(clock, row):
    kept, gone = ConferenceFactory(), FestivalFactory()
    DisciplineFactory(festival=gone)
    assert ledger.refresh_all() == 2
    assert ledger.refresh_all() == 0
    number = gone.pk
    type(gone).objects.filter(pk=number).update(live=False)

    assert ledger.refresh_all() == 1

    assert row(f"event-{number}").is_withdrawn
    assert not row(f"event-{kept.pk}").is_withdrawn


def test_one_that_fails_keeps_no_other_from_being_written_down(clock, row, caplog):
    beyond, other = ConferenceFactory(), ConferenceFactory()
    type(beyond).objects.filter(pk=beyond.pk).update(ends_on=date(9999, 12, 31), start_time=None, end_time=None)

    assert ledger.refresh_all() == 1

    assert row(f"event-{other.pk}")
    assert not row(f"event-{beyond.pk}")
    (told,) = caplog.records
    assert (told.levelname, str(beyond.pk) in told.getMessage()) == ("ERROR", True)


class TestQueries:
    """However long the programme is. On SQLite what is written takes a query more for so many rows."""

    @pytest.mark.parametrize("count", [1, 3, 500])
    def test_of_looking_without_finding_anything(self, clock, count, django_assert_num_queries):
        page = FestivalFactory()
        SessionFactory.create_batch(count, event=page, discipline=DisciplineFactory(festival=page))
        ledger.refresh(page.pk)

        # The page, its contacts, the site, its name, the disciplines, the sessions, who speaks, the rows; two frame it.
        with django_assert_num_queries(10 + LOCK):
            ledger.refresh(page.pk)

    @pytest.mark.parametrize("count", [1, 3, 500])
    def test_of_moving_everything(self, clock, count, django_assert_max_num_queries):
        page = FestivalFactory()
        SessionFactory.create_batch(count, event=page)
        ledger.refresh(page.pk)
        page.sessions.update(hall="Nhà B")

        batches = 2 * (1 + count // 80)
        with django_assert_max_num_queries(12 + batches):
            ledger.refresh(page.pk)

        assert CalendarChange.objects.count() == count


@pytest.mark.parametrize(("is_silent", "told_at"), [(False, None), (True, LATER)])
def test_what_an_update_of_the_site_words_otherwise_is_mailed_to_nobody(page, row, is_silent, told_at):
    CalendarItem.objects.filter(source=f"event-{page.pk}").update(location="Nhà văn hóa cũ")

    ledger.refresh_all(is_silent=is_silent)

    assert row(f"event-{page.pk}").sequence == 1
    assert CalendarChange.objects.get().told_at == told_at
