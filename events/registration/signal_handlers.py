"""What registration does when a discipline changes."""

from django.db.models.signals import post_save

from events.models import Discipline

from .services import fill_places


def connect() -> None:
    post_save.connect(on_discipline_saved, sender=Discipline, dispatch_uid="registration.on_discipline_saved")


def on_discipline_saved(sender, instance: Discipline, created: bool, raw: bool = False, **kwargs) -> None:
    """A quota that was raised lets the waiting list move up at once."""
    if not created and not raw:
        fill_places(instance.pk)
