"""The memory of a process, and the level that processes share."""

import time
from dataclasses import dataclass

from django.core.cache import caches
from hypothesis import given
from hypothesis import strategies as st

from pagecache import entries, store
from pagecache.store import Memory, Shared


@dataclass
class Lump:
    size: int


def key(name) -> tuple:
    return ("http", "localhost", f"/{name}/", "")


@given(st.lists(st.tuples(st.sampled_from("pgd"), st.integers(0, 6), st.integers(1, 40)), max_size=60))
def test_the_memory_never_holds_more_bytes_than_it_may_and_forgets_the_least_wanted(steps):
    memory, wanted = Memory(100), []  # wanted: names and sizes, the least recently asked for first
    for step, name, size in steps:
        known = dict(wanted)
        if step == "p":
            memory.put(key(name), Lump(size))
            wanted = [item for item in wanted if item[0] != name]
            if size <= 25:
                wanted.append((name, size))
            while sum(size for _, size in wanted) > 100:
                wanted.pop(0)
        elif step == "g":
            found = memory.get(key(name))
            assert (found.size if found else None) == known.get(name)
            if name in known:
                wanted = [item for item in wanted if item[0] != name] + [(name, known[name])]
        else:
            memory.discard(key(name))
            wanted = [item for item in wanted if item[0] != name]
        assert memory.size == sum(size for _, size in wanted) <= 100
        assert len(memory) == len(wanted)
    for name, size in wanted:
        assert memory.get(key(name)).size == size


def entry(body=b"x" * 300, generation=1) -> entries.Entry:
    headers = [("Content-Type", "text/html"), ("Last-Modified", "Tue, 24 Nov 2026 00:00:00 GMT")]
    return entries.make("200 OK", headers, body, generation=generation, made_at=1000.0, life=300)


class Dictionary(dict):
    """A cache that counts how often it is asked, and fails when told to."""

    fails, asked = False, 0

    def get(self, name):
        self.asked += 1
        if self.fails:
            raise ConnectionError
        return super().get(name)

    def set(self, name, value, timeout):
        self[name] = value

    def delete(self, name):
        self.pop(name, None)


def test_an_entry_comes_back_as_it_was():
    shared = Shared(caches["pages"])
    shared.put(key(1), entry())
    found = shared.get(key(1), 1)
    for name in ("status", "headers", "bodies", "representations", "made_at", "life", "size", "fresh_until"):
        assert getattr(found, name) == getattr(entry(), name)


def test_one_of_another_generation_is_none():
    shared = Shared(Dictionary())
    shared.put(key(1), entry(generation=1))
    assert shared.get(key(1), 2) is None
    assert shared.get(key(1), 1) is not None


def test_a_page_takes_the_place_of_its_predecessor():
    cache = Dictionary()
    for generation in range(5):
        Shared(cache).put(key(1), entry(generation=generation))
    assert len(cache) == 1


def test_what_fails_is_left_alone_for_a_while(monkeypatch):
    monkeypatch.setattr(store, "AWAY", 0.2)
    cache = Dictionary()
    shared = Shared(cache)
    shared.put(key(1), entry())
    cache.fails = True
    assert [shared.get(key(1), 1) for _ in range(3)] == [None] * 3
    assert cache.asked == 1
    cache.fails = False
    time.sleep(0.25)
    assert shared.get(key(1), 1) is not None
