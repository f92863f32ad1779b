"""How an entry stands: what may be done with it now, and what has been done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .. import queries
from ..models import ENTERED, ChangeRequest, Entry, EntryEvent, State
from ..windows import BEFORE, OPEN, Window, is_discipline_frozen, window
from .differences import label_of, of_rosters, written_text
from .durations import time_left


@dataclass(frozen=True)
class Standing:
    """What the buttons of an entry's page go by. The services look again; this keeps from offering in vain."""

    window: Window
    time_left: str
    may_edit: bool
    may_submit: bool
    may_withdraw: bool
    may_discard: bool
    may_ask: bool
    waits_as: int | None
    requests: Sequence[ChangeRequest]


def of(entry: Entry, request: HttpRequest, now: datetime) -> Standing:
    found = window(entry.discipline, now)
    acts, is_frozen = not request.looks_only, is_discipline_frozen(entry.discipline, now)
    is_draft, is_returned = entry.state == State.DRAFT, entry.state == State.RETURNED
    requests = list(entry.change_requests.all())
    has_open_request = any(one.state == ChangeRequest.State.OPEN for one in requests)
    # What was sent back may be put right until rosters freeze, whenever registration closed.
    may_correct = is_returned and not is_frozen
    is_fixed = entry.state in ENTERED and not may_correct
    return Standing(
        window=found,
        time_left=time_left(found.closes_at, now) if found.state == OPEN else "",
        may_edit=acts and (may_correct or (is_draft and found.state in (BEFORE, OPEN))),
        may_submit=acts and (may_correct or (is_draft and found.state == OPEN)),
        may_withdraw=acts and entry.state in ENTERED and (entry.state == State.WAITING or not is_frozen),
        may_discard=acts and is_draft,
        may_ask=acts and is_fixed and not has_open_request,
        waits_as=queries.waits_as(entry),
        requests=requests,
    )


@dataclass
class Step:
    """A line of an entry's history, with what exactly was changed."""

    at: datetime
    who: str
    action: str
    what: str
    reason: str = ""
    details: list[str] = field(default_factory=list)


def history(entry: Entry) -> list[Step]:
    """Who did what when, the last first. Drafts save themselves, so what one person changed in a row is one line."""
    steps: list[Step] = []
    for event in entry.events.select_related("actor"):
        step = Step(
            at=event.at,
            who=event.actor.get_full_name() if event.actor else "",
            action=event.action,
            what=_what(event),
            reason=event.detail.get("reason") or event.detail.get("late") or "",
            details=list(_details(event)),
        )
        last = steps[-1] if steps else None
        if last and step.action == last.action == "save" and step.who == last.who:
            last.at = step.at
            last.details += step.details
        else:
            steps.append(step)
    return steps[::-1]


def _what(event: EntryEvent) -> str:
    sentences = {
        "begin": _("began the draft"),
        "save": _("changed it"),
        "submit": _("handed it in: on the waiting list")
        if event.to_state == State.WAITING
        else _("handed it in: it got a place"),
        "move_up": _("moved up from the waiting list"),
        "send_back": _("sent it back"),
        "approve": _("approved it"),
        "reject": _("rejected it"),
        "withdraw": _("withdrew it"),
        "request_change": _("asked for a change"),
        "approve_change": _("approved the change asked for"),
        "refuse_change": _("refused the change asked for"),
        "music": _("brought the music"),
        "music_removed": _("took the music away"),
        "person": _("corrected a person's data"),
    }
    return sentences.get(event.action, event.action)


def _details(event: EntryEvent) -> Iterator[str]:
    for name, (_before, after) in event.detail.get("texts", {}).items():
        yield f"{label_of(name)}: {written_text(name, after) or '–'}"
    roster = event.detail.get("roster", {})
    for seat in roster.get("added", ()):
        yield f"+ {seat['name']}"
    for seat in roster.get("removed", ()):
        yield f"− {seat['name']}"
    for row in of_rosters(*([pair[side] for pair in roster.get("changed", ())] for side in (0, 1))):
        yield f"{row.subject}: {row.before} → {row.after}"
    for name in event.detail.get("names", ()):
        yield f"{name['name']} → {name['wanted']}"
    if "music" in event.detail:
        yield event.detail["music"]
