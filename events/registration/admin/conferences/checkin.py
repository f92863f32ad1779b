"""The door of a conference: confirmed delegates come in, the others are told why not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from events.models import ConferencePage
from events.registration.checkin import delegate_arrivals, delegates
from events.registration.checkin.counts import UnitCount
from events.registration.delegates.models import Delegate
from vietnamese.dates import format_date

from ..access import for_conference
from ..door import Guest, Way, let_in, looked_for, took_back
from .delegate import AT_THE_DOOR
from .screen import show

State = Delegate.State


class ConferenceDoor:
    """Expects the confirmed delegates, and keeps who has come in their own rows."""

    def __init__(self, conference: ConferencePage):
        self.conference = conference
        self.url = reverse("registration_delegate_checkin", args=[conference.pk])
        self.arrive_url = reverse("registration_delegate_arrive", args=[conference.pk])
        add = reverse("registration_delegate_add", args=[conference.pk])
        self.walk_in = Way(_("Add somebody who was not nominated"), f"{add}?{AT_THE_DOOR}")
        self.none_expected = _("No delegate is confirmed yet, so nobody is expected.")
        self.remark = _remark(conference)

    def find(self, typed: str) -> list[Guest]:
        return [self._guest(delegate) for delegate in delegates.find(self.conference, typed)]

    def nobody(self, typed: str) -> str:
        return _("No delegate is found by “%(typed)s”.") % {"typed": typed}

    def one(self, key: int) -> Guest | None:
        delegate = delegates.one(self.conference, key)
        return delegate and self._guest(delegate)

    def counts(self) -> list[UnitCount]:
        return delegates.arrivals_by_unit(self.conference)

    def arrive(self, guest: Guest, *, by: User) -> bool:
        return delegate_arrivals.arrive(guest.key, by=by)

    def _guest(self, delegate: Delegate) -> Guest:
        obstacle, refusal = _why_not(delegate)
        return Guest(
            key=delegate.pk,
            name=delegate.full_name,
            unit=delegate.unit,
            about=(delegate.post,),
            duties=tuple(session.title for session in delegate.sessions.all() if not session.is_cancelled),
            arrived_at=delegate.arrived_at,
            arrived_by=delegate.arrived_by,
            undo_url=reverse("registration_delegate_undo_arrival", args=[self.conference.pk, delegate.pk]),
            obstacle=obstacle,
            refusal=refusal,
            ways=self._ways(delegate),
        )

    def _ways(self, delegate: Delegate) -> tuple[Way, ...]:
        name, label = ("registration_delegate", _("Decide"))
        if delegate.state == State.CONFIRMED:
            name, label = ("registration_delegate_badge", _("Badge (PDF)"))
        return (Way(label, reverse(name, args=[self.conference.pk, delegate.pk])),)


def _remark(conference: ConferencePage) -> str:
    """Before its first day somebody may try the screen, or mean another conference: both should know."""
    if conference.starts_on <= timezone.localdate():
        return ""
    return _("The conference has not begun: its first day is %(day)s.") % {"day": format_date(conference.starts_on)}


def _why_not(delegate: Delegate) -> tuple[str, str]:
    """What keeps a delegate outside, in a few words and in a sentence."""
    name = {"name": delegate.full_name}
    if delegate.state == State.NOMINATED:
        return _("Not confirmed yet"), _("%(name)s is nominated but not confirmed yet.") % name
    if delegate.state == State.DECLINED:
        return _("Declined by the organisers"), _("%(name)s was declined by the organisers.") % name
    if delegate.state == State.WITHDRAWN:
        return _("Withdrawn by the unit"), _("%(name)s was withdrawn by their unit.") % name
    return "", ""


@require_safe
@for_conference
def show_checkin(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """The field, and whom it found."""
    context = looked_for(request, ConferenceDoor(conference))
    section = "registration_delegate_checkin"
    return show(request, conference, "checkin.html", context, section=section, title=_("Check-in"))


@require_POST
@for_conference
def arrive(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """Keeps that a delegate has come."""
    return let_in(request, ConferenceDoor(conference))


@require_POST
@for_conference
def undo(request: HttpRequest, conference: ConferencePage, delegate_id: int) -> HttpResponse:
    """Takes back an arrival that was a mistake."""
    delegate = get_object_or_404(Delegate, pk=delegate_id, conference=conference)
    was_standing = delegate_arrivals.undo_arrival(delegate.pk, by=request.user)
    return took_back(request, ConferenceDoor(conference), delegate.full_name, was_standing=was_standing)
