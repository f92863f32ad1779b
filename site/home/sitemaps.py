"""The sitemap: every public page; articles in files of their own because they grow for ever, albums because they name
their photos."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.files.storage import default_storage
from django.db.models import Max, Q
from django.urls import reverse
from wagtail.models import Page, Site

from events import queries as events
from gallery import queries as gallery
from news import queries
from pages.addresses import path_of
from units.models import Unit

PER_FILE = 10_000
ALBUMS_PER_FILE = 100
IMAGES = 1_000
"""Of one address: what search engines take (Google's own rule)."""


class PublicSitemap(Sitemap):
    """Addresses under which readers know the site, whatever host the crawler asked."""

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.SITE_URL).scheme or super().get_protocol(protocol)

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)


class ArticleSitemap(PublicSitemap):
    """All articles, newest first, 10,000 a file."""

    limit = PER_FILE

    def items(self):
        return queries.listed().only("url_path", "listed_at", "last_published_at")

    def location(self, article) -> str:
        return path_of(article.url_path)

    def lastmod(self, article):
        return article.last_published_at or article.listed_at

    def get_latest_lastmod(self):
        """Asked for the index of sitemaps; the default would read every article for it."""
        newest = self.items().first()
        return self.lastmod(newest) if newest else None


@dataclass
class AlbumEntry:
    url: str
    changed: datetime | None
    files: list[str]


class AlbumEntries:
    """Albums for Django's Paginator: the photos are asked for only of those that stand in a file."""

    def count(self) -> int:
        return gallery.listed().order_by().count()

    def __getitem__(self, wanted: slice) -> list[AlbumEntry]:
        rows = list(gallery.listed().values_list("pk", "url_path", "last_published_at")[wanted])
        files = gallery.files_of(pk for pk, _, _ in rows)
        return [AlbumEntry(path_of(url_path), changed, files.get(pk, [])[:IMAGES]) for pk, url_path, changed in rows]


class AlbumSitemap(PublicSitemap):
    """All albums, newest first, each with its photos (the image extension of the sitemap protocol)."""

    limit = ALBUMS_PER_FILE

    def items(self) -> AlbumEntries:
        return AlbumEntries()

    def location(self, album: AlbumEntry) -> str:
        return album.url

    def lastmod(self, album: AlbumEntry) -> datetime | None:
        return album.changed

    def get_latest_lastmod(self) -> datetime | None:
        """Asked for the index of sitemaps; the default would read every album for it."""
        return gallery.listed().order_by().aggregate(newest=Max("last_published_at"))["newest"]

    def get_urls(self, page=1, site=None, protocol=None) -> list[dict]:
        home = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        found = super().get_urls(page, site, protocol)
        for entry in found:
            entry["images"] = [urljoin(home, default_storage.url(name)) for name in entry["item"].files]
        return found


class PageSitemap(PublicSitemap):
    """Everything else: a handful of pages."""

    def items(self) -> Iterable[Page]:
        site = Site.objects.get(is_default_site=True)
        tree = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
        others = Q(content_type__app_label="news", content_type__model="articlepage")
        others |= Q(content_type__app_label="gallery", content_type__model="albumpage")
        others |= Q(content_type__app_label="events", content_type__model__in=("festivalpage", "conferencepage"))
        return tree.exclude(others).order_by("path")

    def location(self, page) -> str:
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at


class EventSitemap(PublicSitemap):
    """All events, and the page of each of their disciplines."""

    def items(self) -> list[tuple[str, datetime | None]]:
        return events.addresses()

    def location(self, entry: tuple[str, datetime | None]) -> str:
        return entry[0]

    def lastmod(self, entry: tuple[str, datetime | None]) -> datetime | None:
        return entry[1]


class UnitSitemap(PublicSitemap):
    """The list of the units and the page of each."""

    def items(self) -> list[str]:
        addresses = [unit.get_absolute_url() for unit in Unit.objects.all()]
        return [reverse("units"), *addresses] if addresses else []

    def location(self, path: str) -> str:
        return path


class CalendarSitemap(PublicSitemap):
    """The month that it is, what comes, and how to follow it. Other months are a link away from these."""

    def items(self) -> list[str]:
        return [reverse(name) for name in ("calendar", "calendar_list", "calendar_guide")]

    def location(self, path: str) -> str:
        return path


SITEMAPS = {
    "trang": PageSitemap,
    "tin-tuc": ArticleSitemap,
    "album": AlbumSitemap,
    "su-kien": EventSitemap,
    "lich": CalendarSitemap,
    "don-vi": UnitSitemap,
}
