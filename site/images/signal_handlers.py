"""Renditions follow the picture: whenever it is new, replaced, or has its focal point moved."""

from django.db import transaction
from django.db.models.signals import post_delete, post_init, post_save

from pagecache import generation

from .models import CustomImage

SHAPED_BY = (
    "file",
    "is_cut_for_pages",
    "is_cut_for_albums",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


def _shape(image: CustomImage) -> tuple:
    # A deferred field is not asked for: that would be a query for each row of a list.
    return tuple(str(image.__dict__.get(name)) for name in SHAPED_BY)


def remember_shape(instance: CustomImage, **kwargs) -> None:
    instance._shape_when_loaded = _shape(instance)


def queue_renditions(instance: CustomImage, created: bool, raw: bool = False, **kwargs) -> None:
    from .tasks import enqueue  # tasks import services, which import models that are not ready at start

    if raw or not (created or _shape(instance) != instance._shape_when_loaded):
        return
    remember_shape(instance)
    transaction.on_commit(lambda: enqueue(instance))


def renew_pages(created: bool = False, **kwargs) -> None:
    """A new picture stands on no page yet: a card of two hundred must not empty the cache two hundred times."""
    if not created:
        generation.renew()


def connect() -> None:
    post_init.connect(remember_shape, sender=CustomImage, dispatch_uid="images.remember_shape")
    post_save.connect(queue_renditions, sender=CustomImage, dispatch_uid="images.queue_renditions")
    post_save.connect(renew_pages, sender=CustomImage, dispatch_uid="images.renew")
    post_delete.connect(renew_pages, sender=CustomImage, dispatch_uid="images.renew")
