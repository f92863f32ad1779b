"""Reads an .ics file of somebody else's calendar, for the programme of an event. Plain Python, no Django.

`read` never raises: what it cannot take it tells by the line of the file, and one event that is wrong costs no other.
The way of a file through the modules: `lines` (octets to content lines), `components` (lines to a tree), `zones` and
`values` (what stands in a property), `events` (one VEVENT), `series` (those that repeat), `reader` (all of it).
"""

from .found import Code, Found, FoundEvent, Problem, Weight
from .reader import read

__all__ = ["Code", "Found", "FoundEvent", "Problem", "Weight", "read"]
