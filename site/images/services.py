"""Writing pictures: into the library, and into their sizes."""

import weakref
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile
from wagtail.images.models import Filter
from wagtail.models import Collection

from pagecache import generation
from vietnamese.text import slug

from . import presets
from .intake import Intake, take_in
from .models import CustomImage


def store_picture(
    data: bytes, *, title: str, description: str = "", caption: str = "", credit: str = "", collection=None, user=None
) -> CustomImage:
    """Puts a picture into the library, once: the same bytes give the record that they gave before.

    What a record says already (caption, credit, description) is left alone; only gaps are filled.
    Raises images.intake.RefusedPicture. Inside a transaction that is rolled back the file on disk goes too.
    """
    taken = take_in(data)
    known = CustomImage.objects.filter(source_hash=taken.sha256).first()
    if known is None:
        try:
            with transaction.atomic():
                return _create(taken, title, description, caption, credit, collection, user)
        except IntegrityError:  # somebody else has stored the same picture since we looked
            known = CustomImage.objects.filter(source_hash=taken.sha256).first()
            if known is None:
                raise
    _fill_gaps(known, description=description, caption=caption, credit=credit)
    return known


def _create(taken: Intake, title, description, caption, credit, collection, user) -> CustomImage:
    image = CustomImage(
        title=title[:255],
        description=description[:255],
        caption=caption[:500],
        credit=credit[:200],
        source_hash=taken.sha256,
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
    renditions = image.get_renditions(*presets.all_specs())
    current = {spec: Filter(spec=spec).get_cache_key(image) for spec in renditions}
    # By key and not by identity: what get_renditions has just made does not know its primary key.
    made = image.renditions.values_list("pk", "filter_spec", "focal_point_key")
    image.renditions.filter(pk__in=[pk for pk, spec, key in made if key != current.get(spec, key)]).delete()
    generation.renew()  # what was kept of pages meanwhile shows the original
    return len(renditions)
