"""Reminders 7, 3 and 1 days before nomination closes, to units that may still send somebody."""

from datetime import date, datetime

from django.db import transaction

from units.models import Unit
from vietnamese.dates import format_datetime, in_vietnam

from .. import windows
from ..delegates import queries
from ..models import Notice
from . import wording
from .telling import representatives, write

KIND = Notice.Kind.DELEGATES_REMINDER


def remind(now: datetime, stage_of) -> int:
    """Reminds the units that have nominated fewer than they may send, or nobody where any number may come; how many
    reminders that makes. `stage_of` says from the days that are left which reminder is due, None for none."""
    news = 0
    for conference in queries.current_conferences(now):
        window = windows.conference_window(conference, now)
        if window.state != windows.OPEN or conference.is_cancelled:
            continue
        day = in_vietnam(window.closes_at).date()
        days_left = (day - in_vietnam(now).date()).days
        stage = stage_of(days_left)
        if stage is not None:
            news += sum(
                _remind(conference, row, _key(conference.pk, row.unit, day, stage), days_left)
                for row in queries.by_unit(conference)
                if row.unit.is_active and row.nominated < (1 if row.quota is None else row.quota)
            )
    return news


def _key(conference: int, unit: Unit, day: date, stage: int) -> str:
    """A deadline that is put off to another day is reminded of anew."""
    return f"{KIND}-{conference}-{unit.pk}-{day.isoformat()}-{stage}"


def _remind(conference, row: queries.UnitRow, key: str, days_left: int) -> bool:
    if Notice.objects.filter(key=key).exists():
        return False
    recipients = representatives(row.unit)
    said = wording.snapshot_of_conference(
        conference,
        row.unit,
        {
            "days_left": days_left,
            "closes_on": format_datetime(conference.closes_at),
            "nominated": row.nominated,
            "quota": row.quota,
        },
    )
    with transaction.atomic():
        write(KIND, recipients, said, key=key, unit=row.unit)
    return bool(recipients)
