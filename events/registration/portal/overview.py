"""Choosing the unit, and what a unit has registered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Membership
from accounts.queries import represented_units
from units.models import Unit

from .access import for_unit, signed_in


@require_safe
@signed_in
def units(request: HttpRequest) -> HttpResponse:
    """/dang-ky/: straight on to the unit when there is one, else to choose; or how to become a representative."""
    found = list(represented_units(request.user))
    if len(found) == 1:
        return redirect("portal_overview", found[0].code)
    others = request.user.memberships.exclude(state=Membership.State.ACTIVE).select_related("unit")
    return render(request, "registration/portal/units.html", {"units": found, "memberships": others})


@require_safe
@for_unit
def overview(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/: the current festival."""
    return render(request, "registration/portal/overview.html", {"unit": unit})
