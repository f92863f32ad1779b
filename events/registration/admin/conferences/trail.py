"""The audit trail of a delegate in words: who did what when, from what to what."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.registration.checkin.delegate_arrivals import ARRIVE, UNDO_ARRIVAL
from events.registration.delegates.models import Delegate
from events.registration.delegates.services.deciding import ADD_LATE, CONFIRM, CORRECT, DECLINE, REOPEN
from events.registration.delegates.services.nominating import CHANGE, NOMINATE, WITHDRAW

from ..trail import Step, change_said, reasons_said, steps
from .marks import OF_DELEGATES

ACTIONS = {
    NOMINATE: pgettext_lazy("audit", "Nominated"),
    ADD_LATE: pgettext_lazy("audit", "Added by the organisers"),
    CHANGE: pgettext_lazy("audit", "Changed by the unit"),
    CORRECT: pgettext_lazy("audit", "Corrected by the organisers"),
    WITHDRAW: pgettext_lazy("delegate audit", "Withdrawn"),
    CONFIRM: pgettext_lazy("audit", "Confirmed"),
    DECLINE: pgettext_lazy("audit", "Declined"),
    REOPEN: pgettext_lazy("audit", "Taken up again"),
    ARRIVE: pgettext_lazy("audit", "Arrived"),
    UNDO_ARRIVAL: pgettext_lazy("audit", "Arrival taken back"),
}
REASONS = {"reason": gettext_lazy("Reason"), "late": gettext_lazy("Added because")}


def trail(delegate: Delegate) -> list[Step]:
    """All that was done to a delegate, the latest first."""
    return steps(delegate.events, ACTIONS, OF_DELEGATES, lambda event: event.detail.get("states") or ("", ""), _said)


def _said(detail: Mapping[str, Any]) -> Iterable[str]:
    yield from reasons_said(detail, REASONS)
    for name, pair in (detail.get("changed") or {}).items():
        before, after = (_value(name, value) for value in pair)
        yield change_said(Delegate._meta.get_field(name).verbose_name, before, after)
    sessions = detail.get("sessions") or {}
    for title in sessions.get("added", ()):
        yield _("Attends now: %(session)s") % {"session": title}
    for title in sessions.get("removed", ()):
        yield _("Attends no longer: %(session)s") % {"session": title}
    if detail.get("consent"):
        yield _("The unit confirmed that they agree to their data being used.")


def _value(name: str, value: str) -> str:
    return str(dict(Delegate.Diet.choices).get(value, value)) if name == "diet" else value or "–"
