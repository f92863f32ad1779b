"""Making and revoking addresses of somebody's own calendar. Each function owns its transaction."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from vietnamese.text import clean_line

from ..models import PersonalFeed
from . import keeping

MOST = 10
"""Addresses of one person that are not revoked: a phone, a computer, and some that nobody uses any more."""
NOTED_EVERY = timedelta(hours=1)
"""How often it is written down that a feed was fetched: programs ask every few minutes."""


class TooMany(Exception):
    """Somebody has as many addresses as one may have."""


def feeds_of(user: User) -> list[PersonalFeed]:
    """Somebody's addresses that are not revoked, the latest first."""
    return list(PersonalFeed.objects.filter(user=user, revoked_at=None))


def make(name: str, *, by: User) -> PersonalFeed:
    """A new address; `name` says for which device. Raises TooMany and ValidationError."""
    with transaction.atomic():
        # Whoever presses the button twice waits here, and is counted.
        User.objects.select_for_update(of=("self",)).get(pk=by.pk)
        if PersonalFeed.objects.filter(user=by, revoked_at=None).count() >= MOST:
            raise TooMany
        feed = PersonalFeed(user=by, name=clean_line(name))
        feed.full_clean()
        feed.save(force_insert=True)
    return feed


def revoke(feed: PersonalFeed, *, by: User) -> bool:
    """Ends an address for ever; whether it was one of theirs that still led anywhere."""
    with transaction.atomic():
        own = PersonalFeed.objects.filter(pk=feed.pk, user=by, revoked_at=None)
        is_revoked = own.update(revoked_at=timezone.now()) == 1
        if is_revoked:
            transaction.on_commit(lambda: keeping.end(feed.token))
    return is_revoked


def note_fetched(feed: PersonalFeed, now: datetime) -> None:
    """Notes that a program has asked, once an hour. The only thing that a GET writes: without it nobody could tell
    which of their addresses is still in use."""
    last = now - NOTED_EVERY
    if feed.fetched_at is None or feed.fetched_at < last:
        rows = PersonalFeed.objects.filter(pk=feed.pk)
        rows.filter(Q(fetched_at=None) | Q(fetched_at__lt=last)).update(fetched_at=now)


def forget_bodies_of(user_id: int) -> None:
    """Has somebody's calendars made anew: they stand for another unit now, or for none."""
    tokens = PersonalFeed.objects.filter(user=user_id, revoked_at=None).values_list("token", flat=True)
    for token in tokens:
        keeping.forget(token)
