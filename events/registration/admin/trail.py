"""An audit trail in words: who did what when, from what to what; and that of an entry, with how it differs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.registration.models import Entry, EntryMember

from .marks import OF_ENTRIES, Mark, Marks

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
    """One row of a trail. `before` and `after` are None where the state stayed."""

    at: datetime
    who: str
    what: str
    before: Mark | None
    after: Mark | None
    said: list[str]


def steps(
    events: QuerySet,
    actions: Mapping[str, str],
    marks: Marks,
    states: Callable[[Any], tuple[str, str]],
    said: Callable[[Mapping[str, Any]], Iterable[str]],
) -> list[Step]:
    """The audit rows `events`, the latest first: `actions` has the word for each action, `states` tells of a row from
    which state to which it led, and `said` what its details say."""
    return [
        _step(event, actions, marks, states(event), said) for event in events.select_related("actor").order_by("-pk")
    ]


def _step(event, actions, marks: Marks, states: tuple[str, str], said) -> Step:
    before, after = states if states[0] != states[1] else ("", "")
    return Step(
        at=event.at,
        who=str(event.actor) if event.actor else _("the system"),
        what=actions.get(event.action, event.action),
        before=marks.of(before),
        after=marks.of(after),
        said=list(said(event.detail)),
    )


def reasons_said(detail: Mapping[str, Any], reasons: Mapping[str, str]) -> Iterable[str]:
    """The reasons that were given, each with its label."""
    for name, label in reasons.items():
        if detail.get(name):
            yield _("%(label)s: %(text)s") % {"label": label, "text": detail[name]}


def change_said(label: str, before: str, after: str) -> str:
    """What became of a field."""
    return _("%(label)s: %(before)s → %(after)s") % {
        "label": str(label).capitalize(),
        "before": before,
        "after": after,
    }


def trail(entry: Entry) -> list[Step]:
    """All that was done to an entry, the latest first."""
    return steps(entry.events, ACTIONS, OF_ENTRIES, lambda event: (event.from_state, event.to_state), _said)


def _said(detail: Mapping[str, Any]) -> Iterable[str]:
    yield from reasons_said(detail, REASONS)
    yield from texts_said(detail.get("texts") or {})
    yield from roster_said(detail.get("roster") or {})


def texts_said(texts: Mapping[str, Any]) -> Iterable[str]:
    """What is said of an entry beside its roster, as pairs of before and after."""
    for name, pair in texts.items():
        before, after = (value if value not in (None, "") else "–" for value in pair)
        yield change_said(Entry._meta.get_field(name).verbose_name, before, after)


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
