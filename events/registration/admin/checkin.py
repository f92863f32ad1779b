"""The screen at the door: a code that is scanned or typed, or a name without its accents, and who stands there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from events.models import FestivalPage
from events.registration.checkin import queries, services
from events.registration.models import Arrival, Participant
from events.registration.tokens import read_token
from vietnamese.text import clean_line

from .access import for_festival
from .screen import show

LONGEST = 200
"""Letters that are looked for: a name, or the address in a code."""


@require_safe
@for_festival
def show_checkin(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """The field, and whom it found."""
    typed = clean_line(request.GET.get("q", ""))[:LONGEST]
    units = queries.arrivals_by_unit(festival)
    context = {
        "typed": typed,
        "found": queries.find(festival, typed),
        "most": queries.FOUND,
        "units": units,
        "expected": sum(unit.expected for unit in units),
        "arrived": sum(unit.arrived for unit in units),
    }
    return show(request, festival, "checkin.html", context, section="registration_checkin", title=_("Check-in"))


@require_POST
@for_festival
def arrive(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Keeps that somebody has come, by the code of their card or by their key.

    A scanner's script asks for a part of the screen, and gets the person with what happened; others the whole screen.
    """
    typed = clean_line(request.POST.get("q", ""))[:LONGEST]
    person = _meant(festival, request.POST.get("person", ""), typed)
    is_news = False
    if person is not None and person.duties:
        _arrival, is_news = services.arrive(festival, Participant(pk=person.pk), by=request.user)
        person = queries.one(festival, person.pk)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        arrived = sum(unit.arrived for unit in queries.arrivals_by_unit(festival))
        context = {"festival": festival, "person": person, "is_news": is_news, "typed": typed, "arrived": arrived}
        status = 200 if person else 404
        return TemplateResponse(request, "registration/admin/checkin_result.html", context, status=status)
    if person is None:
        messages.error(request, _("Nobody has this code. Look for the name."))
    elif not person.duties:
        messages.error(request, _("%(name)s is on no approved roster any more.") % {"name": person.name})
    elif is_news:
        messages.success(request, _("%(name)s has arrived.") % {"name": person.name})
    else:
        messages.warning(request, _("%(name)s had arrived already.") % {"name": person.name})
    return redirect(_back(festival, typed))


def _meant(festival: FestivalPage, key: str, typed: str) -> queries.Expected | None:
    if key:
        is_key = key.isascii() and key.isdecimal() and len(key) < 19
        return queries.one(festival, int(key)) if is_key else None
    if not read_token(typed):
        return None
    return next(iter(queries.find(festival, typed)), None)


@require_POST
@for_festival
def undo(request: HttpRequest, festival: FestivalPage, arrival_id: int) -> HttpResponse:
    """Takes back an arrival that was a mistake."""
    arrival = get_object_or_404(Arrival.objects.select_related("participant"), pk=arrival_id, festival=festival)
    if services.undo_arrival(arrival.pk, by=request.user):
        messages.success(request, _("The arrival of %(name)s is taken back.") % {"name": arrival.participant})
    else:
        messages.warning(request, _("It was taken back already."))
    return redirect(_back(festival, clean_line(request.POST.get("q", ""))[:LONGEST]))


def _back(festival: FestivalPage, typed: str) -> str:
    # Ready for the next one after a code; after a name the others of that name are still there.
    address = reverse("registration_checkin", args=[festival.pk])
    return f"{address}?{urlencode({'q': typed})}" if typed else address
