"""What a unit does with its entries."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from events.models import Discipline, FestivalPage
from units.models import Unit

from ..models import Consent, Entry, Registration
from .rosters import Seat

TEXTS = ("name", "title", "genre", "author", "seconds", "stage_needs")
"""What is said of an entry beside its roster."""


def register(festival: FestivalPage, unit: Unit) -> Registration:
    return Registration.objects.get_or_create(festival=festival, unit=unit)[0]


def begin_entry(discipline: Discipline, unit: Unit, *, by: User) -> Entry:
    """A new draft with the next free number. Raises Refused, PermissionDenied."""
    raise NotImplementedError


def save_entry(entry_id: int, *, revision: int, by: User, texts: Mapping[str, Any], members: Sequence[Seat]) -> Entry:
    """Stores a draft, or an entry that was sent back, whatever problems it has.

    Raises Refused (only for what cannot be stored: a person of another unit, twice the same), Changed.
    """
    raise NotImplementedError


def submit(entry_id: int, *, revision: int, by: User, late_reason: str = "") -> Entry:
    """Hands an entry in. Its state afterwards says whether it got a place. Raises Refused, Changed."""
    raise NotImplementedError


def withdraw(entry_id: int, *, by: User, reason: str = "") -> Entry:
    raise NotImplementedError


def discard(entry_id: int, *, by: User) -> None:
    raise NotImplementedError


def give_consent(registration: Registration, *, by: User, text: str) -> Consent:
    """Keeps that the unit confirmed `text`, which must be the current one (queries.consent_text). Raises Refused."""
    raise NotImplementedError
