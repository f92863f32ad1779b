"""How readers follow the calendar: the addresses of a feed, and the part of a page that offers them."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events import announcements, sections
from events.models import Discipline, EventPage
from events.sections import Section, Showing
from pages.addresses import path_of
from units.models import Unit

from . import links, qr
from .filters import EVENT, UNIT, Filters

PLACE = 90
"""Below what an event's own room says beside its page."""


@dataclass(frozen=True)
class Feed:
    """A calendar that can be followed: what it is called, and its path."""

    name: str
    path: str


@dataclass(frozen=True)
class Addresses:
    """Under which addresses programs take a feed."""

    feed: Feed
    https: str
    webcal: str
    google: str
    outlook: str

    @property
    def code(self) -> qr.Code:
        """The address that telephones open by themselves, for their cameras."""
        return qr.code_of(self.webcal)


def everything() -> Feed:
    return Feed(_("The whole calendar"), reverse("calendar_feed"))


def of_event(number: int, title: str) -> Feed:
    return Feed(title, reverse("calendar_event_feed", kwargs={"number": number}))


def of_discipline(number: int, name: str) -> Feed:
    return Feed(name, reverse("calendar_discipline_feed", kwargs={"number": number}))


def of_unit(unit: Unit) -> Feed:
    return Feed(unit.name, reverse("calendar_unit_feed", kwargs={"code": unit.code}))


def feed_for(chosen: Filters) -> Feed:
    """The narrowest feed that holds all that the filters show. There is none by kind, nor of two filters at once."""
    if chosen.discipline:
        return of_discipline(chosen.discipline.number, chosen.discipline.name)
    if chosen.event:
        return of_event(chosen.event.number, chosen.event.title)
    return of_unit(chosen.unit) if chosen.unit else everything()


def addresses(feed: Feed, base_url: str) -> Addresses:
    """`base_url` is scheme and host of the site, without a slash at the end."""
    https = base_url + feed.path
    google, outlook = links.follow_in_google(https), links.follow_in_outlook(https, feed.name)
    return Addresses(feed, https, links.webcal(https), google, outlook)


def offer(feed: Feed, page: str, base_url: str, once: str = "") -> SafeString:
    """The part of a page that offers a feed; `page` is the path of the calendar that shows the same, and `once` is
    where Google Calendar takes the event alone."""
    context = {"addresses": addresses(feed, base_url), "page_url": page, "once": once}
    return render_to_string("calendars/parts/follow.html", context)


def offer_of_unit(unit: Unit, base_url: str) -> SafeString:
    """How to follow what concerns a unit."""
    return offer(of_unit(unit), _list(UNIT, unit.pk), base_url)


def connect() -> None:
    sections.add_to_events(beside_event, place=PLACE, aside=True)
    sections.add_to_disciplines(beside_discipline, place=PLACE, aside=True)


def beside_event(event: EventPage, showing: Showing) -> Section | None:
    """How to follow an event; nothing when it is over or cancelled."""
    if event.ends_at <= showing.now or event.is_cancelled:
        return None
    once = _add_to_google(event, showing.base_url)
    html = offer(of_event(event.pk, event.title), _list(EVENT, event.pk), showing.base_url, once)
    return Section("theo-doi-lich", _("Follow the calendar"), html)


def beside_discipline(discipline: Discipline, showing: Showing) -> Section | None:
    """How to follow a discipline; nothing when its festival is over or cancelled."""
    if discipline.festival.ends_at <= showing.now or discipline.festival.is_cancelled:
        return None
    feed = of_discipline(discipline.pk, f"{discipline.name} – {discipline.festival.title}")
    html = offer(feed, _list(EVENT, discipline.festival_id), showing.base_url)
    return Section("theo-doi-lich", _("Follow the calendar"), html)


def _add_to_google(event: EventPage, base_url: str) -> str:
    return links.add_to_google(
        event.title,
        event.begins_at,
        event.ends_at,
        is_all_day=event.is_all_day,
        location=announcements.where(event),
        details=base_url + path_of(event.url_path),
    )


def _list(field: str, number: int) -> str:
    return f"{reverse('calendar_list')}?{field}={number}"
