"""Changing events and what stands below them. Each function is one transaction that holds the event's row, looks who
asks, and writes."""

from .copying import copy_event
from .disciplines import HasEntries, StrangeDisciplines, delete_discipline, move_discipline, save_discipline
from .programme import (
    HasDelegates,
    Speaking,
    cancel_session,
    delete_session,
    restore_session,
    save_session,
    shift_day,
)
from .versions import Stale, version

__all__ = [
    "HasDelegates",
    "HasEntries",
    "Speaking",
    "Stale",
    "StrangeDisciplines",
    "cancel_session",
    "copy_event",
    "delete_discipline",
    "delete_session",
    "move_discipline",
    "restore_session",
    "save_discipline",
    "save_session",
    "shift_day",
    "version",
]
