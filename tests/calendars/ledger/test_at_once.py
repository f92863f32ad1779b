"""Two who bring an event in line at the same moment: one row, one raise. Without the lock it is shown to go wrong."""

import contextlib
import threading

import pytest
from django.db import IntegrityError, connections

from events.calendars import ledger, sources
from events.calendars.models import CalendarChange, CalendarItem
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.servers import together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

KEPT_OUT, COMES_FOR_CERTAIN = 1, 30
"""Seconds to wait for the other."""


@pytest.fixture
def without_lock(monkeypatch):
    """Every statement for itself, and nobody waits."""
    monkeypatch.setattr(ledger, "_alone", contextlib.nullcontext)


@pytest.fixture
def meet(monkeypatch):
    """meet(seconds): makes two who have read the rows wait so long for each other before they write. One who is kept
    out by the lock does not come, and the other goes on."""

    def wait(seconds: float) -> None:
        barrier = threading.Barrier(2, timeout=seconds)
        original = ledger._write

        def wait_for_the_other(*args):
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait()
            original(*args)

        monkeypatch.setattr(ledger, "_write", wait_for_the_other)

    return wait


def refresh_twice_at_once(page) -> list[str]:
    """The kinds of errors that came of it."""
    errors = []

    def one() -> None:
        try:
            ledger.refresh(page.pk)
        except IntegrityError as error:
            errors.append(type(error).__name__)
        finally:
            connections.close_all()

    together(one, one)
    return errors


def test_what_is_new_is_written_once(meet):
    page = ConferenceFactory(closes_at=None, opens_at=None)
    meet(KEPT_OUT)

    assert refresh_twice_at_once(page) == []

    assert CalendarItem.objects.count() == 1


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_one_of_them_fails(meet):
    page = ConferenceFactory(closes_at=None, opens_at=None)
    meet(COMES_FOR_CERTAIN)

    assert refresh_twice_at_once(page) == ["IntegrityError"]


def move(page) -> None:
    ledger.refresh(page.pk)
    type(page).objects.filter(pk=page.pk).update(place="Cung Văn hóa")


def test_a_change_raises_the_number_once(meet):
    page = ConferenceFactory()
    move(page)
    meet(KEPT_OUT)

    assert refresh_twice_at_once(page) == []

    item = CalendarItem.objects.get(source=f"event-{page.pk}")
    assert item.sequence == 1
    assert CalendarChange.objects.filter(item=item).count() == 1


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_the_change_is_noted_twice(meet):
    page = ConferenceFactory()
    move(page)
    meet(COMES_FOR_CERTAIN)

    assert refresh_twice_at_once(page) == ["IntegrityError"]


def test_two_different_changes_are_both_there(monkeypatch):
    """The second reads what the event is now after it has waited, and not before."""
    page = ConferenceFactory()
    session = SessionFactory(event=page)
    ledger.refresh(page.pk)
    inside, go_on = threading.Event(), threading.Event()
    original = sources.of_event

    def hesitate(number):
        found = original(number)
        if not inside.is_set():
            inside.set()
            go_on.wait(30)
        return found

    monkeypatch.setattr(sources, "of_event", hesitate)

    def first() -> None:
        ledger.refresh(page.pk)
        connections.close_all()

    def second() -> None:
        inside.wait(30)
        threading.Timer(0.5, go_on.set).start()
        type(session).objects.filter(pk=session.pk).update(hall="Nhà B")
        ledger.refresh(page.pk)
        connections.close_all()

    together(first, second)

    assert CalendarItem.objects.get(source=f"session-{session.pk}").location == "Nhà B"
