"""What goes with a mail for calendar programs: iTIP messages (RFC 5546), one an item, under the UIDs of the feeds."""

from collections.abc import Mapping
from dataclasses import replace
from email.charset import QP, Charset
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from events.calendars.ical.building import message
from events.calendars.telling import occasion_of

from .moves import GONE, Move

MOST = 20
"""Beyond them a mail names the feed: programs take messages in one by one."""

QUOTED = Charset("utf-8")
QUOTED.body_encoding = QP  # RFC 6047: what folds at 75 octets of 8 bits does not reach everyone whole


def calendar_of(told: list[Move], address: str) -> list[dict[str, str]]:
    """The messages to somebody at this address, as a notice keeps them until it is sent. None for what nobody with an
    address organises: a program would not know whose it is."""
    organised = [move for move in told if move.item.organiser_email]
    return [_kept(move, address) for move in organised[:MOST]]


def _kept(move: Move, address: str) -> dict[str, str]:
    item = move.item
    # Of what is not public any more feeds do not say who organises it, but without that nobody can be told.
    organiser = {"organiser_name": item.organiser_name, "organiser_email": item.organiser_email}
    occasion = replace(occasion_of(item, base_url=settings.WAGTAILADMIN_BASE_URL), **organiser)
    method = "CANCEL" if move.what in GONE else "REQUEST"
    return {"method": method, "ics": message(method, occasion, attendee=address).decode()}


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
