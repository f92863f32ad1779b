"""How often one client may do something."""

import threading
import time
from collections.abc import Callable, Hashable


class Bucket:
    """A token bucket for each key: `burst` at once, and from then on `rate` a second.

    It counts in this process: with several, a client may do so many times as much. Its memory is bounded: of the keys
    that were seen last it holds `at_hand` to twice as many, and forgets those whose buckets are full again. Only when
    more clients come at once does it forget sooner, which is to a client's advantage.
    """

    def __init__(
        self, rate: float, burst: int, at_hand: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = 1 / rate
        self._slack = (burst - 1) / rate
        self._until_full = burst / rate
        self._at_hand = at_hand
        self._clock = clock
        self._lock = threading.Lock()
        # For each key the moment at which its bucket will be full (GCRA's theoretical arrival time).
        self._full_at: dict[Hashable, float] = {}
        self._before: dict[Hashable, float] = {}
        self._turned_at = clock()

    def allows(self, key: Hashable) -> bool:
        """Takes a token; False when there is none left, and then none is taken."""
        with self._lock:
            now = self._clock()
            if now - self._turned_at > self._until_full or len(self._full_at) >= self._at_hand:
                self._before, self._full_at, self._turned_at = self._full_at, {}, now
            full_at = self._full_at.get(key) or self._before.get(key, now)
            if full_at < now:
                full_at = now
            allowed = full_at - now <= self._slack
            self._full_at[key] = full_at + self._interval if allowed else full_at
            return allowed
