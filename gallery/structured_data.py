"""An album for search engines, in the words of schema.org."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from navigation.queries import site_identity, site_of
from pages.addresses import absolute
from pages.metadata import json_ld

from .files import jpeg
from .models import AlbumPage, Photo

MOST_IMAGES = 50
"""Of an album of three hundred photos the others would weigh more than the page; their own pages say the rest."""


def image_gallery(page: AlbumPage, photos: list[Photo], request: HttpRequest) -> SafeString:
    """An ImageGallery with its first photos. They come with their images' `sizes`: nothing is asked of the database."""
    publisher = site_identity(site_of(request))
    organisation = {"@type": "Organization", "name": publisher.organisation or publisher.name}
    url = absolute(request, page.get_url(request))
    data = {
        "@context": "https://schema.org",
        "@type": "ImageGallery",
        "name": page.title,
        "description": page.description(),
        "inLanguage": "vi",
        "url": url,
        "dateCreated": page.taken_on.isoformat(),
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at),
        "contentLocation": {"@type": "Place", "name": page.place} if page.place else None,
        "publisher": organisation,
        "hasPart": [_image(page, photo, url, organisation, request) for photo in photos[:MOST_IMAGES]],
    }
    return json_ld(_said(data))


def _image(page: AlbumPage, photo: Photo, album_url: str, organisation: dict, request: HttpRequest) -> dict:
    shown, thumbnail = jpeg(photo.image, 1600), jpeg(photo.image, 400)
    credit = photo.credit or page.credit
    # 'Ảnh: Minh Đức' is how a credit is printed; whom it names comes behind the colon.
    name = credit.rpartition(":")[2].strip()
    return _said(
        {
            "@type": "ImageObject",
            "url": f"{album_url}anh/{photo.pk}/" if album_url else "",
            "contentUrl": absolute(request, shown.url),
            "thumbnailUrl": absolute(request, thumbnail.url),
            "width": shown.width,
            "height": shown.height,
            "caption": photo.description,
            "description": photo.shown_alt,
            "creditText": credit or organisation["name"],
            "creator": {"@type": "Person", "name": name} if name else organisation,
            "dateCreated": _moment(photo.taken_at),
        }
    )


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat() if moment else ""


def _said(data: dict) -> dict:
    """Without what is not known: an empty field is an error to those who check."""
    return {name: value for name, value in data.items() if value}
