"""Which votes came from one network, without knowing which network."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from visitors import address, salt

CROWD_VOTES = 10
CROWD_SPAN = timedelta(hours=1)
"""So many votes for one page from one network within that time are a crowd: an office that was asked to vote, or one
reader who empties the cookies again and again. A person looks at it and decides."""


def key(page_id: int, environ: dict, now: datetime) -> str:
    """What the votes for a page from this client's network have in common today; 64 hex digits.

    Keyed with the salt of the day, so that nobody can try all addresses afterwards; with the page in it, so that it
    does not show who votes for several. At midnight in Hanoi it changes, and the limit of an hour begins anew.
    """
    network = address.network(address.client(environ))
    return hmac.new(salt.of_day(now), f"{page_id} {network}".encode(), hashlib.sha256).hexdigest()


def crowded(moments: Sequence[datetime]) -> list[int]:
    """The places in `moments`, which are in order, that belong to a crowd."""
    found: set[int] = set()
    for last in range(CROWD_VOTES - 1, len(moments)):
        first = last - CROWD_VOTES + 1
        if moments[last] - moments[first] <= CROWD_SPAN:
            found.update(range(first, last + 1))
    return sorted(found)
