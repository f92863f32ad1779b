"""Kept calendars follow who somebody is: whether the account is open, and whom it stands for."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from accounts.models import Membership, User

from .services import forget_bodies_of


def on_user(sender, instance: User, created: bool, update_fields=None, **kwargs) -> None:
    if not created and update_fields != {"last_login"}:
        transaction.on_commit(lambda: forget_bodies_of(instance.pk))


def on_membership(sender, instance: Membership, **kwargs) -> None:
    transaction.on_commit(lambda: forget_bodies_of(instance.user_id))


def connect() -> None:
    post_save.connect(on_user, sender=User, dispatch_uid="calendars.personal.user")
    post_save.connect(on_membership, sender=Membership, dispatch_uid="calendars.personal.membership")
    post_delete.connect(on_membership, sender=Membership, dispatch_uid="calendars.personal.membership_gone")
