"""An album, and each of its photos."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from figures import queries as figures
from gallery import queries, structured_data
from gallery.archive import file_of
from gallery.files import jpeg
from gallery.models import AlbumPage, Downloads, GalleryIndexPage
from gallery.neighbours import albums_beside, place_of
from gallery.tiles import ratio_of, tiles
from pages.addresses import absolute, public_path
from pages.metadata import Metadata, describe

LARGEST_HEIGHT = 80
"""Of a photo on its own page, in hundredths of the window's height; css/album.css says the same."""


def album(request: HttpRequest, page: AlbumPage) -> HttpResponse:
    """The album with all its photos, or a preview of it. One that is new has no photos yet."""
    _refuse_page_numbers(request)
    photos = list(queries.shown(page)) if page.pk else []
    found = tiles(photos)
    # Else the page would ask for it again, and a new one has nobody to ask.
    page.cover = next((photo.image for photo in photos if photo.is_cover), None)
    is_public = page.pk is not None and page.live and not page.get_view_restrictions().exists()
    newer, older = albums_beside(page) if is_public else (None, None)
    index = _index(page)
    context = {
        "page": page,
        "album_url": page.get_url(request) or request.path,
        "index": index,
        "index_url": index.get_url(request),
        "tiles": found,
        "count": len(photos),
        "topics": page.topics,
        "event_url": public_path(page.event),
        "figures": figures.of(page) if is_public else None,
        "offers_downloads": bool(photos) and page.downloads != Downloads.NONE,
        "archive_bytes": _bytes(page, photos),
        "newer": newer,
        "older": older,
        "meta": describe(page, request, structured_data=structured_data.image_gallery(page, photos, request)),
    }
    return TemplateResponse(request, page.template, context)


def photo(request: HttpRequest, page: AlbumPage, photo_id: int) -> HttpResponse:
    """A photo alone, large, with what is said of it: where a link to it leads, and what works without a script."""
    _refuse_page_numbers(request)
    place = place_of(page, photo_id)
    shown, large = place.photo, jpeg(place.photo.image, 1600)
    ratio, album_url, index = ratio_of(shown), page.get_url(request), _index(page)
    place_text = _("Photo %(number)s of %(count)s") % {"number": place.number, "count": place.count}
    context = {
        "page": page,
        "place": place,
        "photo": shown,
        "place_text": place_text,
        "ratio_text": f"{ratio:.4f}",
        "sizes": f"min(100vw, 77rem, {ratio * LARGEST_HEIGHT:.0f}vh)",
        "alt": shown.shown_alt or place_text,
        "credit": shown.credit or page.credit,
        "album_url": album_url,
        "index": index,
        "index_url": index.get_url(request),
        "offers_downloads": page.downloads != Downloads.NONE,
        "is_original": page.downloads == Downloads.ORIGINAL and file_of(page, shown) is not shown.image.file,
        "meta": Metadata(
            title=f"{page.title} – {place_text}",
            description=shown.description[:300],
            canonical_url=absolute(request, f"{album_url}anh/{shown.pk}/"),
            image_url=absolute(request, large.url),
            image_alt=shown.shown_alt,
            type="article",
        ),
    }
    return TemplateResponse(request, "gallery/photo_page.html", context)


def _refuse_page_numbers(request: HttpRequest) -> None:
    """The lists have pages, and the page cache tells their numbers apart everywhere below the index; here each number
    would be one more copy of the same page."""
    if "trang" in request.GET:
        raise Http404("an album has one page")


def _index(page: AlbumPage) -> GalleryIndexPage:
    """The index above an album, which routing has at hand; the only one above a preview of a page that is new."""
    try:
        return page.get_parent()
    except (AttributeError, ObjectDoesNotExist):
        return get_object_or_404(GalleryIndexPage)


def _bytes(page: AlbumPage, photos: list) -> int:
    """How large the album's ZIP is, about; 0 where only the storage knows, which is not asked for each."""
    if page.downloads != Downloads.SHOWN:
        return 0
    return sum(photo.image.file_size or 0 for photo in photos)
