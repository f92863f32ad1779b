"""When a change is told: once its event has come to rest, each once, and what is undone meanwhile not at all."""

from datetime import date, time, timedelta

import pytest
from wagtail.models import PageViewRestriction

from events.calendars import ledger
from events.calendars.models import CalendarChange, CalendarItem
from events.models import ConferencePage, EventState
from events.registration.models import Notice
from events.registration.notices.changes import tell_changes
from tests.factories import hanoi

from .conftest import MINUTE, NOON, told

pytestmark = pytest.mark.django_db

LATER = {"starts_on": date(2026, 12, 19), "ends_on": date(2026, 12, 19)}


def titles() -> list[str]:
    (notice,) = told().values()
    return [move["title"] for move in notice.context["moves"]]


class TestRest:
    def test_it_waits_until_five_minutes_have_passed(self, conference, change, clock):
        change(conference, **LATER)
        clock.shift(5 * MINUTE - timedelta(seconds=1))
        assert tell_changes() == 0
        clock.shift(timedelta(seconds=1))
        assert tell_changes() == 2
        assert tell_changes() == 0

    def test_a_further_change_of_the_event_lets_it_wait_again(self, festival, change, session, clock):
        first, second = session(festival), session(festival, "Bế mạc")
        change(first, hall="B")
        clock.shift(4 * MINUTE)
        change(second, hall="B")
        clock.shift(4 * MINUTE)
        assert tell_changes() == 0
        clock.shift(MINUTE)
        assert tell_changes() == 1
        assert titles() == ["Khai mạc", "Bế mạc"]

    def test_one_who_never_stops_is_interrupted_after_half_an_hour(self, festival, change, session, clock):
        moved = session(festival)
        for minute in range(0, 31, 2):
            assert tell_changes() == (1 if minute == 30 else 0)
            change(moved, hall=f"Phòng {minute}")
            clock.shift(2 * MINUTE)

    def test_another_event_does_not_keep_it_waiting(self, festival, conference, change, clock):
        change(festival, place="Sân vận động")
        clock.shift(4 * MINUTE)
        change(conference, **LATER)
        clock.shift(MINUTE)
        assert tell_changes() == 1
        assert told()["a@example.vn"].context["festival"] == "Ngày Hội Mùa thu"

    def test_two_events_are_two_mails(self, festival, conference, change, rest):
        change(festival, place="Sân vận động")
        change(conference, **LATER)
        assert rest() == 3
        assert Notice.objects.filter(recipient="a@example.vn").count() == 2

    def test_a_worker_that_slept_for_days_tells_it_then(self, conference, change, rest):
        change(conference, **LATER)
        assert rest(minutes=3 * 24 * 60) == 2

    def test_a_cancellation_alone_waits_as_long(self, conference, change, clock):
        change(conference, state=EventState.CANCELLED, state_reason="Bão")
        clock.shift(4 * MINUTE)
        assert tell_changes() == 0
        clock.shift(MINUTE)
        assert tell_changes() == 2
        assert told()["a@example.vn"].subject == "Hủy: Hội nghị tổng kết"


class TestWhatIsLeft:
    def test_what_moved_there_and_back_is_not_told(self, conference, change, rest):
        change(conference, **LATER)
        change(conference, starts_on=date(2026, 12, 18), ends_on=date(2026, 12, 18))
        assert rest() == 0
        assert not CalendarChange.objects.filter(told_at=None).exists()

    def test_nor_what_was_cancelled_by_a_slip(self, conference, change, rest):
        change(conference, state=EventState.CANCELLED, state_reason="?")
        change(conference, state=EventState.CONFIRMED, state_reason="")
        assert rest() == 0

    def test_what_moved_twice_is_told_once_from_the_first_time_to_the_last(self, conference, change, rest):
        change(conference, **LATER)
        change(
            conference, starts_on=date(2026, 12, 21), ends_on=date(2026, 12, 21), start_time=time(14), end_time=time(16)
        )
        assert rest() == 2
        (move,) = told()["a@example.vn"].context["moves"]
        assert move["when_before"] == "Thứ sáu, 18/12/2026, 08:00 – 11:30"
        assert move["when"] == "Thứ hai, 21/12/2026, 14:00 – 16:00"

    def test_what_moves_after_it_was_told_is_told_from_there(self, conference, change, rest):
        change(conference, **LATER)
        rest()
        Notice.objects.all().delete()
        change(conference, starts_on=date(2026, 12, 20), ends_on=date(2026, 12, 20))
        assert rest() == 2
        (move,) = told()["a@example.vn"].context["moves"]
        assert move["when_before"] == "Thứ bảy, 19/12/2026, 08:00 – 11:30"

    def test_a_rename_alone_mails_nobody(self, conference, change, rest, session):
        opening = session(conference)
        change(conference, title="Hội nghị khác")
        change(opening, title="Mở đầu")
        assert rest() == 0

    def test_a_new_event_and_a_new_session_mail_nobody(self, conference, session, rest):
        session(conference)
        assert rest() == 0
        assert not CalendarChange.objects.exists()

    def test_what_is_over_mails_nobody(self, conference, session, change, rest, clock):
        clock.move_to(hanoi(2026, 12, 18, 13))
        change(conference, place="Hội trường B")
        assert rest() == 0

    def test_what_was_over_and_is_put_off_does(self, conference, change, rest, clock):
        clock.move_to(hanoi(2026, 12, 18, 13))
        change(conference, **LATER)
        assert rest() == 2

    def test_one_that_is_put_into_the_past_by_a_slip_does(self, conference, session, change, rest):
        opening = session(conference)
        change(opening, starts_at=hanoi(2026, 11, 18, 9), ends_at=hanoi(2026, 11, 18, 10))
        assert rest() == 2


class TestState:
    """What is decided of the state: that an event is certain now is news, once; its parts follow it in silence."""

    def test_an_event_that_is_confirmed_is_told_without_its_parts(self, conference, session, change, rest):
        session(conference)
        change(conference, state=EventState.PLANNED)
        rest()
        Notice.objects.all().delete()
        change(conference, state=EventState.CONFIRMED)
        assert rest() == 2
        notice = told()["a@example.vn"]
        assert notice.subject == "Xác nhận: Hội nghị tổng kết"
        assert (titles_of(notice), len(notice.context["calendar"])) == (["Hội nghị tổng kết"], 1)

    def test_the_word_moved_without_another_time_is_no_news(self, conference, change, rest):
        change(conference, state=EventState.MOVED)
        assert rest() == 0

    def test_one_that_takes_place_after_all_is_told(self, conference, change, rest):
        change(conference, state=EventState.CANCELLED, state_reason="Bão")
        rest()
        Notice.objects.all().delete()
        change(conference, state=EventState.CONFIRMED, state_reason="")
        assert rest() == 2
        assert told()["a@example.vn"].subject == "Tổ chức trở lại: Hội nghị tổng kết"


class TestHidden:
    """An event that is not public while somebody works on its page takes place: nobody is sent home."""

    @pytest.fixture(params=["unpublished", "restricted"])
    def hide(self, request, conference):
        def do():
            if request.param == "unpublished":
                conference.unpublish()
            else:
                PageViewRestriction.objects.create(page=conference, restriction_type="login")
            ledger.refresh(conference.pk)

        return do

    @pytest.fixture
    def show(self, conference, change):
        def do(**fields):
            PageViewRestriction.objects.all().delete()
            change(conference, live=True, **fields)

        return do

    def test_nobody_is_told_that_it_is_gone(self, conference, session, hide, rest):
        session(conference)
        hide()
        assert CalendarChange.objects.filter(told_at=None).count() == 3
        assert rest() == 0
        assert rest(minutes=60) == 0

    def test_nor_that_it_is_back(self, conference, session, hide, show, rest):
        session(conference)
        hide()
        rest()
        show()
        assert rest() == 0
        assert not CalendarChange.objects.filter(told_at=None).exists()

    def test_but_what_moved_meanwhile(self, conference, hide, show, rest):
        hide()
        rest()
        show(**LATER)
        assert rest() == 2
        (move,) = told()["a@example.vn"].context["moves"]
        assert move["when_before"] == "Thứ sáu, 18/12/2026, 08:00 – 11:30"

    def test_and_that_it_is_cancelled(self, conference, hide, change, rest):
        hide()
        rest()
        change(conference, state=EventState.CANCELLED, state_reason="Bão")
        assert rest() == 2
        notice = told()["a@example.vn"]
        assert notice.subject == "Không còn trong lịch: Hội nghị tổng kết"
        assert notice.context["url"].endswith("/lich/")

    def test_a_deleted_one_is_told(self, conference, rest):
        """As far as anybody is left to be told: one with delegates cannot be deleted."""
        ConferencePage.objects.update(live=False)
        ledger.refresh(conference.pk)
        CalendarItem.objects.update(event=None)
        assert rest() == 2

    def test_one_that_is_hidden_keeps_no_other_waiting(self, festival, hide, change, rest):
        hide()
        change(festival, place="Sân vận động")
        assert rest() == 1


def titles_of(notice: Notice) -> list[str]:
    return [move["title"] for move in notice.context["moves"]]


def test_nothing_to_tell_is_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert tell_changes(NOON) == 0
