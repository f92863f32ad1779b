"""Events for search engines, in the words of schema.org."""

from datetime import date

from django.http import HttpRequest
from django.utils.safestring import SafeString

from images.templatetags.images import shared_picture
from navigation.queries import site_identity, site_of
from pages.addresses import absolute
from pages.metadata import json_ld

from .models import Branch, Discipline, FestivalPage

KINDS = {Branch.SPORT: "SportsEvent", Branch.ART: "Event"}


def festival(page: FestivalPage, disciplines: list[Discipline], request: HttpRequest) -> SafeString:
    """An Event whose parts are its disciplines. Nothing is asked of the database."""
    url = page.get_url(request)
    parts = [_part(found, absolute(request, f"{url}noi-dung/{found.slug}/")) for found in disciplines if url]
    data = _event(page, request) | {"subEvent": parts}
    return json_ld({"@context": "https://schema.org"} | _said(data))


def discipline(asked: Discipline, request: HttpRequest, path: str) -> SafeString:
    """A SportsEvent or an Event, as a part of its festival."""
    data = _event(asked.festival, request) | _part(asked, absolute(request, path))
    data["superEvent"] = _said(
        {
            "@type": "Event",
            "name": asked.festival.title,
            "url": absolute(request, asked.festival.get_url(request)),
            **_days(asked.festival),
        }
    )
    return json_ld({"@context": "https://schema.org"} | _said(data))


def _event(page: FestivalPage, request: HttpRequest) -> dict:
    publisher = site_identity(site_of(request))
    picture = page.picture()
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.description(),
        "inLanguage": "vi",
        "url": absolute(request, page.get_url(request) or ""),
        **_days(page),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "image": absolute(request, shared_picture(picture)) if picture else "",
        "location": _location(page),
        "organizer": {"@type": "Organization", "name": publisher.organisation or publisher.name},
    }


def _part(found: Discipline, url: str) -> dict:
    return {"@type": KINDS[Branch(found.branch)], "name": found.name, "url": url, **_days(found.festival)}


def _days(page: FestivalPage) -> dict:
    return {"startDate": _day(page.starts_on), "endDate": _day(page.ends_on)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _location(page: FestivalPage) -> dict | None:
    if not (page.place or page.address):
        return None
    address = (
        {"@type": "PostalAddress", "streetAddress": page.address, "addressCountry": "VN"} if page.address else None
    )
    return _said({"@type": "Place", "name": page.place or page.address, "address": address})


def _said(data: dict) -> dict:
    """Without what is not known: an empty field is an error to those who check."""
    return {name: value for name, value in data.items() if value}
