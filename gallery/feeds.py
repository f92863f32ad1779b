"""RSS 2.0 of the newest albums, with their first photos as Media RSS (https://www.rssboard.org/media-rss)."""

import mimetypes
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import format_html
from django.utils.translation import ngettext

from images.models import CustomImage
from images.queries import attach_renditions
from navigation.queries import site_identity, site_of
from pages import feeds
from pages.addresses import absolute, path_of
from vietnamese.dates import format_date
from vietnamese.numbers import format_number
from vietnamese.text import clean

from . import queries
from .files import File, jpeg
from .models import AlbumPage, GalleryIndexPage, Photo

ITEMS = 20
PHOTOS = 12
"""Of each album. A reader who likes them comes for the others."""


class MediaFeed(Rss201rev2Feed):
    """RSS 2.0 with the text in content:encoded and the photos in media:content."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        for photo in item["photos"]:
            handler.startElement("media:content", photo["content"])
            handler.addQuickElement("media:thumbnail", None, photo["thumbnail"])
            for name, text, attributes in photo["said"]:
                if text:
                    handler.addQuickElement(name, text, attributes)
            handler.endElement("media:content")


def response(request: HttpRequest, index: GalleryIndexPage) -> HttpResponse:
    """The feed, or 304 when the reader has these very bytes already."""
    albums = queries.with_topics_and_covers(queries.listed()[:ITEMS])
    photos = queries.first_photos(albums, PHOTOS)
    attach_renditions(
        [*(album.cover for album in albums), *(photo.image for some in photos.values() for photo in some)]
    )
    changed = max((album.last_published_at for album in albums if album.last_published_at), default=None)
    return feeds.response(request, _feed(request, index, albums, photos), changed)


def _feed(request, index, albums: list[AlbumPage], photos: dict[int, list[Photo]]) -> MediaFeed:
    home = absolute(request, index.get_url(request))
    feed = MediaFeed(
        title=clean(f"{site_identity(site_of(request)).name}: {index.title}"),
        link=home,
        description=clean(index.description()),
        language="vi",
        feed_url=f"{home}rss.xml",
    )
    for album in albums:
        url, first = absolute(request, path_of(album.url_path)), photos.get(album.pk, [])
        cover = _file(request, album.cover, 1600) if album.cover else None
        feed.add_item(
            title=clean(album.title),
            link=url,
            unique_id=url,
            description=clean(album.intro),
            content=clean(_text(album, url, cover, first[0].photo_count if first else 0)),
            author_name=clean(album.credit) or None,
            pubdate=album.first_published_at,
            categories=[clean(topic.name) for topic in album.topics],
            enclosures=[Enclosure(cover.url, "0", _kind(cover))] if cover else [],
            photos=[_media(request, album, photo) for photo in first],
        )
    return feed


def _text(album: AlbumPage, url: str, cover: File | None, count: int) -> str:
    """For readers who know nothing of Media RSS."""
    picture = format_html('<p><a href="{}"><img src="{}" alt=""></a></p>', url, cover.url) if cover else ""
    intro = format_html("<p>{}</p>", album.intro) if album.intro else ""
    about = [format_date(album.taken_on), album.place, _photos(count)]
    return picture + intro + format_html("<p>{}</p>", " · ".join(filter(None, about)))


def _photos(count: int) -> str:
    return ngettext("%(number)s photo", "%(number)s photos", count) % {"number": format_number(count)} if count else ""


def _media(request: HttpRequest, album: AlbumPage, photo: Photo) -> dict:
    """What media:content says of a photo: its attributes, its thumbnail's, and the elements within."""
    shown, thumbnail = _file(request, photo.image, 1600), _file(request, photo.image, 400)
    return {
        "content": {"medium": "image", "type": _kind(shown), **_attributes(shown)},
        "thumbnail": _attributes(thumbnail),
        "said": [
            ("media:title", clean(photo.description), {"type": "plain"}),
            ("media:description", clean(photo.alt_text), {"type": "plain"}),
            ("media:credit", clean(photo.credit or album.credit), {"role": "photographer", "scheme": "urn:ebu"}),
        ],
    }


def _file(request: HttpRequest, image: CustomImage, width: int) -> File:
    file = jpeg(image, width)
    return replace(file, url=absolute(request, file.url))


def _attributes(file: File) -> dict[str, str]:
    return {"url": file.url, "width": str(file.width), "height": str(file.height)}


def _kind(file: File) -> str:
    return mimetypes.guess_type(file.url)[0] or "image/jpeg"
