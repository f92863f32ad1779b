"""Whatever is done to an event in whatever order, the rules of the ledger hold."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.calendars import ledger
from events.calendars.models import CalendarChange, CalendarItem
from events.models import ConferencePage, EventState, Session
from tests.factories.events import ConferenceFactory, SessionFactory

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
SCHEDULE = ("starts_at", "ends_at", "is_all_day", "location", "status")
TOLD = (*SCHEDULE, "summary", "event_title", "description", "reason", "path", "organiser_name", "is_withdrawn")


class Ledger(RuleBasedStateMachine):
    """An event and its sessions under an editor's hands. Before each refresh the rows are remembered, after it each is
    compared with what it was."""

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.uids: dict[str, str] = {}

    @initialize()
    def publish(self):
        CalendarItem.objects.all().delete()
        self.page = ConferenceFactory(opens_at=None, closes_at=None)
        self.refresh()

    def teardown(self):
        self.clock.stop()

    def of_page(self, **values):
        ConferencePage.objects.filter(pk=self.page.pk).update(**values)

    @rule(place=st.sampled_from(["", "Nhà A", "Nhà B"]))
    def go_elsewhere(self, place):
        self.of_page(place=place)

    @rule(title=st.sampled_from(["Hội nghị", "Hội nghị lần 2"]))
    def rename(self, title):
        self.of_page(title=title)

    @rule(day=st.integers(1, 5), whole=st.booleans())
    def move(self, day, whole):
        times = {"start_time": None, "end_time": None} if whole else {"start_time": "08:00", "end_time": "11:00"}
        self.of_page(starts_on=f"2026-06-0{day}", ends_on=f"2026-06-0{day}", **times)

    @rule(state=st.sampled_from(EventState.values), reason=st.sampled_from(["", "Bão"]))
    def say_whether(self, state, reason):
        self.of_page(state=state, state_reason=reason)

    @rule(live=st.booleans())
    def show(self, live):
        self.of_page(live=live)

    @rule()
    def add_session(self):
        if self.page.sessions.count() < 4:
            SessionFactory(event=self.page)

    @rule(is_cancelled=st.booleans())
    def cancel_sessions(self, is_cancelled):
        Session.objects.filter(event=self.page).update(is_cancelled=is_cancelled)

    @rule()
    def delete_session(self):
        self.page.sessions.filter(pk__in=self.page.sessions.values("pk")[:1]).delete()

    @rule()
    def refresh(self):
        before = {row.source: row for row in CalendarItem.objects.all()}
        noted = CalendarChange.objects.count()
        self.now.shift(timedelta(minutes=5))

        ledger.refresh(self.page.pk)

        now = datetime.now(UTC)
        raised = 0
        for row in CalendarItem.objects.all():
            old = before.get(row.source)
            if old is None:
                assert (row.sequence, row.created_at, row.changed_at) == (0, now, now)
                continue
            moved = any(getattr(row, name) != getattr(old, name) for name in SCHEDULE)
            told = any(getattr(row, name) != getattr(old, name) for name in TOLD)
            assert row.sequence == old.sequence + moved
            assert row.changed_at == (now if told else old.changed_at)
            assert row.created_at == old.created_at
            raised += moved
        assert CalendarChange.objects.count() == noted + raised
        assert ledger.refresh(self.page.pk) is False

    @invariant()
    def uids_never_change(self):
        rows = dict(CalendarItem.objects.values_list("source", "uid"))
        assert self.uids.items() <= rows.items()
        assert len(set(rows.values())) == len(rows)
        self.uids = rows

    @invariant()
    def cancelled_items_know_since_when(self):
        for row in CalendarItem.objects.all():
            assert (row.status == "CANCELLED") == (row.ended_at is not None)
            assert not row.is_withdrawn or row.status == "CANCELLED"


class TestLedger(TestCase, Ledger.TestCase):
    settings = settings(
        max_examples=15,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )


pytestmark = pytest.mark.django_db
