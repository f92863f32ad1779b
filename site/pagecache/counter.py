"""A number that only rises, read by all processes of a machine without asking anyone.

It stands in a file that each process maps into its memory: reading it is reading eight bytes. With several machines
an authority (Redis) holds it as well, and each process looks there when it is asked and its last look is a second
ago. A look only ever raises the number, so that no race and no late answer can set it back.

The number is the time of the last rise in microseconds, or one more than before where that is higher: a machine whose
file is lost does not count again from where it once stood.
"""

import fcntl
import logging
import mmap
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

Authority = Callable[[int, int], int]
"""authority(step, least): adds `step` to what all machines share, makes it `least` if it is lower, and returns it."""

LOOK = 1.0
"""Seconds for which what the authority said holds."""
AWAY = 5.0
"""Seconds for which an authority that did not answer is left alone."""
SIZE = 8


class Counter:
    """The number in the file at `path`, which is made when it is not there."""

    def __init__(self, path: Path, authority: Authority | None = None):
        self._path = path
        self._authority = authority
        self._lock = threading.Lock()
        self._look_at = 0.0
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened to append: of two processes that begin at once, neither empties the file of the other.
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if file.tell() < SIZE:
                file.truncate(SIZE)
        with path.open("r+b") as file:
            # One aligned word: a reader sees it before or after a rise, never half of each.
            self._word = memoryview(mmap.mmap(file.fileno(), SIZE)).cast("q")

    def current(self) -> int:
        """The number; at most a second behind the other machines, never behind this one."""
        if self._authority is not None and time.monotonic() >= self._look_at:
            self._look()
        return self._word[0]

    def rise(self) -> int:
        """Raises the number, here and at the authority, and returns it."""
        number = self._raise_file(lambda old: max(time.time_ns() // 1000, old + 1))
        return self._ask(1, number) if self._authority is not None else number

    def _look(self) -> None:
        with self._lock:  # one asks, the others wait for what it hears: it is late by then
            if time.monotonic() >= self._look_at:
                self._ask(0, self._word[0])

    def _ask(self, step: int, least: int) -> int:
        began = time.monotonic()
        try:
            number = self._authority(step, least)
        except Exception:  # whatever its client raises: the machine goes on by itself, and tells it later
            log.exception("the shared generation cannot be reached")
            self._look_at = began + AWAY
            return self._word[0]
        self._look_at = began + LOOK
        return self._raise_file(lambda old: max(number, old))

    def _raise_file(self, change: Callable[[int], int]) -> int:
        # Locked through a descriptor of its own: one that threads or forks share would let them all in.
        descriptor = os.open(self._path, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            number = self._word[0] = change(self._word[0])
            return number
        finally:
            os.close(descriptor)
