"""Events for search engines, in the words of schema.org.

Google's rules of the event markup: https://developers.google.com/search/docs/appearance/structured-data/event. Each
event, the parts too, has a name, a beginning and a place with an address; a moment carries its time zone, and a day
has no time.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.safestring import SafeString

from images.templatetags.images import shared_picture
from navigation.queries import site_identity, site_of
from pages.addresses import absolute
from pages.metadata import json_ld
from ratings.structured_data import aggregate_rating
from vietnamese.dates import in_vietnam

from . import announcements
from .models import Branch, Discipline, EventPage, EventState, Session

KINDS = {Branch.SPORT: "SportsEvent", Branch.ART: "Event"}
MOST_PARTS = 40
"""Sessions beyond that are left to the page: nobody is shown so many beside a search result."""
PAUSES = (Session.Kind.MEAL, Session.Kind.BREAK)
CONTEXT = {"@context": "https://schema.org"}


def event(
    page: EventPage, request: HttpRequest, *, disciplines: list[Discipline], sessions: list[Session], is_rated: bool
) -> SafeString:
    """An Event whose parts are its disciplines and what takes place in its programme. A query for the votes where it
    is rated."""
    url = page.get_url(request)
    told = [session for session in sessions if session.kind not in PAUSES]
    parts = [_contest(found, absolute(request, f"{url}noi-dung/{found.slug}/")) for found in disciplines if url]
    if len(told) <= MOST_PARTS:
        parts += [_session(session, page) for session in told]
    data = _event(page, request) | {
        "subEvent": parts,
        "performer": _people(session for session in told if not session.is_cancelled),
        "aggregateRating": aggregate_rating(page, "Event") if is_rated else None,
    }
    return json_ld(CONTEXT | _said(data))


def discipline(asked: Discipline, request: HttpRequest, path: str) -> SafeString:
    """A SportsEvent or an Event, as a part of its festival."""
    page = asked.festival
    url = absolute(request, page.get_url(request))
    data = _event(page, request) | _contest(asked, absolute(request, path))
    data["superEvent"] = _said(
        {"@type": "Event", "name": page.title, "url": url, **_times(page), "location": _location(page)}
    )
    return json_ld(CONTEXT | _said(data))


def _event(page: EventPage, request: HttpRequest) -> dict:
    publisher = site_identity(site_of(request))
    picture = page.picture()
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.description(),
        "inLanguage": "vi",
        "url": absolute(request, page.get_url(request) or ""),
        **_times(page),
        **_status(page),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "image": absolute(request, shared_picture(picture)) if picture else "",
        "location": _location(page),
        "organizer": {
            "@type": "Organization",
            "name": page.organiser or publisher.organisation or publisher.name,
            "url": absolute(request, "/"),
        },
    }


def _status(page: EventPage) -> dict:
    """What Google knows: an event that was planned for another day says which, one that fell out keeps its days."""
    if page.is_cancelled:
        return {"eventStatus": "https://schema.org/EventCancelled"}
    if page.state == EventState.MOVED and page.moved_from:
        return {
            "eventStatus": "https://schema.org/EventRescheduled",
            "previousStartDate": _day(page.moved_from),
        }
    return {"eventStatus": "https://schema.org/EventScheduled"}


def _contest(found: Discipline, url: str) -> dict:
    return _said(
        {
            "@type": KINDS[Branch(found.branch)],
            "name": found.name,
            "url": url,
            **_times(found.festival),
            **_status(found.festival),
            "location": _location(found.festival),
        }
    )


def _session(session: Session, page: EventPage) -> dict:
    is_cancelled = session.is_cancelled or page.is_cancelled
    return _said(
        {
            "@type": "Event",
            "name": session.title,
            "description": session.description,
            "startDate": _moment(session.starts_at),
            "endDate": _moment(session.ends_at),
            "eventStatus": f"https://schema.org/{'EventCancelled' if is_cancelled else 'EventScheduled'}",
            "location": _location(page, session.hall),
            "performer": _people([session]),
        }
    )


def _people(sessions: Iterable[Session]) -> list[dict]:
    """Who speaks there, each once."""
    people = {speaker.name: speaker.post for session in sessions for speaker in session.speakers.all()}
    return [_said({"@type": "Person", "name": name, "jobTitle": post}) for name, post in people.items()]


def _times(page: EventPage) -> dict:
    if page.is_all_day:
        return {"startDate": _day(page.starts_on), "endDate": _day(page.ends_on)}
    return {"startDate": _moment(page.begins_at), "endDate": _moment(page.ends_at)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime) -> str:
    return in_vietnam(moment).isoformat(timespec="seconds")


def _location(page: EventPage, hall: str = "") -> dict | None:
    if not (page.place or page.address or hall):
        return None
    point = page.point
    return _said(
        {
            "@type": "Place",
            "name": ", ".join(filter(None, (hall, page.place))) or page.address,
            "address": _said({"@type": "PostalAddress", "streetAddress": page.address, "addressCountry": "VN"}),
            "geo": point and {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude},
            "hasMap": announcements.map_url(page),
        }
    )


def _said(data: dict) -> dict:
    """Without what is not known: an empty field is an error to those who check."""
    return {name: value for name, value in data.items() if value}
