"""The states of an entry and what leads from one to another: the only place that changes a state."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.models import User

from .. import notices
from ..models import ENDED, HOLDING, ChangeRequest, Entry, EntryEvent, State
from ..rules import Problem
from .errors import Refused

SUBMIT, MOVE_UP, SEND_BACK, APPROVE, REJECT, WITHDRAW = (
    "submit",
    "move_up",
    "send_back",
    "approve",
    "reject",
    "withdraw",
)

ALLOWED: dict[str, tuple[tuple[State, ...], tuple[State, ...]]] = {
    # action     from                                                            to
    SUBMIT:    ((State.DRAFT, State.RETURNED),                                   (State.SUBMITTED, State.WAITING)),
    MOVE_UP:   ((State.WAITING,),                                                (State.SUBMITTED,)),
    SEND_BACK: ((State.SUBMITTED, State.APPROVED),                               (State.RETURNED,)),
    APPROVE:   ((State.SUBMITTED,),                                              (State.APPROVED,)),
    REJECT:    ((State.SUBMITTED, State.WAITING, State.RETURNED, State.APPROVED), (State.REJECTED,)),
    WITHDRAW:  ((State.SUBMITTED, State.WAITING, State.RETURNED, State.APPROVED), (State.WITHDRAWN,)),
}  # fmt: skip

NOTICES = {
    MOVE_UP: "moved_up",
    SEND_BACK: "returned",
    APPROVE: "approved",
    REJECT: "rejected",
    WITHDRAW: "withdrawn",
}
"""What is told of each; of a submission, the state that it led to."""


def is_done(entry: Entry, action: str) -> bool:
    """Whether the entry is where the action leads: the button was pressed twice, and the second time is no news."""
    return entry.state in ALLOWED[action][1]


def require(entry: Entry, action: str) -> None:
    if entry.state not in ALLOWED[action][0]:
        refuse_now(entry)


def refuse_now(entry: Entry) -> None:
    raise Refused([Problem("not_now", {"state": State(entry.state).label})])


def move(
    entry: Entry,
    action: str,
    to: State,
    *,
    by: User | None,
    detail: dict[str, Any] | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Brings a locked entry into a state, with its audit row and its notice. `fields` were changed beside the state.

    A place that its state does not hold is given up; who moves up then is for the caller.
    """
    require(entry, action)
    assert to in ALLOWED[action][1]
    before, entry.state = entry.state, to
    if to not in HOLDING:
        entry.place = None
    store(entry, ["state", "place", *fields])
    if to in ENDED:
        _close_requests(entry, by)
    event = record(entry, action, by=by, before=before, detail=detail)
    notices.tell(
        NOTICES.get(action, str(to)),
        entry=entry,
        key=f"entry-{entry.pk}-{event.pk}",
        context={"reason": (detail or {}).get("reason", "")},
    )


def _close_requests(entry: Entry, by: User | None) -> None:
    """What waits for a decision about an entry that has ended is refused with it: nobody need look at it any more."""
    entry.change_requests.filter(state=ChangeRequest.State.OPEN).update(
        state=ChangeRequest.State.REFUSED, decided_by=by, decided_at=timezone.now()
    )


def store(entry: Entry, fields: Iterable[str]) -> None:
    """Saves these fields of a locked entry as its next revision."""
    entry.revision += 1
    entry.save(update_fields=[*fields, "revision", "changed_at"])


def record(
    entry: Entry, action: str, *, by: User | None, before: str | None = None, detail: dict[str, Any] | None = None
) -> EntryEvent:
    """Writes the audit row of what was just done."""
    return EntryEvent.objects.create(
        entry=entry,
        actor=by,
        action=action,
        from_state=entry.state if before is None else before,
        to_state=entry.state,
        detail=detail or {},
    )
