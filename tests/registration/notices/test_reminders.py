"""Reminders: seven, three and one days before the deadline, each once, in Hanoi's days."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from events.registration.models import Notice, State
from events.registration.notices.reminders import remind, remind_by_day
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, MembershipFactory, UnitFactory, hanoi

pytestmark = pytest.mark.django_db

DEADLINE = hanoi(2026, 12, 10, 17)
OPENS = hanoi(2026, 11, 1)
DAY = timedelta(days=1)


@pytest.fixture
def festival():
    return FestivalFactory(opens_at=OPENS, closes_at=DEADLINE, starts_on=date(2027, 1, 9))


@pytest.fixture
def unit():
    return MembershipFactory(unit=UnitFactory(short_name="Viện A")).unit


@pytest.fixture
def draft(festival, unit):
    """draft("Kéo co") is begun and not submitted."""

    def make(discipline="Kéo co", state=State.DRAFT, of=unit, **rules):
        found = DisciplineFactory(festival=festival, name=discipline, **rules)
        holds = state in (State.SUBMITTED, State.RETURNED, State.APPROVED)
        return EntryFactory(discipline=found, unit=of, state=state, place=1 if holds else None)

    return make


def told() -> list[int]:
    """How many days were left in each reminder that was written, the first first."""
    return [notice.context["days_left"] for notice in Notice.objects.filter(kind="reminder").order_by("pk")]


def lines() -> list[str]:
    return Notice.objects.latest("pk").context["lines"]


class TestWhen:
    def test_a_run_every_day_reminds_three_times(self, draft):
        draft()
        for day in range(20):
            remind(hanoi(2026, 11, 25, 9) + day * DAY)
        assert told() == [7, 3, 1]

    def test_a_run_every_hour_does_too(self, draft):
        draft()
        for hour in range(24 * 12):
            remind(hanoi(2026, 11, 30) + timedelta(hours=hour))
        assert told() == [7, 3, 1]

    @pytest.mark.parametrize(
        ("moment", "days"),
        [
            (hanoi(2026, 12, 2, 23, 59), []),
            (hanoi(2026, 12, 3), [7]),
            (hanoi(2026, 12, 6, 23, 59), [4]),
            (hanoi(2026, 12, 7), [3]),
            (hanoi(2026, 12, 8), [2]),
            (hanoi(2026, 12, 9), [1]),
            (hanoi(2026, 12, 10, 16, 59), [0]),
            (hanoi(2026, 12, 10, 17), []),
            (hanoi(2026, 12, 11), []),
        ],
    )
    def test_a_first_run_that_comes_late_reminds_once(self, draft, moment, days):
        draft()
        remind(moment)
        remind(moment)
        assert told() == days

    def test_a_worker_that_slept_for_days_does_not_make_up_for_them(self, draft):
        draft()
        remind(hanoi(2026, 12, 3, 9))
        remind(hanoi(2026, 12, 9, 9))
        assert told() == [7, 1]

    def test_a_deadline_that_is_put_off_to_another_day_counts_anew(self, draft, festival):
        draft()
        remind(hanoi(2026, 12, 9))
        festival.closes_at = DEADLINE + 7 * DAY
        festival.save()
        for day in range(10):
            remind(hanoi(2026, 12, 9, 9) + day * DAY)
        assert told() == [1, 7, 3, 1]

    def test_one_that_is_put_off_by_an_hour_does_not(self, draft, festival):
        draft()
        remind(hanoi(2026, 12, 9))
        festival.closes_at = DEADLINE + timedelta(hours=1)
        festival.save()
        remind(hanoi(2026, 12, 9, 9))
        assert told() == [1]

    def test_nobody_is_reminded_before_it_opens(self, draft, festival):
        festival.opens_at = hanoi(2026, 12, 5)
        festival.save()
        draft()
        remind(hanoi(2026, 12, 4))
        assert told() == []

    def test_nobody_is_reminded_in_the_middle_of_the_night(self, draft):
        draft()
        assert remind_by_day(hanoi(2026, 12, 3, 6, 59)) == 0
        assert remind_by_day(hanoi(2026, 12, 3, 7)) == 1


class TestWhom:
    def test_drafts_and_what_was_sent_back_are_named_in_the_order_of_disciplines(self, draft):
        draft("Kéo co", position=2)
        draft("Cờ vua", state=State.RETURNED, position=1)
        remind(hanoi(2026, 12, 3))
        assert [line.split(":")[0] for line in lines()] == ["Cờ vua", "Kéo co"]

    @pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.RETURNED)])
    def test_whoever_has_done_all_is_left_alone(self, draft, state):
        draft(state=state)
        remind(hanoi(2026, 12, 3))
        assert told() == []

    def test_each_unit_hears_of_its_own_alone(self, draft):
        other = MembershipFactory(user__email="hai@example.vn").unit
        draft("Kéo co")
        draft("Cờ vua", of=other)
        assert remind(hanoi(2026, 12, 3)) == 2
        assert [line.split(":")[0] for line in Notice.objects.get(recipient="hai@example.vn").context["lines"]] == [
            "Cờ vua"
        ]

    def test_a_discipline_with_a_day_of_its_own_is_a_reminder_of_its_own(self, draft):
        draft("Kéo co")
        draft("Cờ vua", closes_at=DEADLINE - 4 * DAY)
        for day in range(20):
            remind(hanoi(2026, 11, 25, 9) + day * DAY)
        assert told() == [7, 7, 3, 1, 3, 1]

    def test_a_festival_that_is_not_published_reminds_nobody(self, draft, festival):
        festival.live = False
        festival.save()
        draft()
        assert remind(hanoi(2026, 12, 3)) == 0

    def test_it_takes_the_same_queries_when_all_were_reminded(self, draft, django_assert_num_queries):
        for name in ("Kéo co", "Cờ vua", "Cờ tướng"):
            draft(name, of=MembershipFactory().unit)
        assert remind(hanoi(2026, 12, 3)) == 3
        # The entries, what was told of them, and the conferences.
        with django_assert_num_queries(3):
            assert remind(hanoi(2026, 12, 3, 1)) == 0


def test_the_command_sends_them(draft, mailoutbox, django_capture_on_commit_callbacks):
    draft()
    said = StringIO()
    with time_machine.travel(hanoi(2026, 12, 3, 9), tick=False), django_capture_on_commit_callbacks(execute=True):
        call_command("send_reminders", stdout=said)
    assert said.getvalue().startswith("1 ")
    (message,) = mailoutbox
    assert "Viện A" in message.subject
    assert "17:00 GMT+7" in message.subject
    assert "- Kéo co: " in message.body
