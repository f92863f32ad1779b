"""Where entries lie: in the memory of a process, and where all processes find them."""

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from typing import Generic, Protocol, TypeVar

from .entries import Entry
from .keys import Key

log = logging.getLogger(__name__)

AWAY = 5.0
"""Seconds for which a level that failed is left alone."""
DAY = 24 * 3600
FORMAT = 1
"""Raised when entries are written otherwise than before, so that nobody reads those of the last version."""


class Sized(Protocol):
    size: int


Kept = TypeVar("Kept", bound=Sized)


class Memory(Generic[Kept]):
    """The entries of a process that were asked for last, up to so many bytes."""

    def __init__(self, most: int):
        self._most = most
        self._entries: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: Key, entry: Kept) -> None:
        """Keeps an entry, in place of the one of this key. One that would take a quarter of the room is not kept: the
        rest is worth more."""
        with self._lock:
            self._drop(key)
            if entry.size > self._most // 4:
                return
            self._entries[key] = entry
            self.size += entry.size
            while self.size > self._most:
                self._drop(next(iter(self._entries)))

    def discard(self, key: Key) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size


class Shared:
    """What one process has made and the others take: one of Django's caches, files or Redis.

    When it fails it is left alone for a few seconds; every process then makes its pages itself.
    """

    def __init__(self, cache):
        self._cache = cache
        self._back_at = 0.0

    def get(self, key: Key, generation: int) -> Entry | None:
        entry = self._try(lambda: self._cache.get(_name(key)))
        return entry if entry is not None and entry.generation == generation else None

    def put(self, key: Key, entry: Entry) -> None:
        # For a day, far longer than it is fresh: it may be needed while the database is away.
        self._try(lambda: self._cache.set(_name(key), entry, DAY))

    def discard(self, key: Key) -> None:
        self._try(lambda: self._cache.delete(_name(key)))

    def _try(self, ask):
        if time.monotonic() < self._back_at:
            return None
        try:
            return ask()
        except Exception:  # a full disk, a Redis that is away: the page is made instead
            log.exception("the shared level of the page cache failed")
            self._back_at = time.monotonic() + AWAY
            return None


def _name(key: Key) -> str:
    # Without the generation, so that a page of the next one takes the place of the last one's.
    return f"page.{FORMAT}.{hashlib.sha256(repr(key).encode()).hexdigest()}"
