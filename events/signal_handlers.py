"""Kept pages follow the events and what stands below them; files follow their rows."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from pagecache import generation

from .models import (
    ConferenceContact,
    ConferencePage,
    Discipline,
    EventsIndexPage,
    FestivalContact,
    FestivalPage,
    Handout,
)

RENEWING = (EventsIndexPage, FestivalPage, FestivalContact, ConferencePage, ConferenceContact, Discipline)


def connect() -> None:
    for model in RENEWING:
        post_save.connect(generation.renew, sender=model, dispatch_uid=f"events.renew.{model.__name__}")
        post_delete.connect(generation.renew, sender=model, dispatch_uid=f"events.renew.{model.__name__}")
    post_delete.connect(on_handout_deleted, sender=Handout, dispatch_uid="events.on_handout_deleted")


def on_handout_deleted(sender, instance: Handout, **kwargs) -> None:
    """The file goes with its row, also where a whole event is deleted; not before that is certain."""
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))
