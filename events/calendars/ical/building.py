"""iCalendar (RFC 5545, RFC 7986) out of occasions: a feed that is subscribed to, and a message that a mail brings.

The same occasions are the same bytes, in whatever order they come: nothing here looks at the clock.

icalendar makes the components. Two things are done here: escaping, for icalendar takes the `\\N` in `C:\\New` for a
line end, and folding, for which it goes through every letter and cuts accents off.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Component, Event, vDate, vDatetime, vDuration, vInt, vText, vUri
from icalendar.prop import vCalAddress, vCategory, vUnknown

from vietnamese.dates import VIETNAM
from vietnamese.text import clean

from .folding import fold
from .occasions import Occasion, Status
from .vtimezone import TZID, vtimezone

PRODUCT = "-//Khoi thi dua//Lich//VI"
ASK_EVERY = timedelta(hours=1)
"""How often a program may ask whether anything is new. Most ask less often, whatever they are told."""

Method = Literal["REQUEST", "CANCEL"]


def calendar(name: str, occasions: Iterable[Occasion], *, description: str = "", url: str = "") -> bytes:
    """A feed: a calendar that is published to whoever asks, so it has no METHOD. `url` is the page that shows people
    the same."""
    feed = _calendar()
    for property_name in ("NAME", "X-WR-CALNAME"):
        feed[property_name] = Text(name)
    if description:
        for property_name in ("DESCRIPTION", "X-WR-CALDESC"):
            feed[property_name] = Text(description)
    if url:
        feed["URL"] = _uri(url)
    feed["X-WR-TIMEZONE"] = Text(TZID)
    feed["REFRESH-INTERVAL"] = vDuration(ASK_EVERY, {"VALUE": "DURATION"})
    feed["X-PUBLISHED-TTL"] = vDuration(ASK_EVERY)
    for occasion in sorted(occasions, key=_order):
        feed.add_component(_event(occasion))
    return _to_bytes(feed)


def message(method: Method, occasion: Occasion, *, attendee: str) -> bytes:
    """What tells one attendee, by e-mail address, that an occasion is new, has changed or is cancelled (RFC 5546,
    sections 3.2.2 and 3.2.5). It has the UID and SEQUENCE of the feeds, so that it changes what stands there already.

    Raises ValueError for an occasion without the organiser's e-mail address: programs refuse such a message.
    """
    return Message(method, occasion).to(attendee)


class Message:
    """The same to one attendee after the other: made once, for of several hundred only the addresses differ."""

    def __init__(self, method: Method, occasion: Occasion):
        if not occasion.organiser_email:
            raise ValueError(f"A message about {occasion.uid} needs the e-mail address of an organiser.")
        told = _calendar()
        told["METHOD"] = Text(method)
        event = _event(occasion, is_cancelled=method == "CANCEL")
        event["ATTENDEE"] = Text("")
        told.add_component(event)
        lines = told.content_lines(sorted=False)
        place = next(place for place, line in enumerate(lines) if line.startswith("ATTENDEE"))
        self._before, self._after = _folded(lines[:place]), _folded(lines[place + 1 :])

    def to(self, attendee: str) -> bytes:
        """The message to this address."""
        role = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        line = Event().content_line("ATTENDEE", _address(attendee, role), sorted=False)
        return self._before + _folded([line]) + self._after


class Text(vText):
    """A TEXT value (RFC 5545, section 3.3.11), without characters that no program can show."""

    def __new__(cls, value: str):
        return super().__new__(cls, clean(value))

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def _calendar() -> Calendar:
    made = Calendar()
    made["PRODID"] = Text(PRODUCT)
    made["VERSION"] = Text("2.0")
    made["CALSCALE"] = Text("GREGORIAN")
    made.add_component(vtimezone())
    return made


def _event(occasion: Occasion, *, is_cancelled: bool = False) -> Event:
    is_cancelled = is_cancelled or occasion.status is Status.CANCELLED
    event = Event()
    event["UID"] = Text(occasion.uid)
    event["SEQUENCE"] = vInt(occasion.sequence)
    event["DTSTAMP"] = _utc(occasion.changed_at)  # RFC 5545, 3.8.7.2: without a METHOD, the same as LAST-MODIFIED
    event["CREATED"] = _utc(occasion.created_at)
    event["LAST-MODIFIED"] = _utc(occasion.changed_at)
    event["DTSTART"] = _moment(occasion.starts)
    if occasion.ends is not None and occasion.ends > occasion.starts:
        event["DTEND"] = _moment(occasion.ends)
    event["SUMMARY"] = Text(occasion.summary)
    event["STATUS"] = Text(Status.CANCELLED if is_cancelled else occasion.status)
    event["TRANSP"] = Text("OPAQUE" if occasion.takes_time and not is_cancelled else "TRANSPARENT")
    for name, text in (("LOCATION", occasion.location), ("DESCRIPTION", occasion.description)):
        if text:
            event[name] = Text(text)
    if occasion.latitude is not None and occasion.longitude is not None:
        event["GEO"] = vUnknown(f"{occasion.latitude:.6f};{occasion.longitude:.6f}")
    if occasion.url:
        event["URL"] = _uri(occasion.url)
    if occasion.categories:
        event["CATEGORIES"] = _categories(occasion.categories)
    if occasion.organiser_email:
        event["ORGANIZER"] = _address(occasion.organiser_email, {"CN": occasion.organiser_name})
    if occasion.alarm is not None and not is_cancelled:
        event.add_component(_alarm(occasion))
    return event


def _alarm(occasion: Occasion) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = Text("DISPLAY")
    alarm["TRIGGER"] = vDuration(-occasion.alarm)
    alarm["DESCRIPTION"] = Text(occasion.summary)
    return alarm


def _moment(value: date | datetime) -> vDate | vDatetime:
    if isinstance(value, datetime):
        return vDatetime(value.astimezone(VIETNAM))  # brings its TZID
    return vDate(value, {"VALUE": "DATE"})


def _utc(moment: datetime) -> vDatetime:
    return vDatetime(moment.astimezone(UTC))


def _categories(names: Iterable[str]) -> vCategory:
    value = vCategory([])
    value.cats = [Text(name) for name in names]
    return value


def _address(email: str, parameters: dict[str, str]) -> vCalAddress:
    # No parameter can hold a quote. RFC 6868 has an escape for it that few programs read.
    cleaned = {name: " ".join(clean(text).replace('"', "'").split()) for name, text in parameters.items() if text}
    return vCalAddress(f"mailto:{_one_word(email)}", params=cleaned)


def _uri(address: str) -> vUri:
    return vUri(_one_word(address))


def _one_word(text: str) -> str:
    """Addresses have neither blanks nor line ends in them; one that slipped in would end the line."""
    return "".join(clean(text).split())


def _order(occasion: Occasion) -> tuple[datetime, str]:
    starts = occasion.starts
    if not isinstance(starts, datetime):
        starts = datetime.combine(starts, time(), VIETNAM)
    return starts, occasion.uid


def _to_bytes(component: Component) -> bytes:
    return _folded(component.content_lines(sorted=False))


def _folded(lines: Iterable[str]) -> bytes:
    return b"".join(fold(line) + b"\r\n" for line in lines if line)
