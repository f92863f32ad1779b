"""Makes the example festivals with their disciplines, and ties news and albums to them."""

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone, translation
from wagtail.models import Page, Revision

from events.models import Discipline, EventsIndexPage, FestivalContact, FestivalPage
from gallery.models import AlbumPage
from news.models import ArticlePage
from readership.services import set_imported
from vietnamese.text import slug

from . import dates, regulations
from .entries import enter

HERE = Path(__file__).parent
THIS_YEARS, LAST_YEARS = "2026", "2025"
OWN = ("contacts", "body", "disciplines", "articles", "albums", "regulations", "host", "views")
"""What of a file is no field of the page."""

Block = Callable[[dict], tuple[str, object]]
"""Makes a block of a body out of an entry."""


def make_festivals(
    articles: dict[str, ArticlePage], albums: dict[str, AlbumPage], block: Block, organiser, now: datetime | None = None
) -> dict[str, FestivalPage]:
    """Both festivals by the names of their files, published by an organiser; their entries come with them."""
    now = now or timezone.now()
    index = EventsIndexPage.objects.get()
    index.intro = "Ngày Hội giao lưu văn nghệ, thể thao và những dịp gặp mặt chung của các đơn vị trong Khối."
    index.save_revision(user=organiser).publish()
    made = {}
    with translation.override("vi"):
        for name in (LAST_YEARS, THIS_YEARS):
            entry = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
            by = dates.shift(entry["opens_at"], entry["closes_at"], now) if name == THIS_YEARS else timedelta(0)
            made[name] = _make(index, dates.moved(entry, by), by, block, organiser)
            _tie([articles[key] for key in entry["articles"]], made[name])
            _tie([albums[key] for key in entry["albums"]], made[name])
    enter(this_years=made[THIS_YEARS], last_years=made[LAST_YEARS], organiser=organiser)
    return made


def _tie(pages: list[ArticlePage] | list[AlbumPage], festival: FestivalPage) -> None:
    """Says of pages that they are about a festival, in what readers see and in what editors go on from."""
    for page in pages:
        type(page).objects.filter(pk=page.pk).update(event=festival)
        for revision in Revision.page_revisions.filter(object_id=str(page.pk)):
            revision.content["event"] = festival.pk
            revision.save(update_fields=["content"])


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
    festival.full_clean()
    festival.save_revision(user=organiser).publish()
    shown_at = min(festival.opens_at, timezone.now())
    Page.objects.filter(pk=festival.pk).update(first_published_at=shown_at, last_published_at=shown_at)
    set_imported({festival.pk: entry["views"]})
    festival.refresh_from_db()
    return festival
