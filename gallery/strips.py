"""Albums in the texts of other pages."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pages.addresses import path_of
from pages.strips import Strip, StripPhoto

from . import queries
from .models import AlbumPage, Photo

PHOTOS = 6
SHOWN = {5: 4}
"""Five fill no rectangle."""
SHARES = {1: 1, 2: 1 / 2, 4: 1 / 2}


def with_strips(keys: Iterable[int]) -> dict[int, AlbumPage]:
    """The albums of these keys that readers may see and in which there is something to see, each with its `strip`: one
    query for all."""
    found = queries.first_photos(queries.listed().filter(pk__in=list(keys)), PHOTOS)
    albums = {key: photos[0].album for key, photos in found.items()}
    for key, album in albums.items():
        album.strip = _strip(album, found[key])
    return albums


def _strip(album: AlbumPage, photos: list[Photo]) -> Strip:
    photos = photos[: SHOWN.get(len(photos), PHOTOS)]
    url = path_of(album.url_path)
    return Strip(
        url=url,
        title=album.title,
        date=album.taken_on,
        place=album.place,
        photo_count=photos[0].photo_count,
        photos=[
            StripPhoto(
                url=f"{url}anh/{photo.pk}/",
                alt=photo.shown_alt or _("Photo %(number)s") % {"number": number},
                sizes=_sizes(number, len(photos)),
                image=photo.image,
            )
            for number, photo in enumerate(photos, 1)
        ],
    )


def _sizes(number: int, count: int) -> str:
    """How wide the photo of this number is cut (album-strip.css): of three and of six the first is large."""
    share = SHARES.get(count) or (2 / 3 if number == 1 else 1 / 3)
    return f"(min-width: 45rem) {42 * share:.0f}rem, {100 * share:.0f}vw"
