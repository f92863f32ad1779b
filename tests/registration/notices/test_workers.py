"""Several workers and one notice. What the claim is there for goes wrong without it."""

import contextlib
import threading

import pytest

from events.registration.models import Notice
from events.registration.notices import sending
from tests.servers import together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORKERS = 8


@pytest.fixture
def mail_server(monkeypatch):
    """mail_server(patience) gives the list of what leaves the site, by its recipient. Whoever has got as far as to send
    waits for all others to get there too: some seconds, and then sends alone."""

    def make(patience: float) -> list[str]:
        gone, arrived = [], threading.Barrier(WORKERS, timeout=patience)

        def send(self):
            with contextlib.suppress(threading.BrokenBarrierError):
                arrived.wait()
            gone.append(self.to[0])

        monkeypatch.setattr(sending.EmailMultiAlternatives, "send", send)
        return gone

    return make


def try_at_once(*notices) -> list[bool]:
    done = []
    keys = [one.pk for one in notices] * (WORKERS // len(notices))
    together(*(lambda pk=pk: done.append(sending.send(pk)) for pk in keys))
    return done


def test_eight_workers_send_a_notice_once(notice, mail_server):
    one, sent = notice(), mail_server(0.5)
    done = try_at_once(one)
    assert (sent, done.count(True)) == (["dai-dien@example.vn"], 1)
    one.refresh_from_db()
    assert (one.state, one.attempts) == (Notice.State.SENT, 1)


def test_and_each_of_two(notice, mail_server):
    sent = mail_server(0.5)
    done = try_at_once(notice(recipient="mot@example.vn"), notice(recipient="hai@example.vn"))
    assert (sorted(sent), done.count(True)) == (["hai@example.vn", "mot@example.vn"], 2)


def test_without_the_claim_each_of_them_sends_it(notice, mail_server, monkeypatch):
    sent = mail_server(20)

    def look(pk):
        found = Notice.objects.get(pk=pk)
        return found if found.state == Notice.State.QUEUED else None

    monkeypatch.setattr(sending, "_claim", look)
    try_at_once(notice())
    assert sent == ["dai-dien@example.vn"] * WORKERS
