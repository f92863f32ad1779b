"""Where views wait until they are drained into the database.

A buffer does two things in one step that is done whole or not at all: it recognises a reader who has read the page
within the window, and counts one who has not. It holds fingerprints, which are worth nothing without the salt of the
day, and numbers; it is in memory, and what it counted is lost with the machine's power when it was not drained yet.

What waits is handed over in batches. A batch has a name and never changes, so that whoever drains it can note the
name beside the sums: one that was noted and not yet dropped, because the drainer ended in between, is known again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings

from visitors import memory

PageHour = tuple[int, int]
"""The id of a page and the start of an hour, in seconds since 1970."""


@dataclass(frozen=True)
class Batch:
    """Views of many readers, which nobody can take apart again."""

    name: str
    views: Mapping[PageHour, int]


class Buffer(Protocol):
    """One for all processes of the machine, or, in Redis, of all machines."""

    def count(self, fingerprint: int, page_id: int, now: float, window: int) -> bool:
        """Counts a view that arrived at `now` (seconds since 1970), unless this fingerprint was counted less than
        `window` seconds ago; returns whether it did. `fingerprint` is a signed number of 64 bits."""

    def is_empty(self) -> bool:
        """Whether there is nothing to drain."""

    def batches(self) -> list[Batch]:
        """Everything that waits: what was counted since the last time as a new batch, and those not dropped yet."""

    def drop(self, name: str) -> None:
        """Forgets a batch that is in the sums. Nothing happens when it has been dropped before."""

    def forget_readers(self, now: float) -> None:
        """Drops the fingerprints whose window is over."""


@cache
def buffer() -> Buffer:
    """The buffer of this site: in Redis where there is one, else in the memory of this machine."""
    if settings.REDIS_URL:
        from .in_redis import RedisBuffer

        return RedisBuffer(settings.REDIS_URL)
    from .in_memory import MemoryBuffer

    return MemoryBuffer(memory.folder)
