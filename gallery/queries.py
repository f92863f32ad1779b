"""Reading albums."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from images.queries import Picture, attach_renditions
from pagecache.generation import kept
from pages.addresses import path_of
from topics.models import Topic

from .models import AlbumPage, GalleryIndexPage, Photo


def listed() -> QuerySet[AlbumPage]:
    """The albums that everyone may see, newest first."""
    return AlbumPage.objects.live().public().order_by("-taken_on", "-pk")


def shown(album: AlbumPage) -> QuerySet[Photo]:
    """The photos of an album that readers see, in order, with their pictures."""
    return Photo.objects.filter(album=album, is_left_out=False).select_related("image").order_by("position", "pk")


@dataclass
class Card:
    """What a list shows of an album."""

    pk: int
    title: str
    url: str
    taken_on: date
    place: str
    event_name: str
    photo_count: int
    cover: Picture | None = None


def cards(albums: QuerySet[AlbumPage]) -> list[Card]:
    """The albums as cards, with their covers' renditions: three queries."""
    counted = albums.annotate(photo_count=Count("photos", filter=Q(photos__is_left_out=False)))
    rows = counted.values_list("pk", "title", "url_path", "taken_on", "place", "event_name", "photo_count")
    found = [
        Card(pk, title, path_of(url_path), taken_on, place, event_name, count)
        for pk, title, url_path, taken_on, place, event_name, count in rows
    ]
    covers = _covers(card.pk for card in found)
    for card in found:
        card.cover = covers.get(card.pk)
    attach_renditions(covers.values())
    return found


def _covers(ids: Iterable[int]) -> dict[int, Picture]:
    columns = [f"image__{name}" for name in Picture.COLUMNS]
    rows = Photo.objects.filter(album_id__in=list(ids), is_cover=True).values_list("album_id", *columns)
    return {album_id: Picture(*picture) for album_id, *picture in rows}


def newest(count: int) -> list[Card]:
    """The newest albums, for the home page."""
    return cards(listed()[:count])


def years() -> list[int]:
    """The years that have albums, the newest first."""
    return kept("gallery.years", lambda: [day.year for day in listed().order_by().dates("taken_on", "year", "DESC")])


def topics() -> list[Topic]:
    """The topics that have albums, in the newsroom's order."""
    with_albums = Topic.objects.filter(album_links__page__in=listed().order_by())
    return kept("gallery.topics", lambda: list(with_albums.distinct()))


def events() -> list[tuple[str, str]]:
    """The events that have albums, the latest first: name and slug."""
    return kept("gallery.events", _events)


def _events() -> list[tuple[str, str]]:
    rows = listed().exclude(event_slug="").values_list("event_slug", "event_name")
    by_slug: dict[str, str] = {}
    for event_slug, event_name in rows:
        by_slug.setdefault(event_slug, event_name)
    return [(name, slug) for slug, name in by_slug.items()]


def index_url(request) -> str:
    """Where the albums stand; '' while there is no index."""
    index = GalleryIndexPage.objects.live().first()
    return index.get_url(request) if index else ""
