"""Badges of a conference's delegates: a name that is read from two metres, post, unit, and the code for the door."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from events.models import ConferencePage
from events.registration.delegates.models import Delegate
from units.models import Unit

from .codes import COLOUR, qr_code
from .engine import set_document
from .entries import ERASED, days

BLANK = {"name": "", "post": "", "unit": "", "token": "", "qr": ""}


def confirmed(conference: ConferencePage, unit: Unit | None = None) -> QuerySet[Delegate]:
    """Who gets a badge, by unit and name: the confirmed delegates, of all units or of one."""
    delegates = conference.delegates.filter(state=Delegate.State.CONFIRMED).select_related("unit")
    return delegates.filter(unit=unit) if unit else delegates


def badges(conference: ConferencePage, delegates: Iterable[Delegate], *, now: datetime, address: str = "") -> bytes:
    """The badges of these delegates, four a page. `address` is put before each code, so that a telephone's own camera
    opens the check-in page."""
    described = [
        {
            "name": name_of(delegate),
            "post": delegate.post,
            "unit": delegate.unit.name,
            "token": delegate.token,
            "qr": qr_code(address + delegate.token),
        }
        for delegate in delegates
    ]
    return _set(conference, described, now=now)


def blank_badges(conference: ConferencePage, count: int = 4, *, now: datetime) -> bytes:
    """Badges to be written on by hand, for guests whom nobody expected: they have no code."""
    return _set(conference, [BLANK] * count, now=now)


def _set(conference: ConferencePage, described: list[dict], *, now: datetime) -> bytes:
    data = {
        "conference": conference.title,
        "when": when_and_where(conference),
        "colour": COLOUR,
        "badges": described,
    }
    return set_document("badges", data, made_at=now)


def name_of(delegate: Delegate) -> str:
    return ERASED if delegate.anonymised_at else delegate.full_name


def when_and_where(conference: ConferencePage) -> str:
    """Ngày 12/12/2026, Hội trường lớn."""
    return ", ".join(filter(None, [days(conference).capitalize(), conference.place]))
