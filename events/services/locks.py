"""One who changes what stands below an event holds its row meanwhile; afterwards readers see it."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied

from pagecache import generation

from ..models import EventPage
from ..permissions import may_arrange

Event = TypeVar("Event", bound=EventPage)


def lock(event: Event, by) -> Event:
    """The event as it is now, its row held until the transaction ends. Raises PermissionDenied for who may not arrange
    what stands below it."""
    locked = type(event).objects.select_for_update(of=("self",)).get(pk=event.pk)
    if not may_arrange(by, locked):
        raise PermissionDenied
    return locked


def renew_pages(event: EventPage) -> None:
    """What readers see of a published event begins anew after the commit."""
    if event.live:
        generation.renew()
