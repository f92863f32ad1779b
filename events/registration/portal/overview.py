"""Choosing the unit and the festival, and what a unit has registered there."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Membership
from accounts.queries import represented_units
from events.models import Branch, FestivalPage
from units.models import Unit

from .. import queries, windows
from ..delegates import room
from ..delegates.queries import current_cards
from ..models import Registration, State
from . import checklist
from .access import for_unit, signed_in
from .durations import time_left
from .problems import sentences

UNFINISHED = (State.DRAFT, State.RETURNED)


@require_safe
@signed_in
def units(request: HttpRequest) -> HttpResponse:
    """/dang-ky/: straight on to the unit when there is one, else to choose; a delegate's conferences; or how to become
    a representative."""
    found = list(represented_units(request.user))
    others = list(request.user.memberships.exclude(state=Membership.State.ACTIVE).select_related("unit"))
    if len(found) == 1 and not any(other.state == Membership.State.SUSPENDED for other in others):
        return redirect("portal_overview", found[0].code)
    context = {"units": found, "memberships": others, "conferences": room.own_conferences(request.user)}
    return render(request, "registration/portal/units.html", context)


@require_safe
@for_unit
def overview(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/: the festival that is coming; to choose, when there are several."""
    coming = list(queries.current_festivals(timezone.now()))
    if len(coming) == 1:
        return _of_festival(request, unit, coming[0])
    context = {
        "unit": unit,
        "tab": "overview",
        "coming": coming,
        "cards": current_cards(unit, timezone.now()),
        "past": _past(unit, coming),
    }
    return render(request, "registration/portal/festivals.html", context)


@require_safe
@for_unit
def festival(request: HttpRequest, unit: Unit, festival_id: int) -> HttpResponse:
    """A festival by its number: one of several, or one that is over."""
    return _of_festival(request, unit, get_object_or_404(FestivalPage.objects.live(), pk=festival_id))


def _of_festival(request: HttpRequest, unit: Unit, festival: FestivalPage) -> HttpResponse:
    now = timezone.now()
    window = windows.festival_window(festival, now)
    rows = queries.overview(festival, unit, now)
    registration = Registration.objects.filter(festival=festival, unit=unit).select_related("festival", "unit").first()
    context = {
        "unit": unit,
        "tab": "overview",
        "festival": festival,
        "window": window,
        "time_left": time_left(window.closes_at, now) if window.state == windows.OPEN else "",
        "is_over": festival.ends_on < timezone.localtime(now).date(),
        "branches": [
            (Branch(branch).label, list(of_branch)) for branch, of_branch in groupby(_by_branch(rows), key=_branch)
        ],
        "sentences": {
            found.entry.pk: sentences(found.problems)
            for row in rows
            for found in row.entries
            if found.entry.state in UNFINISHED
        },
        "cards": current_cards(unit, now),
        "past": _past(unit, [festival]),
    }
    if window.state != windows.UNSET and not context["is_over"]:
        context["tasks"] = checklist.of(festival, unit, registration, rows)
    return render(request, "registration/portal/overview.html", context)


def _branch(row: queries.Row) -> str:
    return row.discipline.branch


def _by_branch(rows: list[queries.Row]) -> list[queries.Row]:
    """Sports first; within a branch as the organisers arranged them."""
    return sorted(rows, key=lambda row: row.discipline.branch != Branch.SPORT)


def _past(unit: Unit, shown: list[FestivalPage]) -> list[FestivalPage]:
    """The other festivals for which the unit has registered, the latest first."""
    others = FestivalPage.objects.live().filter(registrations__unit=unit)
    return list(others.exclude(pk__in=[festival.pk for festival in shown]).order_by("-starts_on"))
