"""A notice is sent once, whoever tries; it is tried again, but not for ever; and what is not known is not repeated."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from events.registration.models import Notice
from events.registration.notices import sending
from tests.factories import hanoi

pytestmark = pytest.mark.django_db

NOON = hanoi(2026, 11, 26, 12)
MINUTE = timedelta(minutes=1)


class TestOnce:
    def test_what_waits_is_sent_and_is_sent_from_then_on(self, notice, mailoutbox):
        one = notice()
        with time_machine.travel(NOON, tick=False):
            assert sending.send(one.pk)
        one.refresh_from_db()
        assert (one.state, one.sent_at, one.attempts, one.error) == (Notice.State.SENT, NOON, 1, "")
        assert [message.to for message in mailoutbox] == [["dai-dien@example.vn"]]

    @pytest.mark.parametrize("state", [state for state in Notice.State if state != Notice.State.QUEUED])
    def test_what_does_not_wait_is_not_sent(self, notice, mailoutbox, state):
        assert not sending.send(notice(state=state).pk)
        assert mailoutbox == []

    def test_a_second_task_for_the_same_sends_nothing(self, notice, mailoutbox):
        one = notice()
        assert [sending.send(one.pk), sending.send(one.pk)] == [True, False]
        assert len(mailoutbox) == 1

    def test_one_that_was_deleted_meanwhile_is_no_error(self):
        assert not sending.send(987654)


class TestMail:
    @pytest.fixture
    def message(self, notice, mailoutbox):
        sending.send(notice().pk)
        return mailoutbox[0]

    def test_it_is_text_and_html(self, message):
        assert message.body == "Đã duyệt.\n"
        (html,) = message.alternatives
        assert html.mimetype == "text/html"
        assert "<p" in html.content
        assert 'href="https://thidua.example.vn/dang-ky/vien-a/"' in html.content

    def test_answering_machines_do_not_answer_it(self, message):
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_what_people_typed_is_no_markup(self, notice, mailoutbox):
        one = notice()
        one.context |= {"reason": "<script>alert(1)</script>", "festival": "<i>Hội</i>"}
        one.save()
        sending.send(one.pk)
        html = mailoutbox[0].alternatives[0].content
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert "<i>" not in html

    def test_it_is_the_same_mail_at_a_second_attempt(self, notice, server_away, monkeypatch):
        one, seen = notice(), []
        monkeypatch.setattr(
            sending.EmailMultiAlternatives, "send", lambda self: seen.append(self.extra_headers["Message-ID"]) or 1 / 0
        )
        sending.send(one.pk)
        sending.send(one.pk)
        assert len(seen) == 2
        assert len(set(seen)) == 1


class TestServerAway:
    def test_it_waits_and_says_why(self, notice, server_away, mailoutbox):
        one = notice()
        with time_machine.travel(NOON, tick=False):
            assert not sending.send(one.pk)
        one.refresh_from_db()
        assert (one.state, one.due_at) == (Notice.State.QUEUED, NOON + MINUTE)
        assert one.error == "ConnectionRefusedError: no mail server"
        assert mailoutbox == []

    def test_it_is_sent_when_the_server_is_back(self, notice, server_away, mailoutbox):
        one = notice()
        with time_machine.travel(NOON, tick=False):
            sending.send(one.pk)
            server_away()
            assert sending.take_up(NOON + timedelta(seconds=59)) == 0
            assert sending.take_up(NOON + MINUTE) == 1
        assert len(mailoutbox) == 1
        one.refresh_from_db()
        assert (one.state, one.attempts, one.error) == (Notice.State.SENT, 2, "")

    def test_pauses_grow_and_attempts_end(self, notice, server_away):
        one, moment, waited = notice(), NOON, []
        with time_machine.travel(NOON, tick=False) as now:
            for _ in range(10):
                sending.send(one.pk)
                one.refresh_from_db()
                if one.state == Notice.State.FAILED:
                    break
                waited.append(one.due_at - moment)
                moment = one.due_at
                now.move_to(moment)
        assert one.attempts == 6
        assert waited == list(sending.PAUSES)
        assert one.error == "ConnectionRefusedError: no mail server"


class TestTakingUp:
    """What the clock does each minute."""

    def test_what_nobody_enqueued_is_enqueued(self, notice, mailoutbox):
        notice(due_at=NOON - MINUTE)
        assert sending.take_up(NOON) == 1
        assert len(mailoutbox) == 1

    def test_a_task_has_its_time_before_another_is_enqueued(self, notice, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        notice(due_at=NOON)
        taken = [sending.take_up(NOON + minutes * MINUTE) for minutes in (0, 1, 9, 10, 11)]
        assert taken == [1, 0, 0, 1, 0]

    def test_what_was_interrupted_is_not_sent_again_by_itself(self, notice, mailoutbox):
        one = notice(state=Notice.State.SENDING, claimed_at=NOON - timedelta(minutes=16))
        other = notice(state=Notice.State.SENDING, claimed_at=NOON - timedelta(minutes=14))
        assert sending.take_up(NOON) == 0
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.state, one.error, other.state) == (Notice.State.FAILED, sending.INTERRUPTED, Notice.State.SENDING)
        assert mailoutbox == []

    def test_a_worker_that_was_given_up_does_not_overwrite_what_came_after(self, notice, monkeypatch):
        one = notice()

        def slow(self):
            sending.take_up(timezone.now() + timedelta(hours=1))
            sending.send_again(Notice.objects.get(pk=one.pk))
            raise ConnectionResetError

        monkeypatch.setattr(sending.tasks, "send", type("Later", (), {"enqueue": lambda pk: None}))
        monkeypatch.setattr(sending.EmailMultiAlternatives, "send", slow)
        sending.send(one.pk)
        one.refresh_from_db()
        assert (one.state, one.error, one.attempts) == (Notice.State.QUEUED, "", 0)


class TestAgain:
    @pytest.mark.parametrize("state", [Notice.State.SENT, Notice.State.FAILED])
    def test_a_person_may_have_it_sent_again(self, notice, mailoutbox, state):
        one = notice(state=state, attempts=6, error="no mail server")
        assert sending.send_again(one)
        one.refresh_from_db()
        assert (one.state, one.attempts, one.error, len(mail.outbox)) == (Notice.State.SENT, 1, "", 1)

    @pytest.mark.parametrize("state", [Notice.State.QUEUED, Notice.State.SENDING])
    def test_but_not_what_is_on_its_way(self, notice, mailoutbox, state):
        assert not sending.send_again(notice(state=state))
        assert mailoutbox == []


def test_what_is_a_year_old_is_forgotten(notice):
    with time_machine.travel(NOON - timedelta(days=366), tick=False):
        notice()
    with time_machine.travel(NOON - timedelta(days=364), tick=False):
        young = notice()
    with time_machine.travel(NOON, tick=False):
        sending.forget()
    assert list(Notice.objects.all()) == [young]
