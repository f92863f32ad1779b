"""Writing pictures: into the library, and into their sizes."""

import hashlib
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile
from PIL.Image import Image
from wagtail.images.models import Filter
from wagtail.models import Collection

from vietnamese.text import slug

from . import cutting, presets
from .apart import take_in
from .intake import Intake, RefusedPicture
from .models import CustomImage, CustomRendition, Withdrawal


@dataclass(frozen=True)
class Incoming:
    """A picture's bytes on their way into the library: taken in already, unless the library has them."""

    data: bytes
    sha256: str
    taken: Intake | None

    @property
    def is_known(self) -> bool:
        return self.taken is None


def receive(data: bytes) -> Incoming:
    """The slow half of storing a picture: decoding and scaling take up to a second, so it belongs before a
    transaction, in which SQLite would let nobody else write meanwhile. A file that comes again is only hashed.

    Raises images.intake.RefusedPicture.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    refuse_withdrawn(sha256)
    is_known = CustomImage.objects.filter(source_hash=sha256).exists()
    return Incoming(data, sha256, None if is_known else take_in(data))


def store_picture(data: bytes, **texts) -> CustomImage:
    """Puts a picture into the library: `receive` and `store` in one, for those who are in no transaction."""
    return store(receive(data), **texts)


def store(
    incoming: Incoming,
    *,
    title: str,
    description: str = "",
    caption: str = "",
    credit: str = "",
    collection=None,
    user=None,
    for_album: bool = False,
) -> CustomImage:
    """Puts a picture into the library, once: the same bytes give the record that they gave before.

    A picture that comes `for_album` is made in the sizes of albums; those of pages follow when a page shows it.

    What a record says already (caption, credit, description) is left alone; only gaps are filled.
    Raises images.intake.RefusedPicture. Inside a transaction that is rolled back the file on disk goes too.
    """
    refuse_withdrawn(incoming.sha256)
    known = _known(incoming)
    if known is None:
        # Without what was taken in, the library had the picture a moment ago and has lost it since.
        taken = incoming.taken or take_in(incoming.data)
        try:
            with transaction.atomic():
                return _create(taken, title, description, caption, credit, collection, user, for_album)
        except IntegrityError:  # somebody else has stored the same picture since we looked
            known = _known(incoming)
            if known is None:
                raise
    if for_album and not known.is_cut_for_albums:
        known.is_cut_for_albums = True
        known.save(update_fields=["is_cut_for_albums"])
    _fill_gaps(known, description=description, caption=caption, credit=credit)
    return known


def _known(incoming: Incoming) -> CustomImage | None:
    return CustomImage.objects.filter(source_hash=incoming.sha256).first()


def refuse_withdrawn(source_hash: str) -> None:
    """Raises images.intake.RefusedPicture when a file of this hash was withdrawn from the site."""
    if Withdrawal.objects.filter(source_hash=source_hash).exists():
        raise RefusedPicture("withdrawn")


def withdraw(image: CustomImage, *, reason: str, user) -> Withdrawal:
    """Takes a picture off the site for good: out of albums, articles and the library, with all its files; the same
    file is refused from then on. Returns the record of it."""
    with transaction.atomic():
        if not lock([image.pk]):  # somebody else has withdrawn it since it was looked at
            return Withdrawal.objects.filter(source_hash=image.source_hash, title=image.title)[0]
        shown_on = sorted({str(source) for source, _ in image.get_usage()})
        record = Withdrawal.objects.create(
            source_hash=image.source_hash,
            title=image.title,
            reason=reason,
            shown_on=shown_on,
            withdrawn_by=user,
        )
        image.delete()
    return record


def lock(images: Iterable[int]) -> list[CustomImage]:
    """Those of these pictures that are still there, held until the transaction ends."""
    return list(CustomImage.objects.select_for_update().filter(pk__in=images).order_by("pk"))


def cut_for_pages(images: Iterable[int]) -> None:
    """Has the sizes made that pages show, for pictures that came for an album and stand on a page now."""
    for image in CustomImage.objects.filter(pk__in=images, is_cut_for_pages=False):
        image.is_cut_for_pages = True
        image.save(update_fields=["is_cut_for_pages"])


def _create(taken: Intake, title, description, caption, credit, collection, user, for_album) -> CustomImage:
    image = CustomImage(
        title=title[:255],
        description=description[:255],
        caption=caption[:500],
        credit=credit[:200],
        source_hash=taken.sha256,
        colour=taken.colour,
        is_cut_for_albums=for_album,
        is_cut_for_pages=not for_album,
        collection=collection or Collection.get_first_root_node(),
        uploaded_by_user=user,
        file=ImageFile(BytesIO(taken.data), name=slug(title, 60, fallback="hinh") + taken.extension),
    )
    image._set_image_file_metadata()
    try:
        image.save()
    finally:
        delete_unless_committed(image.file)
    return image


def delete_unless_committed(file: FieldFile) -> None:
    """Lets a file that was just written go the way of the transaction, however far outside it began.

    Django tells nobody of a rollback, but it forgets the functions that waited for the commit. So one waits here that
    does nothing but call off the deletion, and when it is forgotten, the deletion takes place. The other way about,
    writing the file after the commit, a full disk would leave a record without a picture.
    """

    def keep() -> None:
        deletion.detach()

    deletion = weakref.finalize(keep, file.storage.delete, file.name)
    transaction.on_commit(keep)


def _fill_gaps(image: CustomImage, **texts: str) -> None:
    changed = [name for name, text in texts.items() if text and not getattr(image, name)]
    for name in changed:
        setattr(image, name, texts[name][: CustomImage._meta.get_field(name).max_length])
    if changed:
        image.save(update_fields=changed)


def make_renditions(image: CustomImage, *, again: bool = False) -> int:
    """Makes the renditions that the image still lacks, drops those of an older focal point; returns how many it has.

    `again` makes all of them anew, under the addresses that pages know already. A format that cannot be written costs
    the others nothing: they are kept, and then the error is raised.
    """
    keys = {spec: Filter(spec=spec).get_cache_key(image) for spec in _specs(image)}
    made = {(row.filter_spec, row.focal_point_key): row for row in image.renditions.all()}
    lacking = [spec for spec, key in keys.items() if again or (spec, key) not in made]
    failures = []
    if lacking:
        with image.open_file() as file:
            picture = cutting.open_picture(file)
        for spec, cut in _cut(image, picture, lacking):
            if isinstance(cut, Exception):
                failures.append(cut)
            elif row := made.get((spec, keys[spec])):
                _replace(row, cut)
            else:
                _keep(image, spec, keys[spec], cut)
    stale = [row.pk for (spec, key), row in made.items() if key != keys.get(spec, key)]
    image.renditions.filter(pk__in=stale).delete()
    if failures:
        raise failures[0]
    return len(keys)


def forget_lost_renditions(image: CustomImage) -> int:
    """Forgets the renditions whose files are gone, as after a restore of the database alone; how many."""
    lost = [row.pk for row in image.renditions.all() if not row.file.storage.exists(row.file.name)]
    image.renditions.filter(pk__in=lost).delete()
    return len(lost)


def _specs(image: CustomImage) -> list[str]:
    return presets.all_specs(pages=image.is_cut_for_pages, albums=image.is_cut_for_albums)


def _cut(image: CustomImage, picture: Image, specs: list[str]) -> Iterator[tuple[str, cutting.Cut | Exception]]:
    """Each rendition as it is to be written, or why it could not be made. Of one shape only one format is held."""
    shape, scaled = None, None
    for spec in specs:
        transform = Filter(spec=spec).get_transform(image, picture.size)
        left, top, right, bottom = transform.get_rect().round()
        # Rounded, it may lie a pixel beyond the picture.
        box = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
        if shape != (box, transform.size):
            shape, scaled = (box, transform.size), cutting.scaled(picture, box, transform.size)
        try:
            yield spec, cutting.written(scaled, presets.format_of(spec))
        except Exception as error:
            yield spec, error


def _keep(image: CustomImage, spec: str, key: str, cut: cutting.Cut) -> None:
    """The file first and its row afterwards: a transaction would be held open for as long as a storage far away takes.
    When there can be no row (the image was withdrawn meanwhile, another worker was quicker), the file goes again."""
    row = CustomRendition(image=image, filter_spec=spec, focal_point_key=key)
    row.width, row.height = cut.size
    name = row.get_upload_to(cutting.file_name(image.file_name, spec, key))
    storage = row.file.storage
    name = storage.save(name, ContentFile(cut.data))
    # Not by assignment, upon which Django would read the file again to learn its size.
    row.file.name = name
    try:
        with transaction.atomic():
            row.save()
    except BaseException as error:
        storage.delete(row.file.name)
        if not isinstance(error, IntegrityError):
            raise


def _replace(row: CustomRendition, cut: cutting.Cut) -> None:
    """Writes a rendition over: kept pages, here and in readers' browsers, go on naming it."""
    storage = row.file.storage
    storage.delete(row.file.name)
    name = storage.save(row.file.name, ContentFile(cut.data))
    CustomRendition.objects.filter(pk=row.pk).update(file=name, width=cut.size[0], height=cut.size[1])
