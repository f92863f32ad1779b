"""The conferences to which a unit sends delegates, and whom it sends to one of them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import ConferencePage
from units.models import Unit

from .. import windows
from ..delegates import queries
from ..delegates.models import Delegate
from .access import for_unit
from .durations import time_left


@require_safe
@for_unit
def conferences(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/hoi-nghi/: those that come, and those to which the unit sent somebody."""
    now = timezone.now()
    context = {
        "unit": unit,
        "tab": "conferences",
        "cards": queries.current_cards(unit, now),
        "past": queries.past_conferences(unit, now),
    }
    return render(request, "registration/portal/delegates/conferences.html", context)


@require_safe
@for_unit
def conference(request: HttpRequest, unit: Unit, conference_id: int) -> HttpResponse:
    """What the conference is, when and how many may be nominated, and who is."""
    now = timezone.now()
    found = conference_of(conference_id)
    card = queries.cards([found], unit, now)[0]
    is_over = now >= found.ends_at
    delegates = queries.delegates_of(found, unit)
    for delegate in delegates:
        delegate.conference = found
    may_write = not request.looks_only and not is_over
    context = {
        "unit": unit,
        "tab": "conferences",
        "conference": found,
        "card": card,
        "window": card.window,
        "time_left": time_left(card.window.closes_at, now) if card.window.state == windows.OPEN else "",
        "is_over": is_over,
        "delegates": delegates,
        "asks_sessions": bool(queries.asked_sessions(found)),
        "may_nominate": may_write and card.is_open and not card.is_full,
        "may_change": may_write and card.window.state == windows.OPEN and not found.is_cancelled,
        "withdrawable": {one.pk for one in delegates if may_write and may_be_withdrawn(one, now)},
    }
    return render(request, "registration/portal/delegates/conference.html", context)


def conference_of(conference_id: int) -> ConferencePage:
    return get_object_or_404(ConferencePage.objects.live().defer("body"), pk=conference_id)


def delegate_of(unit: Unit, conference: ConferencePage, delegate_id: int) -> Delegate:
    """A delegate of the unit to the conference, or 404."""
    found = Delegate.objects.select_related("unit").filter(unit=unit, conference=conference)
    delegate = get_object_or_404(found, pk=delegate_id)
    delegate.conference = conference
    return delegate


def may_be_withdrawn(delegate: Delegate, now: datetime) -> bool:
    """Whether the unit can still take somebody back."""
    has_come = delegate.arrived_at is not None
    return delegate.state in queries.STANDING and not has_come and now < delegate.conference.ends_at
