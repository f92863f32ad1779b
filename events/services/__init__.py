"""Changing events and what stands below them. Each function is one transaction that holds the event's row, looks who
asks, and writes."""

from .copying import copy_event
from .disciplines import HasEntries, StrangeDisciplines, delete_discipline, move_discipline, save_discipline
from .handouts import add_handout, delete_handout, move_handout, save_handout
from .programme import (
    HasDelegates,
    Speaking,
    cancel_session,
    delegates_of,
    delete_session,
    restore_session,
    save_session,
    shift_day,
    shift_programme,
)
from .states import FIELDS as STATE_FIELDS
from .states import set_state
from .versions import Stale, version

__all__ = [
    "STATE_FIELDS",
    "HasDelegates",
    "HasEntries",
    "Speaking",
    "Stale",
    "StrangeDisciplines",
    "add_handout",
    "cancel_session",
    "copy_event",
    "delegates_of",
    "delete_discipline",
    "delete_handout",
    "delete_session",
    "move_discipline",
    "move_handout",
    "restore_session",
    "save_discipline",
    "save_handout",
    "save_session",
    "set_state",
    "shift_day",
    "shift_programme",
    "version",
]
