"""What the screen shows of an album's photos. The number of queries does not grow with the number of photos."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import Count, Q

from gallery.models import AlbumPage, Photo
from images.models import CustomRendition
from images.presets import PRESETS, all_specs

THUMBNAIL = PRESETS["photo"].spec(400, "jpeg")


def photos_of(album: AlbumPage) -> list[Photo]:
    """All photos in order, left out or not, each with its `thumbnail`."""
    photos = list(album.photos.select_related("image").order_by("position", "pk"))
    attach_thumbnails(photos)
    return photos


def attach_thumbnails(photos: Iterable[Photo]) -> None:
    """Gives each photo the address of its `thumbnail`; '' while that is not made."""
    made = _thumbnails(Q(image__in=[photo.image_id for photo in photos]))
    for photo in photos:
        photo.thumbnail = made.get(photo.image_id, "")


def thumbnails(album: AlbumPage, keys: Iterable[int]) -> dict[int, str]:
    """The thumbnails of those of these photos that have one by now, by the photo's key."""
    rows = CustomRendition.objects.filter(
        filter_spec=THUMBNAIL, image__photos__album=album, image__photos__in=list(keys)
    ).values_list("image__photos", "file")
    return {photo: default_storage.url(file) for photo, file in rows}


def _thumbnails(condition: Q) -> dict[int, str]:
    rows = CustomRendition.objects.filter(condition, filter_spec=THUMBNAIL).values_list("image", "file")
    return {image: default_storage.url(file) for image, file in rows}


@dataclass(frozen=True)
class Readiness:
    """How many of an album's pictures have all the sizes in which readers see them."""

    ready: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.ready == self.total


def readiness(album: AlbumPage) -> Readiness:
    """How far the task that makes sizes has come with an album: one query."""
    specs = all_specs(pages=False, albums=True)
    of_albums = Q(image__renditions__filter_spec__in=specs)
    # Distinct: beside a size of today there may be one of an older focal point.
    made = Count("image__renditions__filter_spec", filter=of_albums, distinct=True)
    counts = album.photos.order_by().annotate(made=made).values_list("made", flat=True)
    return Readiness(ready=sum(count >= len(specs) for count in counts), total=len(counts))
