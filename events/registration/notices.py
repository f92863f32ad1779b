"""Telling those whom a change concerns."""

from collections.abc import Mapping
from typing import Any

from units.models import Unit

from .models import Entry, Registration


def tell(
    kind: str,
    *,
    entry: Entry | None = None,
    registration: Registration | None = None,
    unit: Unit | None = None,
    key: str,
    context: Mapping[str, Any],
) -> None:
    """Nothing yet."""
