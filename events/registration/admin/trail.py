"""The audit trail of an entry in words: who did what when, from what to what, and how it differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.registration.models import Entry, EntryEvent, EntryMember, State

from .marks import Mark

ACTIONS = {
    "begin": pgettext_lazy("audit", "Begun"),
    "save": pgettext_lazy("audit", "Changed"),
    "submit": pgettext_lazy("audit", "Handed in"),
    "move_up": pgettext_lazy("audit", "Moved up from the waiting list"),
    "send_back": pgettext_lazy("audit", "Sent back"),
    "approve": pgettext_lazy("audit", "Approved"),
    "reject": pgettext_lazy("audit", "Rejected"),
    "withdraw": pgettext_lazy("audit", "Withdrawn"),
    "request_change": pgettext_lazy("audit", "Change requested"),
    "refuse_change": pgettext_lazy("audit", "Change refused"),
    "approve_change": pgettext_lazy("audit", "Change approved"),
    "person": pgettext_lazy("audit", "A person's data corrected"),
}

REASONS = {"reason": gettext_lazy("Reason"), "late": gettext_lazy("Late entry, because")}


@dataclass(frozen=True)
class Step:
    """One row of the trail. `before` and `after` are None where the state stayed."""

    at: datetime
    who: str
    what: str
    before: Mark | None
    after: Mark | None
    said: list[str]


def trail(entry: Entry) -> list[Step]:
    """All that was done to an entry, the latest first."""
    return [_step(event) for event in entry.events.select_related("actor").order_by("-pk")]


def _step(event: EntryEvent) -> Step:
    moved = event.from_state != event.to_state
    return Step(
        at=event.at,
        who=str(event.actor) if event.actor else _("the system"),
        what=ACTIONS.get(event.action, event.action),
        before=_mark(event.from_state) if moved else None,
        after=_mark(event.to_state) if moved else None,
        said=list(_said(event.detail)),
    )


def _mark(state: str) -> Mark | None:
    return Mark(State(state)) if state in State.values else None


def _said(detail: Mapping[str, Any]) -> Iterable[str]:
    for name, label in REASONS.items():
        if detail.get(name):
            yield _("%(label)s: %(text)s") % {"label": label, "text": detail[name]}
    yield from texts_said(detail.get("texts") or {})
    yield from roster_said(detail.get("roster") or {})


def texts_said(texts: Mapping[str, Any]) -> Iterable[str]:
    """What is said of an entry beside its roster, as pairs of before and after."""
    for name, pair in texts.items():
        before, after = (value if value not in (None, "") else "–" for value in pair)
        label = Entry._meta.get_field(name).verbose_name
        yield _("%(label)s: %(before)s → %(after)s") % {
            "label": str(label).capitalize(),
            "before": before,
            "after": after,
        }


def roster_said(difference: Mapping[str, Any]) -> Iterable[str]:
    """How a roster became another, person by person."""
    for seat in difference.get("added", ()):
        yield _("Added: %(seat)s") % {"seat": seat_said(seat)}
    for seat in difference.get("removed", ()):
        yield _("Removed: %(seat)s") % {"seat": seat_said(seat)}
    for before, after in difference.get("changed", ()):
        yield _("%(name)s: %(before)s → %(after)s") % {
            "name": after["name"] or before["name"] or _("somebody"),
            "before": duty_said(before),
            "after": duty_said(after),
        }
    if difference.get("reordered"):
        yield _("The order was changed")


def seat_said(seat: Mapping[str, Any]) -> str:
    """A place on a roster: Trần An (cầu thủ, số 7)."""
    return f"{seat['name'] or _('somebody')} ({duty_said(seat)})"


def duty_said(seat: Mapping[str, Any]) -> str:
    """The role, and the shirt number if there is one."""
    role = dict(EntryMember.Role.choices).get(seat["role"], seat["role"])
    if seat.get("shirt") is None:
        return str(role).lower()
    return _("%(role)s, No. %(shirt)s") % {"role": str(role).lower(), "shirt": seat["shirt"]}
