"""One makes a page while the others wait: threads and processes of the machine alike."""

import contextlib
import fcntl
import logging
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from .keys import Key

log = logging.getLogger(__name__)

STRIPES = 256
"""Pages share so many locks; two that share one are made one after the other."""
FIRST_PAUSE, LONGEST_PAUSE = 0.001, 0.02


class Flight:
    """Locks in a folder of the machine. The kernel takes a lock back when its holder dies."""

    def __init__(self, folder: Path):
        self._folder = folder

    @contextlib.contextmanager
    def alone(self, key: Key, patience: float) -> Iterator[bool]:
        """Waits until nobody else is at this page, for so many seconds at most; says whether nobody is.

        Where no lock can be had at all (a full disk), nobody waits for anybody.
        """
        stripe = zlib.crc32(repr(key).encode()) % STRIPES
        # Opened anew: a lock belongs to the opening, and threads that shared one would all hold it.
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._folder / f"page-{stripe:03}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            log.exception("pages cannot be made one at a time")
            yield True
            return
        try:
            yield _locked(descriptor, patience)
        finally:
            os.close(descriptor)


def _locked(descriptor: int, patience: float) -> bool:
    deadline, pause = time.monotonic() + patience, FIRST_PAUSE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
        time.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
