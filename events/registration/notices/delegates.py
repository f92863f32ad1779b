"""Notices about delegates: to their units what the organisers have decided, and to those who are confirmed."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from events.models import ConferencePage
from vietnamese.dates import format_datetime, format_weekday_date

from ..delegates.models import Delegate
from ..models import Notice
from . import wording
from .telling import representatives, write


def tell_of_delegates(kind: str, delegates: Sequence[Delegate], *, reason: str = "") -> None:
    """One notice to each representative of the unit of these delegates, which is the same for all of them."""
    conference, unit = delegates[0].conference, delegates[0].unit
    lines = [f"{delegate.full_name}, {delegate.post}" for delegate in delegates]
    said = wording.snapshot_of_conference(
        conference, unit, {"lines": lines, "count": len(lines), "reason": reason, "when": when(conference)}
    )
    write(kind, representatives(unit), said, key=_key(kind, delegates[0]), unit=unit)


def tell_delegate(delegate: Delegate) -> None:
    """When and where it is, to somebody who was confirmed and has an address. It leads to their page in the portal, and
    says how who has no account gets one: with that very address."""
    conference = delegate.conference
    said = wording.snapshot_of_conference(
        conference,
        delegate.unit,
        {
            "letter": "delegate",
            "name": delegate.full_name,
            "address": delegate.email,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("portal_own_conference", args=[conference.pk]),
            "when": when(conference),
            "where": ", ".join(filter(None, (conference.place, conference.address))),
            "lines": [f"{format_datetime(session.starts_at)}: {session.title}" for session in delegate.sessions.all()],
        },
    )
    kind = Notice.Kind.DELEGATE_EXPECTED
    write(kind, [delegate.email], said, key=_key(kind, delegate), unit=delegate.unit)


def when(conference: ConferencePage) -> str:
    """Thứ sáu, 18/12/2026, 08:00 – 11:30"""
    first, last = format_weekday_date(conference.starts_on), format_weekday_date(conference.ends_on)
    if conference.is_all_day:
        return first if first == last else f"{first} – {last}"
    ends = f"{conference.end_time:%H:%M}"
    return f"{first}, {conference.start_time:%H:%M} – " + (ends if first == last else f"{last}, {ends}")


def _key(kind: str, delegate: Delegate) -> str:
    """Of the revision that the decision made: who is confirmed anew is told anew."""
    return f"{kind}-{delegate.pk}-{delegate.revision}"
