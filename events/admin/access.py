"""Who comes into the room, and what the others are told."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from events.models import Discipline, FestivalPage
from events.permissions import Obstacle, may_look, obstacle


def refusal(user, festival: FestivalPage) -> str:
    """Why this user may not change the disciplines, in a sentence; '' when they may."""
    match obstacle(user, festival):
        case Obstacle.NOT_THEIRS:
            return _("You may look at these disciplines. The organisers change them.")
        case Obstacle.PUBLISHED:
            return _(
                "This festival is published: what is changed here, readers see at once. So only those who may publish "
                "can change its disciplines."
            )
        case Obstacle.LOCKED:
            return _("This festival is locked. Its disciplines can be changed when it is free again.")
    return ""


def visible_festival(user, festival_id: int) -> FestivalPage:
    """The festival, for those who may at least look at its disciplines."""
    if not may_look(user):
        raise PermissionDenied
    return get_object_or_404(FestivalPage, pk=festival_id)


def own_festival(user, festival_id: int) -> FestivalPage:
    """The festival, for those who may change its disciplines."""
    festival = visible_festival(user, festival_id)
    if obstacle(user, festival):
        raise PermissionDenied(refusal(user, festival))
    return festival


def own_discipline(user, discipline_id: int) -> Discipline:
    """A discipline, for those who may change it."""
    if not may_look(user):
        raise PermissionDenied
    discipline = get_object_or_404(Discipline.objects.select_related("festival"), pk=discipline_id)
    if obstacle(user, discipline.festival):
        raise PermissionDenied(refusal(user, discipline.festival))
    return discipline
