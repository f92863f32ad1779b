"""The audit trail of a delegate in words: who did what when, from what to what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.registration.delegates.models import Delegate, DelegateEvent

from .marks import Mark, mark

ACTIONS = {
    "nominate": pgettext_lazy("audit", "Nominated"),
    "add_late": pgettext_lazy("audit", "Added by the organisers"),
    "change": pgettext_lazy("audit", "Changed by the unit"),
    "correct": pgettext_lazy("audit", "Corrected by the organisers"),
    "withdraw": pgettext_lazy("delegate audit", "Withdrawn"),
    "confirm": pgettext_lazy("audit", "Confirmed"),
    "decline": pgettext_lazy("audit", "Declined"),
    "reopen": pgettext_lazy("audit", "Taken up again"),
    "arrive": pgettext_lazy("audit", "Arrived"),
    "undo_arrival": pgettext_lazy("audit", "Arrival taken back"),
}
REASONS = {"reason": gettext_lazy("Reason"), "late": gettext_lazy("Added because")}


@dataclass(frozen=True)
class Step:
    """One row of the trail. `before` and `after` are None where the state stayed."""

    at: datetime
    who: str
    what: str
    before: Mark | None
    after: Mark | None
    said: list[str]


def trail(delegate: Delegate) -> list[Step]:
    """All that was done to a delegate, the latest first."""
    return [_step(event) for event in delegate.events.select_related("actor").order_by("-pk")]


def _step(event: DelegateEvent) -> Step:
    before, after = event.detail.get("states") or ("", "")
    return Step(
        at=event.at,
        who=str(event.actor) if event.actor else _("the system"),
        what=ACTIONS.get(event.action, event.action),
        before=mark(before),
        after=mark(after),
        said=list(_said(event.detail)),
    )


def _said(detail: Mapping[str, Any]) -> Iterable[str]:
    for name, label in REASONS.items():
        if detail.get(name):
            yield _("%(label)s: %(text)s") % {"label": label, "text": detail[name]}
    for name, pair in (detail.get("changed") or {}).items():
        label = Delegate._meta.get_field(name).verbose_name
        before, after = (_value(name, value) for value in pair)
        yield _("%(label)s: %(before)s → %(after)s") % {
            "label": str(label).capitalize(),
            "before": before,
            "after": after,
        }
    sessions = detail.get("sessions") or {}
    for title in sessions.get("added", ()):
        yield _("Attends now: %(session)s") % {"session": title}
    for title in sessions.get("removed", ()):
        yield _("Attends no longer: %(session)s") % {"session": title}
    if detail.get("consent"):
        yield _("The unit confirmed that they agree to their data being used.")


def _value(name: str, value: str) -> str:
    return str(dict(Delegate.Diet.choices).get(value, value)) if name == "diet" else value or "–"
