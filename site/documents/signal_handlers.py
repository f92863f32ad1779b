"""A new generation begins when a file changes: articles name its size and address."""

from django.db.models.signals import post_delete, post_save

from pagecache import generation

from .models import CustomDocument


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(generation.renew, sender=CustomDocument, dispatch_uid="documents.renew")
