"""The site without its Redis."""

import socket
import time

import pytest
from django.core.cache import cache, caches

from pagecache import lenient
from pagecache.lenient import LenientRedisCache


@pytest.fixture
def nobody_answers() -> LenientRedisCache:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return LenientRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_nothing_is_found_and_nothing_is_kept(nobody_answers):
    nobody_answers.set("a", 1, 30)
    nobody_answers.set("a", 1, timeout=30)
    assert nobody_answers.get("a") is None
    assert nobody_answers.get("a", "otherwise") == "otherwise"
    assert nobody_answers.get_many(["a", "b"]) == {}
    assert nobody_answers.set_many({"a": 1, "b": 2}) == ["a", "b"]
    assert [nobody_answers.add("a", 1), nobody_answers.touch("a", 3), nobody_answers.delete("a")] == [False] * 3
    assert nobody_answers.has_key("a") is False
    assert "a" not in nobody_answers
    nobody_answers.delete_many(["a"])
    assert nobody_answers.get_or_set("a", 5) == 5


def test_a_server_that_takes_nothing_more_is_no_error_of_the_site(nobody_answers, monkeypatch):
    def refuse(self, *arguments, **options):
        raise lenient.redis.OutOfMemoryError("OOM command not allowed")

    monkeypatch.setattr(lenient.RedisCache, "set", refuse)
    nobody_answers.set("a", 1, 30)
    assert nobody_answers.get("a") is None


def test_it_is_asked_again_after_a_while(nobody_answers, monkeypatch):
    asked = []

    def get(self, *arguments):
        asked.append(1)
        raise lenient.redis.TimeoutError

    monkeypatch.setattr(lenient.RedisCache, "get", get)
    monkeypatch.setattr(lenient, "AWAY", 0.2)
    for _ in range(5):
        nobody_answers.get("a")
    assert len(asked) == 1
    time.sleep(0.25)
    nobody_answers.get("a")
    assert len(asked) == 2


@pytest.mark.needs_redis
def test_with_its_redis_it_is_a_cache_like_any_other():
    assert isinstance(caches["default"], LenientRedisCache)
    cache.set("a", 1, timeout=30)
    assert cache.set_many({"b": 2, "c": 3}, timeout=30) == []
    assert cache.get_many(["a", "b", "c", "d"]) == {"a": 1, "b": 2, "c": 3}
    assert [cache.add("a", 5), cache.add("d", 4), cache.touch("d", 30), cache.delete("d")] == [False, True, True, True]
    cache.delete_many(["a", "b"])
    assert [cache.get("a"), cache.get("b", 7), cache.has_key("c"), cache.incr("c")] == [None, 7, True, 4]
