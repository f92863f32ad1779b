"""`manage.py run_worker`: everything that happens without a request. One is enough; several share the work."""

import os
import threading
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy
from django_tasks_db.management.commands.db_worker import Worker

from operations import clock

TICK = 2
"""Seconds between two looks at the clock."""
PAUSE = 5
"""Seconds after which a database that is away is asked again for tasks."""


class Command(BaseCommand):
    help = gettext_lazy("Runs queued tasks (renditions, mails) and the clock (scheduled publishing, tidying).")

    def handle(self, *args, **options):
        if hasattr(os, "nice"):
            os.nice(10)  # a reader's page goes before a picture's sizes
        stop = threading.Event()
        ticking = threading.Thread(target=keep_ticking, args=(stop,), name="clock", daemon=True)
        ticking.start()
        worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        try:
            keep_working(worker)
        finally:
            stop.set()
            ticking.join(timeout=TICK)


def keep_working(worker: Worker) -> None:
    """Runs queued tasks until the worker is told to stop.

    It outlives a database that is away for a while: `manage.py serve` ends with its worker, and the pages that the
    cache still serves meanwhile would end with it.
    """
    while True:
        try:
            return worker.run()
        except (InterfaceError, OperationalError) as error:
            clock.log.error("no tasks can be taken up: %r", error)
            connection.close()
            time.sleep(PAUSE)


def keep_ticking(stop: threading.Event) -> None:
    """Looks at the clock until told to stop. A database that is away for a while is asked again."""
    while not stop.wait(TICK):
        close_old_connections()
        try:
            clock.tick()
        except Exception:  # the clock outlives a restart of the database
            clock.log.exception("the clock could not tick")
    connection.close()
