"""A Redis cache without which the site is slower and not gone."""

import logging
import time
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache

log = logging.getLogger(__name__)

AWAY = 5.0
"""Seconds for which a server that did not answer is left alone, so that no reader waits for it again and again."""


class LenientRedisCache(RedisCache):
    """While the server is away, nothing is found and nothing is kept. Wagtail, too, asks the cache for each page."""

    _back_at = 0.0

    def _try(self, otherwise: Any, ask: Callable, *arguments) -> Any:
        if time.monotonic() < self._back_at:
            return otherwise
        try:
            return ask(*arguments)
        except redis.RedisError:  # away, out of memory, a replica that takes nothing
            log.exception("the shared cache cannot be used")
            self._back_at = time.monotonic() + AWAY
            return otherwise

    def get(self, key, default=None, version=None):
        return self._try(default, super().get, key, default, version)

    def get_many(self, keys, version=None):
        return self._try({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return self._try(False, super().has_key, key, version)

    def set(self, key, value, *arguments, **options):
        self._try(None, lambda: super(LenientRedisCache, self).set(key, value, *arguments, **options))

    def set_many(self, data, *arguments, **options):
        return self._try(list(data), lambda: super(LenientRedisCache, self).set_many(data, *arguments, **options))

    def add(self, key, value, *arguments, **options):
        return self._try(False, lambda: super(LenientRedisCache, self).add(key, value, *arguments, **options))

    def touch(self, key, *arguments, **options):
        return self._try(False, lambda: super(LenientRedisCache, self).touch(key, *arguments, **options))

    def delete(self, key, version=None):
        return self._try(False, super().delete, key, version)

    def delete_many(self, keys, version=None):
        self._try(None, super().delete_many, keys, version)
