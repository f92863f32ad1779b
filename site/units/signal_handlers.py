"""Kept pages follow the units, and a logo is there in the sizes of pages."""

from django.db.models.signals import post_delete, post_save

from images.services import cut_for_pages
from pagecache import generation

from .models import Unit, UnitAward, UnitTerm


def make_sizes_of_logo(instance: Unit, **kwargs) -> None:
    if instance.logo_id:
        cut_for_pages([instance.logo_id])


def connect() -> None:
    post_save.connect(make_sizes_of_logo, sender=Unit, dispatch_uid="units.make_sizes_of_logo")
    for model in (Unit, UnitTerm, UnitAward):
        post_save.connect(generation.renew, sender=model, dispatch_uid=f"units.renew.{model.__name__}")
        post_delete.connect(generation.renew, sender=model, dispatch_uid=f"units.renew.{model.__name__}")
