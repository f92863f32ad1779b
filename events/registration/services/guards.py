"""What stands before a change of an entry: who may, why, and whether it is too late."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from accounts.models import User
from units.models import Unit
from vietnamese.text import clean

from .. import windows
from ..models import Entry
from ..permissions import may_act_for, may_organise
from ..rules import Problem
from .errors import Refused

REASON_LENGTH = 1000


def require_act_for(by: User, unit: Unit) -> None:
    if not may_act_for(by, unit):
        raise PermissionDenied


def require_organiser(by: User) -> None:
    if not may_organise(by):
        raise PermissionDenied


def require_not_frozen(entry: Entry, now: datetime) -> None:
    if windows.is_discipline_frozen(entry.discipline, now):
        raise Refused([Problem("frozen", {"at": windows.freezes_at(entry.discipline)})])


def cleaned_reason(reason: str, *, required: bool = False, most: int = REASON_LENGTH) -> str:
    """The reason as it is stored, of at most so many characters."""
    reason = clean(reason).strip()
    if required and not reason:
        raise Refused([Problem("reason_missing", field="reason")])
    if len(reason) > most:
        raise Refused([Problem("text_too_long", {"most": most}, field="reason")])
    return reason
