"""Everything that writes delegates. Each function is one transaction that locks, looks again, and writes."""

from ...services.errors import Refused
from .deciding import add_late, confirm, correct, decline, reopen
from .keeping import Changed
from .nominating import change, nominate, withdraw

__all__ = [
    "Changed",
    "Refused",
    "add_late",
    "change",
    "confirm",
    "correct",
    "decline",
    "nominate",
    "reopen",
    "withdraw",
]
