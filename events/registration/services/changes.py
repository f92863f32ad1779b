"""Requests to change an entry that its unit may no longer change itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User

from ..models import ChangeRequest
from .rosters import Seat


@dataclass(frozen=True)
class Wanted:
    """What a unit asks for: to withdraw, another roster, names corrected (by the participant's key); one or more."""

    withdraw: bool = False
    members: Sequence[Seat] | None = None
    names: Mapping[int, str] = field(default_factory=dict)


def request_change(entry_id: int, *, by: User, wanted: Wanted, reason: str) -> ChangeRequest:
    raise NotImplementedError


def decide_change(request_id: int, *, by: User, approve: bool, reason: str = "") -> ChangeRequest:
    raise NotImplementedError
