"""What registration does when a discipline changes, when an entry comes or goes, and when its music does."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from events.models import Discipline

from . import public
from .models import EntryEvent, Music
from .services import fill_places


def connect() -> None:
    post_save.connect(on_discipline_saved, sender=Discipline, dispatch_uid="registration.on_discipline_saved")
    post_save.connect(public.renew_pages, sender=EntryEvent, dispatch_uid="registration.renew_pages")
    post_delete.connect(on_music_deleted, sender=Music, dispatch_uid="registration.on_music_deleted")


def on_discipline_saved(sender, instance: Discipline, created: bool, raw: bool = False, **kwargs) -> None:
    """A quota that was raised lets the waiting list move up at once."""
    if not created and not raw:
        fill_places(instance.pk)


def on_music_deleted(sender, instance: Music, **kwargs) -> None:
    """The file goes with its row, also where a whole draft is deleted; not before that is certain."""
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))
