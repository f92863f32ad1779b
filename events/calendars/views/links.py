"""Addresses under which calendar programs take an event, or follow a whole calendar."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from vietnamese.dates import VIETNAM

GOOGLE = "https://calendar.google.com/calendar"
OUTLOOK = "https://outlook.office.com/calendar"


def add_to_google(
    title: str, starts: datetime, ends: datetime, *, is_all_day: bool, location: str = "", details: str = ""
) -> str:
    """Opens Google Calendar with an event that is filled in. Whole days are those of Vietnam; `ends` is exclusive."""
    dates = (_day(starts), _day(ends)) if is_all_day else (_moment(starts), _moment(ends))
    asked = {"action": "TEMPLATE", "text": title, "dates": "/".join(dates), "ctz": VIETNAM.key}
    asked |= {name: said for name, said in (("location", location), ("details", details)) if said}
    return f"{GOOGLE}/render?{urlencode(asked)}"


def webcal(address: str) -> str:
    """The same feed under the scheme that calendar programs have registered for themselves."""
    return f"webcal://{address.partition('://')[2]}"


def follow_in_google(address: str) -> str:
    """Asks whoever is signed in to Google whether to follow a feed. It fetches the feed itself, from the open net."""
    return f"{GOOGLE}/r?{urlencode({'cid': webcal(address)})}"


def follow_in_outlook(address: str, name: str) -> str:
    """The same for Outlook on the web, whose address is that of the new Outlook, too."""
    return f"{OUTLOOK}/0/addfromweb?{urlencode({'url': address, 'name': name})}"


def _day(midnight: datetime) -> str:
    return f"{midnight.astimezone(VIETNAM):%Y%m%d}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
