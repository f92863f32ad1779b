"""The time of Vietnam, for calendar programs.

The component is written out rather than reckoned from the machine's time zone data, so that a feed stays the same bytes
whatever machine makes it and whenever.
"""

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneStandard

from vietnamese.dates import VIETNAM

TZID = VIETNAM.key

FIRST = datetime(1975, 6, 13)
"""Midnight, as clocks showed it in Saigon, when the country went over to one time: seven hours before Greenwich, and no
summer time ever since. What was before is not told rightly."""


def vtimezone() -> Timezone:
    """VTIMEZONE of Vietnam since `FIRST` (RFC 5545, section 3.6.5)."""
    standard = TimezoneStandard()
    standard.add("DTSTART", FIRST)
    standard.add("TZOFFSETFROM", timedelta(hours=8))
    standard.add("TZOFFSETTO", timedelta(hours=7))
    standard.add("TZNAME", "+07")
    zone = Timezone()
    zone.add("TZID", TZID)
    zone.add_component(standard)
    return zone
