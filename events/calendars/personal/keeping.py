"""Keeping somebody's calendar for a few minutes, so that a program which asks again and again costs no query.

What is kept is forgotten when anything public changes, when its owner's account or units do, and when the address is
revoked. Of an address that ended a mark stays behind for longer than an answer can be under way.
"""

import hashlib

from django.core.cache import cache

from pagecache import generation

SECONDS = 300
GONE = b""
"""What is kept of an address that leads nowhere any more."""


def find(token: str, base_url: str) -> bytes | None:
    """The calendar that is kept for a site at `base_url`, GONE, or None when nothing is."""
    ended, kept = _ended(token), _kept(token)
    found = cache.get_many([ended, kept])
    if ended in found:
        return GONE
    of_site, body = found.get(kept, (base_url, None))
    return body if of_site == base_url else None


def keep(token: str, base_url: str, body: bytes) -> None:
    cache.set(_kept(token), (base_url, body), SECONDS)


def forget(token: str) -> None:
    cache.delete(_kept(token))


def end(token: str) -> None:
    """From this moment on the address leads nowhere."""
    cache.set(_ended(token), True, 2 * SECONDS)


def _kept(token: str) -> str:
    return f"calendar.{generation.current()}.{_hidden(token)}"


def _ended(token: str) -> str:
    return f"calendar.ended.{_hidden(token)}"


def _hidden(token: str) -> str:
    # Whoever may look into the cache reads no address there.
    return hashlib.sha256(token.encode()).hexdigest()
