"""Kept pages follow the albums, and files go with their rows."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from pagecache import generation

from .models import AlbumPage, AlbumTopic, GalleryIndexPage, Photo


def delete_original(instance: Photo, **kwargs) -> None:
    if instance.original:
        transaction.on_commit(lambda: instance.original.delete(save=False))


def connect() -> None:
    post_delete.connect(delete_original, sender=Photo, dispatch_uid="gallery.delete_original")
    for model in (GalleryIndexPage, AlbumPage, AlbumTopic):
        post_save.connect(generation.renew, sender=model, dispatch_uid=f"gallery.renew.{model.__name__}")
        post_delete.connect(generation.renew, sender=model, dispatch_uid=f"gallery.renew.{model.__name__}")
