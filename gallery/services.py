"""Writing albums: photos come in, are arranged, captioned, left out, withdrawn.

Every function owns its transaction and first locks the album, so that two people who arrange it do not undo each
other's work, and two hundred files that arrive at once each find their place. What takes long is done before.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Max, Q
from wagtail.log_actions import log
from wagtail.models import Collection

from images.camera import read_notes
from images.intake import RefusedPicture
from images.models import CustomImage, Withdrawal
from images.originals import NotAJpeg, stripped
from images.services import Incoming, cut_for_pages, delete_unless_committed, lock, receive, store
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
    incoming = receive(data)
    known = _photo_of(album, incoming)
    if known:
        return known, False
    notes = read_notes(data)
    name = clean_line(PurePath(file_name.replace("\\", "/")).name)[:150] or "anh"
    own = _own_pixels(data) if album.downloads == Downloads.ORIGINAL else None
    with transaction.atomic():
        album = _lock(album)
        known = _photo_of(album, incoming)
        if known:
            return known, False
        image = store(
            incoming,
            title=notes.caption or PurePath(name).stem,
            caption=notes.caption,
            credit=notes.credit,
            collection=Collection.objects.filter(name=COLLECTION).first(),
            user=user,
            for_album=True,
        )
        if not lock([image.pk]):
            raise RefusedPicture("withdrawn")
        photo = Photo(
            album=album,
            image=image,
            caption=notes.caption,
            credit=notes.credit if notes.credit != album.credit else "",
            taken_at=notes.taken_at,
            file_name=name,
        )
        photo.position = _make_room(album, photo)
        if own and album.downloads == Downloads.ORIGINAL:
            photo.original.save(PurePath(name).stem + ".jpg", ContentFile(own), save=False)
            delete_unless_committed(photo.original)
        photo.save()
        # Readers see it when its sizes are made, which begins a new generation of pages; a picture whose sizes are
        # made already is seen at once.
        _settle(album, is_read=bool(photo.searched_text()), is_seen=incoming.is_known)
    return photo, True


def _photo_of(album: AlbumPage, incoming: Incoming) -> Photo | None:
    return Photo.objects.select_related("image").filter(album=album, image__source_hash=incoming.sha256).first()


def _own_pixels(data: bytes) -> bytes | None:
    try:
        return stripped(data)
    except NotAJpeg:  # of other formats there is the picture as shown
        return None


def _make_room(album: AlbumPage, photo: Photo) -> int:
    """The position before the first photo that was taken later. While nobody has arranged the album by hand, that is
    the order of time; afterwards it disturbs as little as it can."""
    # The database leaves out most of those that were taken before; names are compared here, because the databases
    # do not agree on their order.
    not_before = Q(taken_at=None) | Q(taken_at__gte=photo.taken_at) if photo.taken_at else Q(taken_at=None)
    rows = album.photos.filter(not_before).order_by("position", "pk").values_list("position", "taken_at", "file_name")
    place = _place_in_time(photo.taken_at, photo.file_name)
    later = next((position for position, *taken in rows if _place_in_time(*taken) > place), None)
    if later is None:
        return (album.photos.aggregate(last=Max("position"))["last"] or 0) + 1
    album.photos.filter(position__gte=later).update(position=F("position") + 1)
    return later


def _place_in_time(taken_at: datetime | None, file_name: str) -> tuple:
    # A picture without a time (from a chat, say) stands after those that have one.
    return (taken_at is None, taken_at.timestamp() if taken_at else 0, file_name)


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
    rows = album.photos.values_list("pk", "taken_at", "file_name")
    arrange(album, [pk for pk, *taken in sorted(rows, key=lambda row: _place_in_time(*row[1:]))])


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
        # Albums before pictures, as everywhere here; else this and an upload could wait for each other.
        albums = [_lock(album) for album in AlbumPage.objects.filter(photos__image=photo.image_id).order_by("pk")]
        record = withdraw_image(photo.image, reason=reason, user=user)
        for album in albums:
            _settle(album)
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


def _settle(album: AlbumPage, *, is_read: bool = True, is_seen: bool = True) -> None:
    """What must hold after each change: the album has a cover that readers see, in the sizes of lists; the search and
    the kept pages follow, where there is something to read or to see."""
    cover = album.photos.filter(is_cover=True).first()
    if cover is None or cover.is_left_out:
        album.photos.filter(is_cover=True).update(is_cover=False)
        cover = album.photos.filter(is_left_out=False).order_by("position", "pk").first()
        if cover:
            album.photos.filter(pk=cover.pk).update(is_cover=True)
    if cover:
        cut_for_pages([cover.image_id])
    if is_read:
        album_photos_changed.send(sender=AlbumPage, album=album)
    if is_seen and album.live:
        generation.renew()
