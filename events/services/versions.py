"""What a row said when somebody began to change it."""

import hashlib
from datetime import UTC, datetime

from django.db.models import Model

PLACE = {"position"}
"""Another place in the list is no other row."""


class Stale(Exception):
    """The row was changed or deleted since the form that changes it was opened."""


def version(row: Model) -> str:
    """Other letters as soon as a field of the row says something else."""
    said = [_text(getattr(row, field.attname)) for field in row._meta.concrete_fields if field.attname not in PLACE]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def _text(value: object) -> str:
    # The same moment in whichever zone.
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
