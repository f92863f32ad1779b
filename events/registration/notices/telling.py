"""Writing notices."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from units.models import Unit

from ..models import Entry, Notice, Registration
from . import tasks, wording

GRACE = timedelta(minutes=1)
"""How long the task has that is enqueued after the commit, before the clock looks whether there was one."""


def tell(
    kind: str,
    *,
    entry: Entry | None = None,
    registration: Registration | None = None,
    unit: Unit | None = None,
    key: str,
    context: Mapping[str, Any],
) -> None:
    """Writes a notice for each active representative of the unit, in the caller's transaction, and has it sent when
    that is committed. `entry`, `registration` or `unit` says whose; one of them is needed.

    What was told under a key is not told to the same person again. `context` holds what the texts of this kind say
    beside that: `reason`; `approved` of a change that was decided; what reminders.py puts there.
    """
    unit = unit or (entry or registration).unit
    recipients = representatives(unit)
    if not recipients:
        return
    said = wording.snapshot(entry=entry, registration=registration, unit=unit, more=context)
    write(kind, recipients, said, key=key, unit=unit, entry=entry)


def write(
    kind: str, recipients: Iterable[str], said: dict[str, Any], *, key: str, unit: Unit, entry: Entry | None = None
) -> None:
    """Writes what is said, as `wording` makes it, to each of the recipients."""
    said["paragraphs"] = wording.paragraphs(kind, said)
    subject, text = wording.subject(kind, said), wording.text(said)
    due_at = timezone.now() + GRACE
    Notice.objects.bulk_create(
        [
            Notice(
                key=key,
                kind=kind,
                recipient=recipient,
                unit=unit,
                entry=entry,
                subject=subject,
                text=text,
                context=said,
                due_at=due_at,
            )
            for recipient in recipients
        ],
        ignore_conflicts=True,
    )
    # The rows are the truth and a task only the nudge: when none is enqueued, the clock finds them (sending.py).
    transaction.on_commit(lambda: _enqueue(key), robust=True)


def representatives(unit: Unit) -> list[str]:
    """The addresses of those who act for a unit."""
    active = Membership.objects.filter(unit=unit, state=Membership.State.ACTIVE, user__is_active=True)
    return list(active.order_by("user_id").values_list("user__email", flat=True))


def _enqueue(key: str) -> None:
    for pk in Notice.objects.filter(key=key, state=Notice.State.QUEUED).values_list("pk", flat=True):
        tasks.send.enqueue(pk)
