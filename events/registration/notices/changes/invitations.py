"""What goes with a mail for calendar programs: iTIP messages (RFC 5546), one an item, under the UIDs of the feeds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from email.charset import QP, Charset
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from events.calendars.ical.building import Message
from events.calendars.ical.occasions import Occasion
from events.calendars.models import CalendarItem
from events.calendars.telling import occasion_of

from .moves import GONE, Move

MOST = 20
"""Beyond them a mail names the feed: programs take messages in one by one."""

QUOTED = Charset("utf-8")
QUOTED.body_encoding = QP  # RFC 6047: what folds at 75 octets of 8 bits does not reach everyone whole


class Messages:
    """The messages about one event, each made once for all whom it is sent to."""

    def __init__(self):
        self._made: dict[int, tuple[str, Message]] = {}

    def to(self, address: str, told: Iterable[Move]) -> list[dict[str, str]]:
        """Those to somebody at this address, as a notice keeps them until it is sent. None for what nobody with an
        address organises: a program would not know whose it is."""
        organised = [move for move in told if move.item.organiser_email]
        return [_kept(*self._of(move), address) for move in organised[:MOST]]

    def _of(self, move: Move) -> tuple[str, Message]:
        if move.item.pk not in self._made:
            method = "CANCEL" if move.what in GONE else "REQUEST"
            self._made[move.item.pk] = method, Message(method, _occasion(move.item))
        return self._made[move.item.pk]


def cancellation(item: CalendarItem, address: str) -> list[dict[str, str]]:
    """What takes an item out of the calendar of one whom it does not concern any more."""
    if not item.organiser_email:
        return []
    return [_kept("CANCEL", Message("CANCEL", _occasion(item)), address)]


def _occasion(item: CalendarItem) -> Occasion:
    """Of what is not public any more feeds do not say who organises it, but without that nobody can be told."""
    organiser = {"organiser_name": item.organiser_name, "organiser_email": item.organiser_email}
    return replace(occasion_of(item, base_url=settings.WAGTAILADMIN_BASE_URL), **organiser)


def _kept(method: str, message: Message, address: str) -> dict[str, str]:
    return {"method": method, "ics": message.to(address).decode()}


def attach(mail: EmailMultiAlternatives, calendar: list[Mapping[str, Any]]) -> None:
    """One message is another form of the mail, so that Gmail and Outlook offer to take it over, and a file for those
    who do not; several are files, because a mail has but one such form."""
    mail.encoding = QUOTED
    if len(calendar) == 1:
        (one,) = calendar
        mail.attach_alternative(one["ics"], f"text/calendar; method={one['method']}")
        mail.attach("invite.ics", one["ics"].encode(), "application/ics")
        return
    for number, one in enumerate(calendar, 1):
        mail.attach(f"invite-{number:02}.ics", one["ics"], f"text/calendar; method={one['method']}")
