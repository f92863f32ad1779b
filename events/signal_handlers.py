"""Kept pages follow the events and what stands below them."""

from django.db.models.signals import post_delete, post_save

from pagecache import generation

from .models import Discipline, EventsIndexPage, FestivalContact, FestivalPage


def connect() -> None:
    for model in (EventsIndexPage, FestivalPage, FestivalContact, Discipline):
        post_save.connect(generation.renew, sender=model, dispatch_uid=f"events.renew.{model.__name__}")
        post_delete.connect(generation.renew, sender=model, dispatch_uid=f"events.renew.{model.__name__}")
