"""The salt of the day: what makes a reader recognisable today, and nobody tomorrow.

With it a keyed hash of address and browser tells whether the same reader has been here before. It is random, every
process has the same, no disk holds it, and when its day is over it is thrown away: then nobody, we included, can say
whose the hashes were. A reader who comes before and after midnight in Hanoi is two readers.
"""

import contextlib
import datetime as dt
import os
import secrets

from django.conf import settings
from django.core.cache import cache

from vietnamese.dates import in_vietnam

from . import memory

BYTES = 32
MAKING = dt.timedelta(minutes=1)
"""After this time nobody is at making a salt any more: whoever was has been killed at it."""

_latest: tuple[dt.date, bytes] | None = None


def of_day(now: dt.datetime) -> bytes:
    """The salt of the day that `now` falls on in Hanoi, made by the first process that asks for it."""
    global _latest
    local = in_vietnam(now)
    known = _latest
    if known and known[0] == local.date():
        return known[1]
    salt = _from_redis(local) if settings.REDIS_URL else _from_memory(local.date())
    _latest = (local.date(), salt)
    return salt


def forget_old(now: dt.datetime) -> None:
    """Throws away the salts of days that are over, and copies that a process left which was killed while it made one.
    Redis does so by itself."""
    global _latest
    day = in_vietnam(now).date()
    if _latest and _latest[0] < day:
        _latest = None
    if not settings.REDIS_URL:
        for path in memory.folder().glob("salt-*"):
            if path.name < f"salt-{day}":
                path.unlink(missing_ok=True)
        for path in memory.folder().glob("making-*"):
            with contextlib.suppress(FileNotFoundError):  # it has just got its name
                if path.stat().st_mtime < (now - MAKING).timestamp():
                    path.unlink()


def _from_memory(day: dt.date) -> bytes:
    """The salt in the shared folder. It gets its name when it is whole, and only from the first of several."""
    path = memory.folder() / f"salt-{day}"
    while True:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            made = path.with_name(f"making-{secrets.token_hex(8)}")
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(BYTES))
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()


def _from_redis(local: dt.datetime) -> bytes:
    key = f"visitors.salt.{local.date()}"
    midnight = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(), tzinfo=local.tzinfo)
    seconds = int((midnight - local).total_seconds()) + 60  # the clocks of several machines differ
    for _ in range(3):  # made, found, and once more for who comes at the moment at which a day's ends
        if (salt := cache.get(key)) is not None:
            return salt
        cache.add(key, secrets.token_bytes(BYTES), seconds)
    # The cache keeps nothing while its server is away, and a salt of one's own would count everyone anew.
    raise ConnectionError("Redis keeps no salt")
