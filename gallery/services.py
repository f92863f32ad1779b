"""Writing albums: photos come in, are arranged, captioned, left out, withdrawn.

Every function owns its transaction and first locks the album, so that two people who arrange it do not undo each
other's work, and two hundred files that arrive at once each find their place.
"""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log
from wagtail.models import Collection

from images.camera import read_notes
from images.models import CustomImage, Withdrawal
from images.originals import NotAJpeg, stripped
from images.services import cut_for_pages, delete_unless_committed, store_picture
from images.services import withdraw as withdraw_image
from pagecache import generation
from vietnamese.text import clean_line

from .models import AlbumPage, Downloads, Photo
from .signals import album_photos_changed

COLLECTION = "Ảnh của album"
WRITTEN = ("caption", "people", "credit", "alt_text", "hides_people", "is_left_out")
"""What an editor may say of a photo, one or many."""


class StrangePhotos(ValueError):
    """The photos named are not, or no longer, those of the album: somebody else has changed it meanwhile."""


def add_photo(album: AlbumPage, data: bytes, *, file_name: str, user=None) -> tuple[Photo, bool]:
    """Takes a picture into an album, at the place that the time of its taking gives it; whether it is new there.

    The same file again gives the same photo, with what has been said of it since. Raises images.intake.RefusedPicture.
    """
    notes = read_notes(data)
    name = clean_line(PurePath(file_name.replace("\\", "/")).name)[:150] or "anh"
    with transaction.atomic():
        image = store_picture(
            data,
            title=notes.caption or PurePath(name).stem,
            caption=notes.caption,
            credit=notes.credit,
            collection=Collection.objects.filter(name=COLLECTION).first(),
            user=user,
            for_album=True,
        )
        album = _lock(album)
        known = Photo.objects.filter(album=album, image=image).first()
        if known:
            return known, False
        photo = Photo(
            album=album,
            image=image,
            caption=notes.caption,
            credit=notes.credit if notes.credit != album.credit else "",
            taken_at=notes.taken_at,
            file_name=name,
        )
        photo.position = _make_room(album, photo)
        if album.downloads == Downloads.ORIGINAL:
            _keep_original(photo, data)
        photo.save()
        _settle(album)
    return photo, True


def _make_room(album: AlbumPage, photo: Photo) -> int:
    """The position before the first photo that was taken later. While nobody has arranged the album by hand, that is
    the order of time; afterwards it disturbs as little as it can."""
    place = _time_of(photo)
    rows = list(album.photos.order_by("position", "pk"))
    later = next((other for other in rows if _time_of(other) > place), None)
    if later is None:
        return rows[-1].position + 1 if rows else 1
    album.photos.filter(position__gte=later.position).update(position=F("position") + 1)
    return later.position


def _time_of(photo: Photo) -> tuple:
    # A picture without a time (from a chat, say) stands after those that have one.
    return (photo.taken_at is None, photo.taken_at.timestamp() if photo.taken_at else 0, photo.file_name)


def _keep_original(photo: Photo, data: bytes) -> None:
    try:
        own = stripped(data)
    except NotAJpeg:  # of other formats there is the picture as shown
        return
    photo.original.save(PurePath(photo.file_name).stem + ".jpg", ContentFile(own), save=False)
    delete_unless_committed(photo.original)


def write(album: AlbumPage, photos: Iterable[Photo], **said) -> list[Photo]:
    """Says the same of one or many photos of an album: any of `WRITTEN`. Returns them as they are now.

    Raises StrangePhotos when one of them is not in the album any more.
    """
    unknown = said.keys() - set(WRITTEN)
    assert not unknown, f"photos have no {unknown}"
    with transaction.atomic():
        album = _lock(album)
        rows = _own(album, [photo.pk for photo in photos])
        for photo in rows:
            for name, value in said.items():
                setattr(photo, name, value)
        Photo.objects.bulk_update(rows, list(said))
        _settle(album)
    return rows


def arrange(album: AlbumPage, order: Sequence[int]) -> None:
    """Puts the photos into this order, by their keys. Those that are not named (somebody has just added them) follow
    behind. Raises StrangePhotos when one is named that the album has not."""
    with transaction.atomic():
        album = _lock(album)
        named = _own(album, order)
        rest = album.photos.exclude(pk__in=order).order_by("position", "pk")
        rows = [*named, *rest]
        for position, photo in enumerate(rows, 1):
            photo.position = position
        Photo.objects.bulk_update(rows, ["position"])
        _settle(album)


def arrange_by_time(album: AlbumPage) -> None:
    """Puts the photos back into the order in which they were taken."""
    arrange(album, [photo.pk for photo in sorted(album.photos.all(), key=_time_of)])


def choose_cover(album: AlbumPage, photo: Photo) -> None:
    """Makes a photo the album's cover. Raises StrangePhotos."""
    with transaction.atomic():
        album = _lock(album)
        _own(album, [photo.pk])
        album.photos.filter(is_cover=True).exclude(pk=photo.pk).update(is_cover=False)
        album.photos.filter(pk=photo.pk).update(is_cover=True, is_left_out=False)
        _settle(album)


def remove(album: AlbumPage, photos: Iterable[Photo], *, user) -> int:
    """Takes photos out of an album; pictures that came for albums alone and are in no other go with them. How many."""
    with transaction.atomic():
        album = _lock(album)
        rows = _own(album, [photo.pk for photo in photos])
        images = [photo.image_id for photo in rows]
        for photo in rows:
            photo.delete()
        for image in CustomImage.objects.filter(pk__in=images, is_cut_for_pages=False, photos=None):
            image.delete()
        _settle(album)
        log(album, "gallery.photos.remove", user=user, data={"count": len(rows)})
    return len(rows)


def withdraw(photo: Photo, *, reason: str, user) -> Withdrawal:
    """Takes a photo's picture off the whole site at a person's request (see images.services.withdraw)."""
    with transaction.atomic():
        albums = list(AlbumPage.objects.filter(photos__image=photo.image_id))
        record = withdraw_image(photo.image, reason=reason, user=user)
        for album in albums:
            _settle(_lock(album))
            log(album, "gallery.photos.withdraw", user=user, data={"title": record.title, "reason": reason})
    return record


def _lock(album: AlbumPage) -> AlbumPage:
    """The album's row as it is now, held until the transaction ends."""
    return AlbumPage.objects.select_for_update(of=("self",)).get(pk=album.pk)


def _own(album: AlbumPage, keys: Sequence[int]) -> list[Photo]:
    by_key = {photo.pk: photo for photo in album.photos.select_related("image").filter(pk__in=keys)}
    if len(by_key) != len(set(keys)):
        raise StrangePhotos(sorted(set(keys) - by_key.keys()))
    return [by_key[key] for key in dict.fromkeys(keys)]


def _settle(album: AlbumPage) -> None:
    """What must hold after each change: the album has a cover that readers see, in the sizes of lists; the search and
    the kept pages follow."""
    cover = album.photos.filter(is_cover=True).first()
    if cover is None or cover.is_left_out:
        album.photos.filter(is_cover=True).update(is_cover=False)
        cover = album.photos.filter(is_left_out=False).order_by("position", "pk").first()
        if cover:
            album.photos.filter(pk=cover.pk).update(is_cover=True)
    if cover:
        cut_for_pages([cover.image_id])
    album_photos_changed.send(sender=AlbumPage, album=album)
    if album.live:
        generation.renew()
