"""Who comes into the room, and what the others are told."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import Discipline, EventPage, FestivalPage, Handout, Session
from events.permissions import Obstacle, may_look, obstacle


def refusal(user, event: EventPage) -> str:
    """Why this user may not change what stands below an event, in a sentence; '' when they may."""
    match obstacle(user, event):
        case Obstacle.NOT_THEIRS:
            return _("You may look at this. The organisers change it.")
        case Obstacle.PUBLISHED:
            return _(
                "This event is published: what is changed here, readers see at once. So only those who may publish can "
                "change it."
            )
        case Obstacle.LOCKED:
            return _("This event is locked. It can be changed when it is free again.")
    return ""


def visible_event(user, event_id: int) -> EventPage:
    """The festival or conference, for those who may at least look at what stands below it."""
    if not may_look(user):
        raise PermissionDenied
    return _event(event_id)


def own_event(user, event_id: int) -> EventPage:
    """The festival or conference, for those who may change what stands below it."""
    return _own(user, visible_event(user, event_id))


def visible_festival(user, festival_id: int) -> FestivalPage:
    """The festival, for those who may at least look at its disciplines."""
    if not may_look(user):
        raise PermissionDenied
    return get_object_or_404(FestivalPage, pk=festival_id)


def own_festival(user, festival_id: int) -> FestivalPage:
    """The festival, for those who may change its disciplines."""
    return _own(user, visible_festival(user, festival_id))


def own_discipline(user, discipline_id: int) -> Discipline:
    """A discipline, for those who may change it."""
    if not may_look(user):
        raise PermissionDenied
    discipline = get_object_or_404(Discipline.objects.select_related("festival"), pk=discipline_id)
    _own(user, discipline.festival)
    return discipline


def own_session(user, session_id: int) -> tuple[EventPage, Session]:
    """A session and its event, for those who may change it."""
    if not may_look(user):
        raise PermissionDenied
    session = get_object_or_404(Session, pk=session_id)
    return _own(user, _event(session.event_id)), session


def visible_handout(user, handout_id: int) -> tuple[EventPage, Handout]:
    """A handout and its event, for those who may at least look at it."""
    if not may_look(user):
        raise PermissionDenied
    handout = get_object_or_404(Handout, pk=handout_id)
    return _event(handout.event_id), handout


def own_handout(user, handout_id: int) -> tuple[EventPage, Handout]:
    """A handout and its event, for those who may change it."""
    event, handout = visible_handout(user, handout_id)
    return _own(user, event), handout


def _event(event_id: int) -> EventPage:
    event = get_object_or_404(Page, pk=event_id).specific
    if not isinstance(event, EventPage):
        raise Http404("the page is no event")
    return event


def _own(user, event):
    if obstacle(user, event):
        raise PermissionDenied(refusal(user, event))
    return event
