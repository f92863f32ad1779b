"""Makes the example conferences with their programmes, papers and delegates, and ties news and albums to them.

Past ones stay on the days that the articles name. Those to come move with this year's festival.
"""

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone, translation

from events.models import ConferenceContact, ConferencePage, DelegateQuota, EventsIndexPage
from gallery.models import AlbumPage
from news.models import ArticlePage
from units.models import Unit

from ..festivals import dates
from ..programmes import make_programme
from ..publishing import publish, tie
from . import delegates, opinions, papers

HERE = Path(__file__).parent
OWN = (
    "moves",
    "contacts",
    "quotas",
    "body",
    "days",
    "handouts",
    "delegates",
    "comments",
    "articles",
    "albums",
    "views",
)
"""What of a file is no field of the page."""
ANNOUNCED = timedelta(days=30)
"""So long before it begins a conference stands on the site."""

Block = Callable[[dict], tuple[str, object]]
"""Makes a block of a body out of an entry."""


def make_conferences(
    articles: dict[str, ArticlePage], albums: dict[str, AlbumPage], block: Block, organiser, now: datetime | None = None
) -> list[ConferencePage]:
    """All of them, the first first, published by an organiser."""
    now = now or timezone.now()
    index = EventsIndexPage.objects.get()
    by = dates.of_this_year(now)
    made = []
    with translation.override("vi"):
        for entry in read():
            conference = _make(index, entry, by if entry.get("moves") else timedelta(0), block, organiser)
            tie([articles[key] for key in entry["articles"]], conference)
            tie([albums[key] for key in entry["albums"]], conference)
            if "delegates" in entry:
                delegates.send(conference, entry["delegates"], organiser, now)
            opinions.give(conference, entry.get("comments", []), organiser)
            made.append(conference)
    return made


def read() -> list[dict]:
    """The files beside this module, by the day in their names."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("*.toml"))]


def _make(index: EventsIndexPage, entry: dict, by: timedelta, block: Block, organiser) -> ConferencePage:
    fields = {name: value for name, value in dates.moved(entry, by).items() if name not in OWN}
    conference = ConferencePage(
        body=[block(part) for part in entry.get("body", [])], live=False, owner=organiser, **fields
    )
    conference.contacts = [
        ConferenceContact(sort_order=order, **one) for order, one in enumerate(entry.get("contacts", []))
    ]
    conference.delegate_quotas = [
        DelegateQuota(unit=Unit.objects.get(code=one["unit"]), most=one["most"]) for one in entry.get("quotas", [])
    ]
    index.add_child(instance=conference)
    sessions = make_programme(conference, entry["days"], by)
    papers.attach(conference, entry.get("handouts", []), sessions, organiser)
    since = min(filter(None, (conference.opens_at, conference.begins_at - ANNOUNCED)))
    publish(conference, views=entry["views"], since=since, by=organiser)
    return conference
