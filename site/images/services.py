"""Writing pictures: into the library, and into their sizes."""

import weakref
from collections.abc import Iterable
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile
from wagtail.images.models import Filter
from wagtail.models import Collection

from vietnamese.text import slug

from . import presets
from .intake import Intake, RefusedPicture, take_in
from .models import CustomImage, Withdrawal


def store_picture(
    data: bytes,
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
    taken = take_in(data)
    refuse_withdrawn(taken.sha256)
    known = CustomImage.objects.filter(source_hash=taken.sha256).first()
    if known is None:
        try:
            with transaction.atomic():
                return _create(taken, title, description, caption, credit, collection, user, for_album)
        except IntegrityError:  # somebody else has stored the same picture since we looked
            known = CustomImage.objects.filter(source_hash=taken.sha256).first()
            if known is None:
                raise
    if for_album and not known.is_cut_for_albums:
        known.is_cut_for_albums = True
        known.save(update_fields=["is_cut_for_albums"])
    _fill_gaps(known, description=description, caption=caption, credit=credit)
    return known


def refuse_withdrawn(source_hash: str) -> None:
    """Raises images.intake.RefusedPicture when a file of this hash was withdrawn from the site."""
    if Withdrawal.objects.filter(source_hash=source_hash).exists():
        raise RefusedPicture("withdrawn")


def withdraw(image: CustomImage, *, reason: str, user) -> Withdrawal:
    """Takes a picture off the site for good: out of albums, articles and the library, with all its files; the same
    file is refused from then on. Returns the record of it."""
    with transaction.atomic():
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


def make_renditions(image: CustomImage) -> int:
    """Makes the renditions that the image still lacks, drops those of an older focal point; returns how many it has."""
    specs = presets.all_specs(pages=image.is_cut_for_pages, albums=image.is_cut_for_albums)
    renditions = image.get_renditions(*specs)
    current = {spec: Filter(spec=spec).get_cache_key(image) for spec in renditions}
    # By key and not by identity: what get_renditions has just made does not know its primary key.
    made = image.renditions.values_list("pk", "filter_spec", "focal_point_key")
    image.renditions.filter(pk__in=[pk for pk, spec, key in made if key != current.get(spec, key)]).delete()
    return len(renditions)
