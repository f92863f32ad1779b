"""Writing which delegates have come. Each arrival, and each that was taken back, is a row of the delegate's trail."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.permissions import may_organise

ARRIVE, UNDO_ARRIVAL = "arrive", "undo_arrival"


@transaction.atomic
def arrive(delegate_id: int, *, by: User) -> bool:
    """Keeps that a confirmed delegate has come; whether it was news. Of two doors that say so at once the database
    takes one."""
    _require_organiser(by)
    awaited = Delegate.objects.filter(pk=delegate_id, state=Delegate.State.CONFIRMED, arrived_at=None)
    is_news = awaited.update(arrived_at=timezone.now(), arrived_by=by) == 1
    if is_news:
        DelegateEvent.objects.create(delegate_id=delegate_id, actor=by, action=ARRIVE)
    return is_news


@transaction.atomic
def undo_arrival(delegate_id: int, *, by: User) -> bool:
    """Takes an arrival back that was a mistake; whether it still stood. When it was stays in the trail."""
    _require_organiser(by)
    delegate = Delegate.objects.filter(pk=delegate_id, arrived_at__isnull=False).first()
    if delegate is None:
        return False
    # One of two who take it back at once finds it as it was read.
    standing = Delegate.objects.filter(pk=delegate_id, arrived_at=delegate.arrived_at)
    if not standing.update(arrived_at=None, arrived_by=None):
        return False
    detail = {"arrived_at": delegate.arrived_at.isoformat()}
    DelegateEvent.objects.create(delegate=delegate, actor=by, action=UNDO_ARRIVAL, detail=detail)
    return True


def _require_organiser(user: User) -> None:
    if not may_organise(user):
        raise PermissionDenied
