"""The sitemap: every public page, articles in files of their own because they grow for ever."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from news import queries
from pages.addresses import path_of

PER_FILE = 10_000


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


class PageSitemap(PublicSitemap):
    """Everything that is not an article: a handful of pages."""

    def items(self) -> Iterable[Page]:
        site = Site.objects.get(is_default_site=True)
        tree = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
        return tree.exclude(content_type__app_label="news", content_type__model="articlepage").order_by("path")

    def location(self, page) -> str:
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at


SITEMAPS = {"trang": PageSitemap, "tin-tuc": ArticleSitemap}
