"""The jobs that nobody starts: draining views at every look, publishing every 20 seconds, tidying once a day."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from events.calendars import ledger
from events.registration import people_import
from events.registration.notices import reminders, sending
from events.registration.notices.changes import tell_changes
from ratings.services import forget_networks
from readership import services as readership

from .models import PeriodicJob

log = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Publishes and expires what editors have scheduled."""
    call_command("publish_scheduled", verbosity=0)


def tidy() -> None:
    """Drops sessions that are over, the records of tasks that were done two weeks ago, names of drained batches, and
    mails to units of a year ago."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    readership.prune()
    sending.forget()


AT_EVERY_TICK: dict[str, Callable[[], object]] = {"drain_views": readership.drain}
"""Jobs that several workers may do at once, and that cost nothing while there is nothing to do. They need no claim,
which would be a write each time."""

JOBS: dict[str, tuple[timedelta, Callable[[], object]]] = {
    "publish_scheduled": (timedelta(seconds=20), publish_scheduled),
    "most_read": (timedelta(minutes=1), readership.compute_most_read),
    # What it writes the next job takes up.
    "tell_changes": (timedelta(minutes=1), tell_changes),
    "take_up_notices": (timedelta(minutes=1), sending.take_up),
    "forget_networks": (timedelta(minutes=10), forget_networks),
    "remind_units": (timedelta(minutes=30), reminders.remind_by_day),
    "refresh_calendar": (timedelta(hours=6), ledger.refresh_all),
    "forget_people_imports": (timedelta(hours=1), lambda: people_import.forget(timezone.now())),
    "tidy": (timedelta(days=1), tidy),
}


def tick() -> list[str]:
    """Does the jobs of every tick, and those that are due and that no other worker has claimed; returns the names of
    the latter."""
    for name, job in AT_EVERY_TICK.items():
        _do(name, job)
    # A look first: on SQLite each claim takes the writers' turn.
    resting = set(PeriodicJob.objects.filter(due_at__gt=timezone.now()).values_list("name", flat=True))
    done = []
    for name, (every, job) in JOBS.items():
        if name not in resting and _claim(name, every):
            _do(name, job)
            done.append(name)
    return done


def _do(name: str, job: Callable[[], object]) -> None:
    try:
        job()
    except Exception:  # one job's failure must not stop the others, nor the clock
        log.exception("periodic job %s failed", name)


def _claim(name: str, every: timedelta) -> bool:
    """Moves the job's next time on. The conditional update changes a row for one worker only."""
    now = timezone.now()
    with transaction.atomic():
        _, is_new = PeriodicJob.objects.get_or_create(name=name, defaults={"due_at": now + every})
        return is_new or PeriodicJob.objects.filter(name=name, due_at__lte=now).update(due_at=now + every) == 1
