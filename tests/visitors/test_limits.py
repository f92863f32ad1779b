"""A token bucket a client, in bounded memory."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from visitors.limits import Bucket


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def taken(bucket: Bucket, key: str, tries: int) -> int:
    return sum(bucket.allows(key) for _ in range(tries))


def test_a_burst_and_then_so_many_a_second():
    clock = Clock()
    bucket = Bucket(rate=16, burst=100, clock=clock)
    assert taken(bucket, "a", 150) == 100
    clock.now += 1
    assert taken(bucket, "a", 150) == 16
    clock.now += 3600
    assert taken(bucket, "a", 150) == 100


def test_one_client_that_floods_slows_nobody_else():
    bucket = Bucket(rate=1, burst=5, clock=Clock())
    assert taken(bucket, "flood", 1000) == 5
    assert taken(bucket, "another", 3) == 3


def test_what_is_refused_costs_nothing():
    clock = Clock()
    bucket = Bucket(rate=1, burst=1, clock=clock)
    taken(bucket, "a", 1000)
    clock.now += 1
    assert bucket.allows("a")


def test_its_memory_is_bounded():
    bucket = Bucket(rate=1, burst=100, at_hand=100, clock=Clock())
    for number in range(10_000):
        bucket.allows(number)
    assert len(bucket._full_at) + len(bucket._before) <= 200


def test_threads_together_take_no_more():
    bucket = Bucket(rate=1, burst=500, clock=Clock())
    counts = []
    threads = [threading.Thread(target=lambda: counts.append(taken(bucket, "a", 1000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(counts) == 500


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(0, 2)), max_size=120))
def test_forgetting_is_never_seen(steps):
    """Against a bucket as the textbook has it, which forgets nothing."""
    clock = Clock()
    bucket = Bucket(rate=0.5, burst=4, clock=clock)
    tokens: dict[int, float] = {}
    filled_at: dict[int, float] = {}
    for seconds, key in steps:
        clock.now += seconds
        level = min(4.0, tokens.get(key, 4.0) + (clock.now - filled_at.get(key, clock.now)) * 0.5)
        near = abs(level - 1) < 1e-6  # there rounding decides
        allowed = bucket.allows(key)
        assert near or allowed == (level >= 1)
        tokens[key], filled_at[key] = level - allowed, clock.now
