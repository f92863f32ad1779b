"""Reading albums. There are hundreds of them and tens of thousands of photos: photos are counted for the albums of one
page, and never for all."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, Left, Length, RowNumber
from wagtail.models import Page, PageViewRestriction

from images.presets import PRESETS
from images.queries import Picture, attach_renditions
from pagecache.generation import kept
from pages.addresses import path_of
from topics.models import Topic
from units.models import Unit

from .models import AlbumPage, AlbumTopic, GalleryIndexPage, Photo


def listed() -> QuerySet[AlbumPage]:
    """The albums that everyone may see, newest first."""
    # Wagtail's .public() asks for all restrictions of the site first.
    above = Left(OuterRef("path"), Length("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(page__path=above))
    return AlbumPage.objects.live().exclude(restricted).order_by("-taken_on", "-pk")


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
    colour: str
    cover: Picture | None

    @property
    def index_url(self) -> str:
        """Where all albums stand: right above each of them, and nowhere else."""
        return self.url.rstrip("/").rpartition("/")[0] + "/"


def cards(albums: QuerySet[AlbumPage]) -> list[Card]:
    """The albums as cards, with their covers' renditions: two queries."""
    # By their keys: the photos are counted after the slice is cut and not before.
    wanted = AlbumPage.objects.filter(pk__in=albums.values("pk")).order_by("-taken_on", "-pk")
    counts = Photo.objects.filter(album=OuterRef("pk"), is_left_out=False).order_by().values("album")
    rows = wanted.annotate(
        cover_photo=FilteredRelation("photos", condition=Q(photos__is_cover=True)),
        photo_count=Coalesce(Subquery(counts.values(count=Count("pk")), output_field=IntegerField()), 0),
    ).values_list(
        *("pk", "title", "url_path", "taken_on", "place", "event_name", "photo_count", "cover_photo__image__colour"),
        *(f"cover_photo__image__{name}" for name in Picture.COLUMNS),
    )
    found = [
        Card(
            *(pk, title, path_of(url_path), taken_on, place, event_name, photo_count, colour or ""),
            cover=Picture(*picture) if picture[0] else None,
        )
        for pk, title, url_path, taken_on, place, event_name, photo_count, colour, *picture in rows
    ]
    attach_renditions(card.cover for card in found)
    return found


def newest(count: int) -> list[Card]:
    """The newest albums that have pictures to show, for the home page."""
    return cards(listed().filter(photos__is_cover=True)[:count])


def newest_of(unit: Unit, count: int) -> list[Card]:
    """The newest albums that show a unit and have pictures."""
    return cards(listed().filter(units=unit, photos__is_cover=True)[:count])


class Listing:
    """Albums for Django's Paginator: it counts and cuts, and makes cards of what is left."""

    def __init__(self, albums: QuerySet[AlbumPage]):
        self.albums = albums

    def count(self) -> int:
        return self.albums.order_by().count()

    def __getitem__(self, wanted: slice) -> list[Card]:
        return cards(self.albums[wanted])


def all_albums() -> Listing:
    return Listing(listed())


def albums_of_year(year: int) -> Listing:
    return Listing(listed().filter(taken_on__range=(date(year, 1, 1), date(year, 12, 31))))


def albums_about(topic: Topic) -> Listing:
    return Listing(listed().filter(album_topics__topic=topic))


def albums_of_event_page(event: Page) -> list[Card]:
    """All albums of an event's days, the first day first."""
    return cards(listed().filter(event=event.pk))[::-1]


def albums_of_event(event_slug: str) -> Listing:
    return Listing(listed().filter(event_slug=event_slug))


@dataclass(frozen=True)
class Event:
    """An event that has albums. It is called as in the newest of them."""

    name: str
    slug: str
    count: int
    url: str = ""
    """Of the event's own page, where there is one."""


@dataclass(frozen=True)
class Contents:
    """What the albums can be narrowed down to: years, with the number of their albums, and events from the latest to
    the earliest; topics in the newsroom's order."""

    years: dict[int, int]
    events: list[Event]
    topics: list[Topic]

    def event(self, slug: str) -> Event | None:
        return next((event for event in self.events if event.slug == slug), None)


def contents() -> Contents:
    return kept("gallery.contents", _contents)


def _contents() -> Contents:
    columns = ("taken_on", "event_slug", "event_name", "event__live", "event__url_path")
    rows = list(listed().values_list(*columns))
    names: dict[str, str] = {}
    urls: dict[str, str] = {}
    for _, slug, name, is_live, url_path in rows:
        names.setdefault(slug, name)
        if is_live:
            urls.setdefault(slug, path_of(url_path))
    counts = Counter(slug for _, slug, *_ in rows)
    return Contents(
        years=dict(Counter(day.year for day, *_ in rows)),
        events=[Event(name, slug, counts[slug], urls.get(slug, "")) for slug, name in names.items() if slug],
        topics=list(Topic.objects.filter(Exists(listed().filter(album_topics__topic=OuterRef("pk")).order_by()))),
    )


def with_topics_and_covers(albums: QuerySet[AlbumPage]) -> list[AlbumPage]:
    """The albums whole, with the topics that their editors gave them and the picture that stands for each."""
    links = AlbumTopic.objects.select_related("topic").order_by("sort_order", "pk")
    found = list(albums.prefetch_related(Prefetch("album_topics", queryset=links, to_attr="topic_links")))
    for album in found:
        album.topics = [link.topic for link in album.topic_links]
    AlbumPage.fetch_pictures(found)
    return found


def first_photos(albums: QuerySet[AlbumPage] | list[AlbumPage], count: int) -> dict[int, list[Photo]]:
    """The first photos that readers see of each of these albums, by the album's key, each with its picture and its
    album. It knows as `photo_count` how many there are in all."""
    first = Photo.objects.filter(album__in=albums, is_left_out=False).annotate(
        number=Window(RowNumber(), partition_by=F("album"), order_by=("position", "pk")),
        photo_count=Window(Count("pk"), partition_by=F("album")),
    )
    found: dict[int, list[Photo]] = defaultdict(list)
    for photo in first.filter(number__lte=count).select_related("image", "album").order_by("album", "position", "pk"):
        found[photo.album_id].append(photo)
    return found


def files_of(albums: Iterable[int]) -> dict[int, list[str]]:
    """The largest JPEG of every photo that readers see of these albums, by the album's key: names in the storage."""
    spec = PRESETS["photo"].spec(PRESETS["photo"].widths[-1], "jpeg")
    rows = Photo.objects.filter(album__in=list(albums), is_left_out=False, image__renditions__filter_spec=spec)
    found: dict[int, list[str]] = defaultdict(list)
    for album_id, name in rows.order_by("position", "pk").values_list("album_id", "image__renditions__file"):
        found[album_id].append(name)
    return found


def index_url(request) -> str:
    """Where the albums stand; '' while there is no index."""
    index = GalleryIndexPage.objects.live().first()
    return index.get_url(request) if index else ""
