"""What an organiser decides of an entry."""

from accounts.models import User

from ..models import Entry


def approve(entry_id: int, *, by: User, revision: int | None = None) -> Entry:
    raise NotImplementedError


def send_back(entry_id: int, *, by: User, reason: str) -> Entry:
    raise NotImplementedError


def reject(entry_id: int, *, by: User, reason: str) -> Entry:
    raise NotImplementedError
