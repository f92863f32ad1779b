"""What registration does when a discipline changes, and when an entry comes or goes."""

from django.db.models.signals import post_save

from events.models import Discipline

from . import public
from .models import EntryEvent
from .services import fill_places


def connect() -> None:
    post_save.connect(on_discipline_saved, sender=Discipline, dispatch_uid="registration.on_discipline_saved")
    post_save.connect(public.renew_pages, sender=EntryEvent, dispatch_uid="registration.renew_pages")


def on_discipline_saved(sender, instance: Discipline, created: bool, raw: bool = False, **kwargs) -> None:
    """A quota that was raised lets the waiting list move up at once."""
    if not created and not raw:
        fill_places(instance.pk)
