"""Everything that writes entries. Each function is one transaction that locks, looks again, and writes."""

from ..rosters import Seat
from .changes import Wanted, decide_change, request_change
from .decisions import approve, reject, send_back
from .entries import begin_entry, discard, give_consent, register, save_entry, submit, withdraw
from .errors import Changed, Refused
from .places import fill_places

__all__ = [
    "Changed",
    "Refused",
    "Seat",
    "Wanted",
    "approve",
    "begin_entry",
    "decide_change",
    "discard",
    "fill_places",
    "give_consent",
    "register",
    "reject",
    "request_change",
    "save_entry",
    "send_back",
    "submit",
    "withdraw",
]
