"""Taking the data of delegates away some time after their conference. How many came stays."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override

from ..models import Delegate, DelegateEvent
from . import keeping

KEPT = ("states", "sessions", "consent")
"""What an audit row says that names nobody."""


def due(before: date) -> QuerySet[Delegate]:
    """The delegates to conferences that ended before that day, in whatever state."""
    return Delegate.objects.filter(anonymised_at=None, conference__ends_on__lt=before).order_by("pk")


def anonymise(before: date) -> int:
    """Anonymises all who are due, conference by conference; how many."""
    conferences = list(due(before).order_by("conference").values_list("conference", flat=True).distinct())
    return sum(_anonymise_conference(conference, before) for conference in conferences)


@transaction.atomic
def _anonymise_conference(conference: int, before: date) -> int:
    keeping.lock(conference)
    delegates = list(due(before).filter(conference=conference))
    with override(settings.LANGUAGE_CODE):
        name = gettext("Anonymised")
    for delegate in delegates:
        # With the key: two of a unit who stand must differ.
        delegate.full_name, delegate.post, delegate.email = f"{name} {delegate.pk}", "", ""
        delegate.diet, delegate.reason, delegate.anonymised_at = "", "", timezone.now()
        delegate.save()
    for event in DelegateEvent.objects.filter(delegate__in=delegates):
        event.detail = without_names(event.detail)
        event.save(update_fields=["detail"])
    return len(delegates)


def without_names(detail: dict[str, Any]) -> dict[str, Any]:
    """The record with what was changed, but not from what to what."""
    kept = {name: value for name, value in detail.items() if name in KEPT}
    changed = {name: ["", ""] for name in detail.get("changed") or {}}
    return kept | ({"changed": changed} if changed else {})
