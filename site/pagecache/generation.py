"""What many pages ask for again and again, kept until the site changes.

A generation is a number that rises after the commit of every change that readers could see (a page, a topic, a
picture, the imprint). What was kept under a lower number is never asked for again. Every process of the machine sees
it rise at once; other machines, which share a Redis, within a second.
"""

import functools
import threading
from collections.abc import Callable
from typing import TypeVar

import redis
from django.conf import settings
from django.core.cache import cache, caches
from django.db import transaction

from .counter import Authority, Counter

SECONDS = 3600
AT_HAND = 200
"""How many values a process has in its own memory, so that it need not fetch and unpack them each time."""
PATIENCE = 0.5
"""Seconds to wait for a Redis that does not answer."""

# Numbers of microseconds fit into Lua's (2**53) until the year 2255.
RAISE = """
local number = math.max(tonumber(redis.call('GET', KEYS[1]) or '0') + ARGV[1], tonumber(ARGV[2]))
redis.call('SET', KEYS[1], string.format('%.0f', number))
return number
"""

# A key holds the number of its generation, so a value here is never older than the one in the shared cache. Whoever
# gets one shares it with other requests and must not change it.
_at_hand: dict[str, object] = {}
_lock = threading.Lock()

Value = TypeVar("Value")


def current() -> int:
    """The generation of this moment. Ask before reading what is to be kept under it: what changes meanwhile begins
    another one."""
    return _counter().current()


def begin() -> int:
    """Begins a new generation at once. For what no signal tells of: an update, a restored backup."""
    return _counter().rise()


def renew(raw: bool = False, **kwargs) -> None:
    """Begins a new generation once the change is committed. It can be connected to any signal.

    Rows that are written raw (fixtures, an archive's articles) come by the thousand; who writes them says once that
    they are there.
    """
    if not raw:
        transaction.on_commit(begin)


def kept(name: str, make: Callable[[], Value]) -> Value:
    """The value of this name in today's generation; made when it is not there yet."""
    key = f"kept.{current()}.{name}"
    value = _at_hand.get(key)
    if value is None:
        value = cache.get(key)
        if value is None:
            value = make()
            cache.set(key, value, SECONDS)
        _put_at_hand(key, value)
    return value


def _put_at_hand(key: str, value: object) -> None:
    with _lock:
        while len(_at_hand) >= AT_HAND:
            del _at_hand[next(iter(_at_hand))]
        _at_hand[key] = value


@functools.cache
def _counter() -> Counter:
    authority = _redis_authority(settings.REDIS_URL) if settings.REDIS_URL else None
    return Counter(settings.DATA_DIR / "run" / "generation", authority)


def _redis_authority(url: str) -> Authority:
    client = redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
    script = client.register_script(RAISE)
    key = caches["pages"].make_key("generation")
    return lambda step, least: int(script(keys=[key], args=[step, least]))
