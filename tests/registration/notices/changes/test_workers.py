"""Several workers at one change, and one that dies over it. What the claim is there for goes wrong without it."""

import threading
from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction

from events.calendars.models import CalendarChange
from events.registration.models import Notice
from events.registration.notices.changes import tell_changes, telling
from tests.servers import together

from .conftest import MINUTE, told

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORKERS = 4
LATER = {"starts_on": date(2026, 12, 19), "ends_on": date(2026, 12, 19)}


def test_workers_at_once_tell_it_once(conference, change, clock):
    change(conference, **LATER)
    clock.shift(5 * MINUTE)
    written = []
    together(*[lambda: written.append(tell_changes())] * WORKERS)
    assert sorted(written) == [0] * (WORKERS - 1) + [2]
    assert set(told()) == {"a@example.vn", "d@example.vn"}


class TestTwoSights:
    """One worker looked before and one after a second thing moved, and then both tell what they saw."""

    @pytest.fixture
    def told_of(self, conference, session, change, clock, monkeypatch):
        """told_of() lets them; how often each thing was told to the delegate."""
        first, second = session(conference, "Phiên 1"), session(conference, "Phiên 2")
        change(first, hall="B")
        clock.shift(31 * MINUTE)
        saw_one, saw_both, all_saw = threading.Event(), threading.Event(), threading.Barrier(2, timeout=20)
        look = telling._at_rest

        def early(now):
            found = look(now), untold()
            saw_one.set()
            saw_both.wait(20)
            return found

        def late(now):
            saw_one.wait(20)
            change(second, hall="B")
            found = look(now), untold()
            saw_both.set()
            return found

        def look_in_turn(now):
            events, seen.changes = sights.pop()(now)
            all_saw.wait()
            return events

        def first_what_was_seen(event_number):
            changes, seen.changes = seen.changes, None
            return look_again(event_number) if changes is None else changes

        sights, seen, look_again = [late, early], threading.local(), telling._untold
        monkeypatch.setattr(telling, "_at_rest", look_in_turn)
        monkeypatch.setattr(telling, "_untold", first_what_was_seen)

        def tell(trusting: bool = False) -> Counter:
            if trusting:
                monkeypatch.setattr(telling, "_claim", lambda changes, now: True)
            together(tell_changes, tell_changes)
            notices = Notice.objects.filter(kind="calendar", recipient="d@example.vn")
            return Counter(move["title"] for notice in notices for move in notice.context["moves"])

        return tell

    def test_each_thing_is_told_once(self, told_of):
        assert told_of() == {"Phiên 1": 1, "Phiên 2": 1}

    def test_without_the_claim_one_is_told_twice(self, told_of):
        assert told_of(trusting=True) == {"Phiên 1": 2, "Phiên 2": 1}


def untold() -> list[CalendarChange]:
    return list(CalendarChange.objects.filter(told_at=None).select_related("item").order_by("pk"))


def test_mails_are_made_while_others_can_write(conference, session, change, clock, monkeypatch):
    """Of three hundred delegates it takes seconds."""
    change(session(conference), hall="B")
    clock.shift(5 * MINUTE)
    made, text = [], telling.wording.text

    def outside(said):
        made.append(connection.in_atomic_block)
        return text(said)

    monkeypatch.setattr(telling.wording, "text", outside)
    assert tell_changes() == 2
    assert made == [False, False]


class TestDeath:
    def test_a_worker_that_dies_before_the_end_loses_nothing(self, conference, change, clock, monkeypatch):
        change(conference, **LATER)
        clock.shift(5 * MINUTE)
        with monkeypatch.context() as dying:
            dying.setattr(Notice.objects, "bulk_create", lambda *args, **kwargs: 1 / 0)
            assert tell_changes() == 0
        assert CalendarChange.objects.filter(told_at=None).exists()
        assert tell_changes() == 2
        assert tell_changes() == 0

    def test_one_event_that_fails_is_logged_and_keeps_no_other_waiting(
        self, festival, conference, change, clock, monkeypatch, caplog
    ):
        change(conference, **LATER)
        change(festival, place="Sân vận động")
        clock.shift(5 * MINUTE)
        whom = telling.readers
        monkeypatch.setattr(
            telling, "readers", lambda number, told: 1 / 0 if number == conference.pk else whom(number, told)
        )
        assert tell_changes() == 1
        assert "ZeroDivisionError" in caplog.text
        monkeypatch.undo()
        assert tell_changes() == 2

    def test_nothing_is_told_of_a_change_that_is_rolled_back(self, conference, change, clock):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            change(conference, **LATER)
            raise ZeroDivisionError
        clock.shift(5 * MINUTE)
        assert tell_changes() == 0
