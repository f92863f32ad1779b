"""Whether an event takes place, and when: said at once, whatever else is still being written on its page."""

from collections.abc import Mapping

from django.db import transaction

from ..models import EventPage, EventState
from .locks import lock
from .programme import shift_programme

FIELDS = ("state", "state_reason", "starts_on", "ends_on", "start_time", "end_time")


def set_state(event: EventPage, said: Mapping, *, moves_programme: bool, by) -> EventPage:
    """Cancels an event, moves it, or confirms it: `said` gives each of `FIELDS`. A published event is published anew
    with this alone; a draft with other changes stays a draft, and gets it as well.

    With `moves_programme` the sessions keep their distance from the beginning; from the first day where the event gets
    its hours only now, or loses them. Raises ValidationError.
    """
    with transaction.atomic():
        event = lock(event, by)
        former, day, was_all_day = event.begins_at, event.starts_on, event.is_all_day
        waits = event.has_unpublished_changes or not event.live
        draft = event.get_latest_revision_as_object() if waits and event.latest_revision_id else None
        if event.live:
            _say(event, said, day)
            event.full_clean()
            event.save_revision(user=by, log_action=True).publish(user=by)
            if draft:
                _say(draft, said, day)
                draft.live, draft.has_unpublished_changes = True, True
                draft.save_revision(user=by, clean=False)
        else:
            event = draft or event
            _say(event, said, day)
            event.full_clean()
            event.save()
            event.save_revision(user=by, log_action=True)
        shift = event.begins_at - former if event.is_all_day == was_all_day else event.starts_on - day
        if moves_programme and shift:
            shift_programme(event, shift, by=by)
    return event


def _say(event: EventPage, said: Mapping, day) -> None:
    for name in FIELDS:
        setattr(event, name, said[name])
    if event.state != EventState.MOVED:
        event.moved_from = None
    elif event.moved_from is None and event.starts_on != day:
        event.moved_from = day
