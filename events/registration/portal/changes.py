"""Asking for a change of an entry that the unit can no longer change itself: first shown, then sent."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from units.models import Unit
from vietnamese.text import clean, clean_line

from .. import queries, services
from ..checking import ABOUT_NOW
from ..models import ENTERED, Entry, Participant
from ..refusals import sentence
from . import differences, standing
from .access import for_unit
from .entries import entry_of, people_of, roster_of
from .entry_forms import Row, has_shirts, roles_of, seats_of, sent_rows, written_rows

SHOW, SEND = "xem", "gui"
"""The buttons: show what would change, and ask for it. Any other arranges the roster and shows the form again."""
NAME = "ten"


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def change(request: HttpRequest, unit: Unit, entry_id: int) -> HttpResponse:
    """A form with the entry as it is; POST shows what would be different, or asks the organisers for it."""
    entry = entry_of(unit, entry_id)
    may_ask = standing.of(entry, request, timezone.now()).may_ask
    if not may_ask and (request.method != "POST" or entry.state not in ENTERED):
        return redirect("portal_entry", unit.code, entry.pk)
    if request.method != "POST":
        return _form(request, entry, roster_of(entry))
    rows = sent_rows(request.POST, people_of(entry))
    typed = {
        "names": _sent_names(request, entry),
        "withdraw": "rut" in request.POST,
        "reason": clean(request.POST.get("ly-do", "")).strip(),
    }
    if not may_ask and SEND not in request.POST:  # what is sent, the service answers
        error = _("Not saved: somebody else has changed this entry meanwhile.")
        return _form(request, entry, rows, error=error, status=HTTPStatus.CONFLICT, **typed)
    if any(row.error for row in rows):
        error = _("Please correct what is marked.")
        return _form(request, entry, rows, error=error, status=HTTPStatus.UNPROCESSABLE_ENTITY, **typed)
    if SEND in request.POST:
        return _send(request, entry, rows, typed)
    if SHOW in request.POST:
        return _show(request, entry, rows, typed)
    return _form(request, entry, rows, **typed)


def _show(request: HttpRequest, entry: Entry, rows: list[Row], typed: dict[str, Any]) -> HttpResponse:
    """What would be different, and what rules stand against it."""
    of_roster = differences.of_rosters(written_rows(roster_of(entry)), written_rows(rows))
    names = {person.pk: person.full_name for person in _people(entry)}
    of_names = [
        differences.Difference(_("Name"), names[key], name)
        for key, name in typed["names"].items()
        if name != names[key]
    ]
    found = [*of_roster, *of_names]
    refusals = []
    if not found and not typed["withdraw"]:
        refusals.append(_("Nothing is different yet. Change something first."))
    if not typed["reason"]:
        refusals.append(_("Say why: those whom it concerns will read it."))
    if of_roster and not typed["withdraw"]:
        problems = queries.problems_of(entry, members=seats_of(rows))
        refusals += [sentence(problem) for problem in problems if problem.code not in ABOUT_NOW]
    if refusals:
        return _form(request, entry, rows, refusals=refusals, status=HTTPStatus.UNPROCESSABLE_ENTITY, **typed)
    context = {"differences": found, "rows": rows, "sent_names": typed["names"].items(), **typed}
    return render(request, "registration/portal/change_shown.html", _about(entry) | context)


def _send(request: HttpRequest, entry: Entry, rows: list[Row], typed: dict[str, Any]) -> HttpResponse:
    wanted = services.Wanted(
        withdraw=typed["withdraw"],
        members=None if typed["withdraw"] else seats_of(rows),
        names={} if typed["withdraw"] else typed["names"],
    )
    try:
        services.request_change(entry.pk, by=request.user, wanted=wanted, reason=typed["reason"])
    except services.Refused as refused:
        refusals = [sentence(problem) for problem in refused.problems]
        return _form(request, entry, rows, refusals=refusals, status=HTTPStatus.UNPROCESSABLE_ENTITY, **typed)
    messages.success(request, _("Your request is with the organisers. They will decide, and you will be told."))
    return redirect("portal_entry", entry.unit.code, entry.pk)


def _sent_names(request: HttpRequest, entry: Entry) -> dict[int, str]:
    """The names as they were typed, by the keys of the people on the stored roster."""
    sent = {person.pk: request.POST.get(f"{NAME}-{person.pk}") for person in _people(entry)}
    return {key: clean_line(name) for key, name in sent.items() if name is not None}


def _people(entry: Entry) -> list[Participant]:
    return [row.person for row in roster_of(entry)]


def _form(
    request: HttpRequest, entry: Entry, rows: list[Row], *, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    seated = {row.person.pk for row in rows}
    names = more.get("names", {})
    context = {
        "rows": rows,
        "pool": [person for key, person in people_of(entry).items() if key not in seated],
        "people": [(person, names.get(person.pk, person.full_name)) for person in _people(entry)],
        **more,
    }
    return render(request, "registration/portal/change.html", _about(entry, rows) | context, status=status)


def _about(entry: Entry, rows: list[Row] = ()) -> dict[str, Any]:
    return {
        "unit": entry.unit,
        "tab": "overview",
        "entry": entry,
        "discipline": entry.discipline,
        "festival": entry.discipline.festival,
        "problems_of_people": {},
        "roles": roles_of(entry.discipline, rows),
        "has_shirts": has_shirts(entry.discipline),
    }
