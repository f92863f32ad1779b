"""The site, which here takes its time between looking and writing; for tests that start it under granian.

With WITHOUT_LOCK it has neither locks nor transactions where entries are written: the control of those tests.
"""

import contextlib
import os
import time

from config.wsgi import application
from events.registration import checking
from events.registration.services import changes, decisions, entries, locks, places

__all__ = ["application"]

WITHOUT_LOCK = "WITHOUT_LOCK" in os.environ
# With locks the pauses of fifty add up, and short ones show as much; without them they must be long enough to meet in.
PAUSE_SECONDS = 0.1 if WITHOUT_LOCK else 0.01


def unhurried(function):
    def called(*args, **kwargs):
        answer = function(*args, **kwargs)
        time.sleep(PAUSE_SECONDS)
        return answer

    return called


class Transaction:
    """Every statement for itself."""

    atomic = staticmethod(contextlib.nullcontext)


checking.problems_of = unhurried(checking.problems_of)
places.free_place = unhurried(places.free_place)

if WITHOUT_LOCK:
    locks._take = lambda model, pk: None
    for module in (changes, decisions, entries, places):
        if hasattr(module, "transaction"):
            module.transaction = Transaction
