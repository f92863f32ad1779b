"""Sending notices: each is claimed before it is sent, so that of several workers one sends it.

A mail server that is away is asked again, some times, after longer and longer pauses. Of a notice whose worker died
between the claim and the mail server's answer nobody knows whether it was sent: it is not sent again by itself, but
stands in the admin as not sent, where a person decides.
"""

import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from ..models import Notice
from . import tasks, wording
from .changes import invitations

log = logging.getLogger(__name__)

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
"""After the first failure, the second, and so on; after the last of them nobody tries again."""
INTERRUPTED_AFTER = timedelta(minutes=15)
ENQUEUED_AGAIN_AFTER = timedelta(minutes=10)

KEPT = timedelta(days=365)
"""A reason may name people; what was done stands in the audit trail of the entry."""

INTERRUPTED = gettext_noop("The site was stopped while this was being sent. Nobody knows whether it arrived.")


def send(notice_id: int) -> bool:
    """Sends a notice that waits; whether it did. False where another worker has it, and where it failed."""
    notice = _claim(notice_id)
    if notice is None:
        return False
    try:
        _message(notice).send()
    except Exception as error:  # libraries of mail fail in every way; the claim must not be left behind
        log.warning("notice %s was not sent: %r", notice.pk, error)
        _put_back(notice, error)
        return False
    _held(notice).update(state=Notice.State.SENT, sent_at=timezone.now(), error="")
    return True


def send_again(notice: Notice) -> bool:
    """Puts a notice that was sent, or that was given up, back among those that wait; whether it did."""
    settled = Notice.objects.filter(pk=notice.pk, state__in=[Notice.State.SENT, Notice.State.FAILED])
    is_mine = settled.update(state=Notice.State.QUEUED, attempts=0, due_at=timezone.now(), error="") == 1
    if is_mine:
        tasks.send.enqueue(notice.pk)
    return is_mine


def take_up(now: datetime | None = None) -> int:
    """Enqueues what is due and still waits, and gives up what was interrupted; how many were enqueued. For the
    clock."""
    now = now or timezone.now()
    interrupted = Notice.objects.filter(state=Notice.State.SENDING, claimed_at__lt=now - INTERRUPTED_AFTER)
    interrupted.update(state=Notice.State.FAILED, error=INTERRUPTED)
    due = Notice.objects.filter(state=Notice.State.QUEUED, due_at__lte=now)
    taken = 0
    for pk in list(due.values_list("pk", flat=True)[:500]):
        # Until then the task has its turn; a queue that is behind must not grow by the same task each minute.
        if due.filter(pk=pk).update(due_at=now + ENQUEUED_AGAIN_AFTER):
            tasks.send.enqueue(pk)
            taken += 1
    return taken


def forget() -> int:
    """Deletes notices of a year ago; how many. For the clock."""
    return Notice.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _claim(notice_id: int) -> Notice | None:
    """The notice, when this process is the one that may send it: the update changes the row for one of them only."""
    waiting = Notice.objects.filter(pk=notice_id, state=Notice.State.QUEUED)
    claimed = waiting.update(state=Notice.State.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    return Notice.objects.get(pk=notice_id) if claimed == 1 else None


def _held(notice: Notice):
    """The row, while it is still this process that has it."""
    return Notice.objects.filter(pk=notice.pk, state=Notice.State.SENDING, claimed_at=notice.claimed_at)


def _put_back(notice: Notice, error: Exception) -> None:
    said = f"{type(error).__name__}: {error}"[:1000]
    if notice.attempts > len(PAUSES):
        _held(notice).update(state=Notice.State.FAILED, error=said)
    else:
        due_at = timezone.now() + PAUSES[notice.attempts - 1]
        _held(notice).update(state=Notice.State.QUEUED, due_at=due_at, error=said)


def _message(notice: Notice) -> EmailMultiAlternatives:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        notice.subject,
        notice.text,
        to=[notice.recipient],
        reply_to=notice.context.get("answers_to") or None,
        headers={
            # The same at a second attempt: a mail program shows once what arrived twice.
            "Message-ID": f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(wording.html(notice.subject, notice.context), "text/html")
    if calendar := notice.context.get("calendar"):
        invitations.attach(message, calendar)
    return message
