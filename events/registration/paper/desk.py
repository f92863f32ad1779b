"""The list at a conference's registration desk, on which delegates sign as they come."""

from datetime import datetime
from itertools import groupby

from events.models import ConferencePage
from events.registration.delegates.models import Delegate
from units.models import Unit
from vietnamese.dates import format_datetime

from .badges import confirmed, name_of, when_and_where
from .engine import set_document

SPARE = 2
"""Empty lines below each unit, for whom it sends besides."""


def desk_list(conference: ConferencePage, *, unit: Unit | None = None, now: datetime) -> bytes:
    """The confirmed delegates of each unit, or of one, with room for their signatures."""
    data = {
        "conference": conference.title,
        "organiser": conference.organiser or f"Ban Tổ chức {conference.title}",
        "when": when_and_where(conference),
        "made": format_datetime(now),
        "spare": SPARE,
        "units": [
            {"name": unit.name, "people": [_described(delegate) for delegate in own]}
            for unit, own in groupby(confirmed(conference, unit), key=lambda delegate: delegate.unit)
        ],
    }
    return set_document("desk", data, made_at=now)


def _described(delegate: Delegate) -> dict:
    note = "Ăn chay" if delegate.diet == Delegate.Diet.VEGETARIAN else ""
    return {"name": name_of(delegate), "post": delegate.post, "note": note}
