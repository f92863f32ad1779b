"""Since when a feed is as it is, for Last-Modified (RFC 9110, section 8.8.2).

What a feed tells changes for many reasons: an item moves, a unit withdraws its entry, 90 days or a year are over, the
site gets another name. Nobody could note them all. So it is noted when these very bytes were first sent.
"""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

REMEMBERED = 400 * 24 * 3600
"""Seconds. What was forgotten is dated anew: a program that asks by the date alone then fetches the same once more."""


def unchanged_since(address: str, tag: str) -> datetime:
    """When the feed at this address was first sent with the bytes that `tag` stands for.

    Other bytes get another date even within one second, which is as exactly as a date is told.
    """
    # An address can be a secret, and need not stand in the cache.
    key = f"calendars.unchanged.{hashlib.sha256(address.encode()).hexdigest()}"
    known = cache.get(key)
    if known is not None and known[0] == tag:
        return known[1]
    since = timezone.now().replace(microsecond=0)
    if known is not None:
        since = max(since, known[1] + timedelta(seconds=1))
    cache.set(key, (tag, since), REMEMBERED)
    return since
