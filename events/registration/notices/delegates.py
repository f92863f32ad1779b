"""Notices about delegates: to their units what the organisers have decided, and to themselves when they are confirmed,
or are not any more."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from events.announcements import when, where
from events.calendars.models import CalendarItem
from pages.addresses import path_of
from vietnamese.dates import format_datetime

from ..delegates.models import Delegate
from ..models import Notice
from . import wording
from .changes.invitations import cancellation
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
            "where": where(conference),
            "lines": [f"{format_datetime(session.starts_at)}: {session.title}" for session in delegate.sessions.all()],
        },
    )
    kind = Notice.Kind.DELEGATE_EXPECTED
    write(kind, [delegate.email], said, key=_key(kind, delegate), unit=delegate.unit)


def tell_no_longer_expected(delegate: Delegate) -> None:
    """To somebody who was confirmed, has an address, and was withdrawn or declined since: with what takes the
    conference out of their calendar, unless it has been cancelled, which is told to everyone."""
    conference = delegate.conference
    item = CalendarItem.objects.filter(source=f"event-{conference.pk}").exclude(status=CalendarItem.Status.CANCELLED)
    said = wording.snapshot_of_conference(
        conference,
        delegate.unit,
        {
            "letter": "delegate",
            "name": delegate.full_name,
            "url": settings.WAGTAILADMIN_BASE_URL + path_of(conference.url_path),
            "when": when(conference),
            "reason": delegate.reason,
            "calendar": [message for one in item for message in cancellation(one, delegate.email)],
        },
    )
    kind = Notice.Kind.DELEGATE_RELEASED
    write(kind, [delegate.email], said, key=_key(kind, delegate), unit=delegate.unit)


def _key(kind: str, delegate: Delegate) -> str:
    """Of the revision that the decision made: who is confirmed anew is told anew."""
    return f"{kind}-{delegate.pk}-{delegate.revision}"
