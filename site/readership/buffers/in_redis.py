"""The buffer in Redis, one for all machines: scripts, which Redis runs one after another."""

import secrets

import redis
from django.core.cache import cache

from . import Batch, PageHour

PATIENCE = 2.0
"""Seconds to wait for a Redis that does not answer."""

COUNT = """
if redis.call('SET', KEYS[1], '', 'NX', 'EX', ARGV[1]) then
    redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
    return 1
end
return 0
"""
# What is pending gets the name of a batch, and the name a place among the batches, in one step.
NAME = """
if redis.call('EXISTS', KEYS[1]) == 1 then
    redis.call('RENAME', KEYS[1], KEYS[2])
    redis.call('SADD', KEYS[3], ARGV[1])
end
return redis.call('SMEMBERS', KEYS[3])
"""
DROP = """
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[1])
"""


class RedisBuffer:
    """Its keys begin with `readership.`. Redis must not evict them: see docs/operations.md."""

    def __init__(self, url: str):
        self._client = redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
        self._prefix = cache.make_key("readership.")
        self._count, self._name, self._drop = map(self._client.register_script, (COUNT, NAME, DROP))

    def count(self, fingerprint: int, page_id: int, now: float, window: int) -> bool:
        second = int(now)
        keys = [self._key(f"seen.{fingerprint:x}"), self._key("pending")]
        return self._count(keys=keys, args=[window, f"{page_id}:{second - second % 3600}"]) == 1

    def is_empty(self) -> bool:
        return self._client.exists(self._key("pending"), self._key("batches")) == 0

    def batches(self) -> list[Batch]:
        name = secrets.token_hex(16)
        names = self._name(keys=[self._key("pending"), self._key(f"batch.{name}"), self._key("batches")], args=[name])
        return [Batch(name, self._views(name)) for name in sorted(name.decode() for name in names)]

    def _views(self, name: str) -> dict[PageHour, int]:
        views = {}
        for field, count in self._client.hgetall(self._key(f"batch.{name}")).items():
            page_id, hour = field.split(b":")
            views[int(page_id), int(hour)] = int(count)
        return views

    def drop(self, name: str) -> None:
        self._drop(keys=[self._key(f"batch.{name}"), self._key("batches")], args=[name])

    def forget_readers(self, now: float) -> None:
        """Redis lets each fingerprint expire by itself."""

    def _key(self, name: str) -> str:
        return f"{self._prefix}{name}"
