"""Both buffers do the same. Which one is tested depends on REDIS_URL, as with the site itself."""

import threading

import pytest
from django.conf import settings as django_settings

from readership.buffers import Batch, buffer

NOON = 1_795_510_800.0
HOUR = int(NOON) // 3600 * 3600


def views() -> dict:
    """Everything that waits, whatever its batch."""
    sums = {}
    for batch in buffer().batches():
        for key, count in batch.views.items():
            sums[key] = sums.get(key, 0) + count
    return sums


def test_a_reader_counts_once_a_window():
    counted = [buffer().count(1, 7, NOON + second, 1800) for second in (0, 1, 1799, 1800, 1801)]
    if django_settings.REDIS_URL:  # its clock is the server's
        assert counted == [True, False, False, False, False]
    else:
        assert counted == [True, False, False, True, False]
    assert sum(views().values()) == sum(counted)


@pytest.mark.needs_redis
def test_redis_forgets_a_reader_after_the_window():
    from django.core.cache import cache

    from readership.buffers.in_redis import RedisBuffer

    RedisBuffer(django_settings.REDIS_URL).count(-255, 7, NOON, 1800)
    assert 1795 <= cache._cache.get_client().ttl(cache.make_key("readership.seen.-ff")) <= 1800


def test_fingerprints_of_64_bits_and_their_ends():
    numbers = (-(2**63), -1, 0, 1, 2**63 - 1)
    assert [buffer().count(number, 7, NOON, 1800) for number in numbers] == [True] * 5
    assert [buffer().count(number, 7, NOON, 1800) for number in numbers] == [False] * 5


def test_a_view_is_counted_in_the_hour_of_its_arrival():
    buffer().count(1, 7, HOUR, 1800)
    buffer().count(2, 7, HOUR + 3599.9, 1800)
    buffer().count(3, 7, HOUR + 3600, 1800)
    buffer().count(4, 8, HOUR + 3600, 1800)
    assert views() == {(7, HOUR): 2, (7, HOUR + 3600): 1, (8, HOUR + 3600): 1}


def test_a_batch_never_changes_and_waits_until_it_is_dropped():
    buffer().count(1, 7, NOON, 1800)
    [first] = buffer().batches()
    buffer().count(2, 7, NOON, 1800)
    batches = {batch.name: dict(batch.views) for batch in buffer().batches()}
    assert len(batches) == 2
    assert batches[first.name] == first.views == {(7, HOUR): 1}
    buffer().drop(first.name)
    [second] = buffer().batches()
    assert second == Batch(second.name, {(7, HOUR): 1})
    assert second.name != first.name
    assert not buffer().is_empty()
    buffer().drop(second.name)
    buffer().drop(second.name)
    assert buffer().batches() == []
    assert buffer().is_empty()


def test_pending_alone_is_not_empty():
    assert buffer().is_empty()
    buffer().count(1, 7, NOON, 1800)
    assert not buffer().is_empty()


def test_threads_that_bring_the_same_reader_count_one():
    ready, counted = threading.Barrier(8, timeout=20), []

    def come():
        ready.wait()
        counted.extend(buffer().count(number, 7, NOON, 1800) for number in range(100))

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(counted), sum(counted), views()) == (800, 100, {(7, HOUR): 100})


embedded = pytest.mark.skipif(bool(django_settings.REDIS_URL), reason="of the buffer without Redis")


@embedded
def test_readers_whose_window_is_over_are_forgotten():
    for number in range(5000):
        buffer().count(number, 7, NOON, 1800)
    buffer().count(5000, 7, NOON + 1, 1800)
    buffer().forget_readers(NOON + 1800)
    left = buffer()._connection.execute("SELECT fingerprint FROM seen").fetchall()
    assert left == [(5000,)]


@embedded
def test_what_it_keeps_is_numbers():
    buffer().count(-5, 7, NOON, 1800)
    rows = buffer()._connection.execute("SELECT * FROM seen").fetchall()
    assert rows == [(-5, int(NOON) + 1800)]


@embedded
def test_somebody_empties_the_folder(monkeypatch):
    from readership.buffers import in_memory
    from visitors import memory

    monkeypatch.setattr(in_memory, "LOOK", 0)
    buffer().count(1, 7, NOON, 1800)
    for path in memory.folder().iterdir():
        path.unlink()
    memory.folder().rmdir()
    assert buffer().count(2, 7, NOON, 1800) is True
    assert in_memory.MemoryBuffer(memory.folder).batches()[0].views == {(7, HOUR): 1}


@embedded
def test_a_transaction_that_fails_leaves_nothing(monkeypatch):
    from readership.buffers import in_memory

    monkeypatch.setattr(in_memory, "COUNT", "INSERT INTO no_such_table VALUES (?, ?)")
    with pytest.raises(Exception, match="no_such_table"):
        buffer().count(1, 7, NOON, 1800)
    monkeypatch.undo()
    assert buffer().count(1, 7, NOON, 1800) is True
