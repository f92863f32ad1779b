"""Makes the example festivals with their disciplines, and ties news and albums to them."""

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone, translation

from events.models import Discipline, EventsIndexPage, FestivalContact, FestivalPage
from gallery.models import AlbumPage
from news.models import ArticlePage
from vietnamese.text import slug

from ..programmes import make_programme
from ..publishing import publish, tie
from . import dates, regulations
from .entries import enter

HERE = Path(__file__).parent
THIS_YEARS, LAST_YEARS = "2026", "2025"
OWN = ("contacts", "body", "disciplines", "articles", "albums", "regulations", "host", "views", "days")
"""What of a file is no field of the page."""

Block = Callable[[dict], tuple[str, object]]
"""Makes a block of a body out of an entry."""


def make_festivals(
    articles: dict[str, ArticlePage], albums: dict[str, AlbumPage], block: Block, organiser, now: datetime | None = None
) -> dict[str, FestivalPage]:
    """Both festivals by the names of their files, published by an organiser; their entries come with them."""
    now = now or timezone.now()
    index = EventsIndexPage.objects.get()
    index.intro = "Ngày Hội giao lưu văn nghệ, thể thao, hội nghị, hội thảo, tập huấn chung của các đơn vị."
    index.save_revision(user=organiser).publish()
    made = {}
    with translation.override("vi"):
        for name in (LAST_YEARS, THIS_YEARS):
            entry = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
            by = dates.of_this_year(now) if name == THIS_YEARS else timedelta(0)
            made[name] = _make(index, dates.moved(entry, by), by, block, organiser)
            tie([articles[key] for key in entry["articles"]], made[name])
            tie([albums[key] for key in entry["albums"]], made[name])
    enter(this_years=made[THIS_YEARS], last_years=made[LAST_YEARS], organiser=organiser)
    return made


def _make(index: EventsIndexPage, entry: dict, by: timedelta, block: Block, organiser) -> FestivalPage:
    festival = FestivalPage(
        body=[block(part) for part in entry["body"]],
        live=False,
        owner=organiser,
        **{name: value for name, value in entry.items() if name not in OWN},
    )
    festival.contacts = [FestivalContact(sort_order=order, **one) for order, one in enumerate(entry["contacts"])]
    index.add_child(instance=festival)
    for position, one in enumerate(entry["disciplines"]):
        discipline = Discipline(festival=festival, position=position, **dates.moved(one, by))
        discipline.slug = slug(discipline.name)
        discipline.full_clean()
        discipline.save()
    regulations.attach(festival, title=entry["regulations"], host=entry["host"])
    make_programme(festival, entry["days"], by)
    publish(festival, views=entry["views"], since=festival.opens_at, by=organiser)
    return festival
