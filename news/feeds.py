"""RSS and Atom: the newest articles in full, with their picture."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import format_html

from images.templatetags.images import shared_picture
from navigation.queries import site_identity, site_of
from pages import body, feeds
from pages.addresses import absolute
from vietnamese.text import clean

from . import queries
from .models import ArticlePage, NewsIndexPage

ITEMS = 30
SOURCES = re.compile(r"<source[^>]*>|\s(?:srcset|sizes|loading|decoding|fetchpriority)=\"[^\"]*\"")
LOCAL = re.compile(r"(?<![\w-])(src|href)=\"(/(?!/)[^\"]*)\"")


class RssFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole text in content:encoded (RSS content module)."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class AtomFeed(Atom1Feed):
    """Atom (RFC 4287) with the whole text in content."""

    content_type = "application/atom+xml; charset=utf-8"

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def response(request: HttpRequest, index: NewsIndexPage, kind: str) -> HttpResponse:
    """The feed, or 304 when the reader has these very bytes already."""
    articles = queries.with_bodies(queries.listed().values_list("pk", flat=True)[:ITEMS])
    changed = max((a.last_published_at or a.shown_at for a in articles), default=None)
    return feeds.response(request, _feed(request, index, kind, articles), changed)


def _feed(request, index, kind, articles: list[ArticlePage]):
    site = site_of(request)
    home = index.get_url(request)
    feed_class = AtomFeed if kind == "atom" else RssFeed
    feed = feed_class(
        title=clean(f"{site_identity(site).name}: {index.title}"),
        link=absolute(request, home),
        description=clean(index.description()),
        language="vi",
        feed_url=absolute(request, f"{home}{kind}.xml"),
        feed_guid=absolute(request, home),
    )
    pictures = (image for article in articles for image in (article.main_picture, article.social_image))
    bodies = body.render_all([article.body for article in articles], beside=pictures, is_plain=True)
    for article, html in zip(articles, bodies, strict=True):
        url = absolute(request, article.get_url(request))
        picture = absolute(request, shared_picture(article.picture())) if article.picture() else ""
        feed.add_item(
            title=clean(article.title),
            link=url,
            unique_id=url,
            description=clean(article.lead),
            content=clean(_for_readers(request, article, html, picture)),  # XML has no room for control characters
            author_name=clean(article.byline) or None,
            pubdate=article.shown_at,
            updateddate=article.last_published_at or article.shown_at,
            categories=[clean(topic.name) for topic in article.topics],
            enclosures=[Enclosure(picture, "0", "image/jpeg")] if picture else [],
        )
    return feed


def _for_readers(request: HttpRequest, article: ArticlePage, html: str, picture: str) -> str:
    """The whole text with addresses that hold elsewhere, and pictures in the plain form that every reader knows."""
    lead = format_html("<p><strong>{}</strong></p>", article.lead) if article.lead else ""
    figure = format_html('<p><img src="{}" alt=""></p>', picture) if picture else ""
    plain = SOURCES.sub("", str(html))
    return figure + lead + LOCAL.sub(lambda m: f'{m[1]}="{absolute(request, m[2])}"', plain)
