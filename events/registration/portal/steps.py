"""What is done to an entry as a whole, each after a page that asks whether it is meant: hand in, withdraw, delete."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Discipline
from units.models import Unit
from vietnamese.text import clean

from .. import services
from ..models import Entry, State
from ..refusals import sentence
from ..rules import Problem
from . import standing
from .access import for_unit
from .entries import entry_of, roster_of, sent_revision
from .entry_forms import roles_of
from .problems import shown_problems

REASON_LENGTH = 1000


@require_POST
@for_unit
def begin(request: HttpRequest, unit: Unit, festival_id: int, discipline_id: int) -> HttpResponse:
    """Begins an entry in a discipline and opens its editor.

    An empty draft that stands there already is opened instead, so that a doubled click makes one.
    """
    disciplines = Discipline.objects.select_related("festival").filter(festival__live=True)
    discipline = get_object_or_404(disciplines, pk=discipline_id)
    if discipline.festival_id != festival_id:
        raise Http404
    drafts = Entry.objects.filter(unit=unit, discipline=discipline, state=State.DRAFT, members=None, name="", title="")
    entry = drafts.first()
    if entry is None:
        try:
            entry = services.begin_entry(discipline, unit, by=request.user)
        except services.Refused as refused:
            _tell_problems(request, refused.problems)
            return redirect("portal_festival", unit.code, festival_id)
    return redirect("portal_entry", unit.code, entry.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def submit(request: HttpRequest, unit: Unit, entry_id: int) -> HttpResponse:
    """Shows the entry once more with what still keeps it back; POST hands in exactly what was shown."""
    entry = entry_of(unit, entry_id)
    if request.method == "POST":
        return _submit(request, entry)
    if not standing.of(entry, request, timezone.now()).may_submit:
        return _back(entry)
    return _ask_to_submit(request, entry)


def _submit(request: HttpRequest, entry: Entry) -> HttpResponse:
    try:
        submitted = services.submit(entry.pk, revision=sent_revision(request), by=request.user)
    except services.Changed as changed:
        current = entry_of(entry.unit, changed.entry.pk)
        if current.state in (State.DRAFT, State.RETURNED):
            error = _("Somebody has changed the entry since you opened this page. Look at it again, then hand it in.")
            return _ask_to_submit(request, current, error=error, status=HTTPStatus.CONFLICT)
        return _back(current)  # handed in already: by the first of two clicks, or by somebody else
    except services.Refused as refused:
        current = entry_of(entry.unit, entry.pk)
        if current.state not in (State.DRAFT, State.RETURNED):
            return _back(current)
        error = _("Not handed in. Your draft is kept.")
        refusals = [sentence(problem) for problem in refused.problems]
        return _ask_to_submit(request, current, error=error, refusals=refusals, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if submitted.state == State.WAITING:
        messages.warning(request, _("All places were taken when your entry arrived: it is on the waiting list."))
    else:
        messages.success(request, _("Your entry is handed in."))
    return _back(submitted)


def _ask_to_submit(request: HttpRequest, entry: Entry, *, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    rows = roster_of(entry)
    context = {
        "problems": [] if more.get("refusals") else shown_problems(entry),
        "rows": rows,
        "roles": roles_of(entry.discipline, rows),
        "has_shirts": any(row.shirt for row in rows),
        **more,
    }
    return _ask(request, entry, "submit", status, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def withdraw(request: HttpRequest, unit: Unit, entry_id: int) -> HttpResponse:
    """Takes an entry back that was handed in, after asking; its place goes to the waiting list."""
    entry = entry_of(unit, entry_id)
    if request.method == "POST" and entry.state == State.WITHDRAWN:
        return _back(entry)
    if not standing.of(entry, request, timezone.now()).may_withdraw and request.method != "POST":
        return _back(entry)
    if request.method == "POST":
        reason = clean(request.POST.get("ly-do", "")).strip()
        if len(reason) > REASON_LENGTH:
            error = _("The reason is longer than %(most)d letters.") % {"most": REASON_LENGTH}
            return _ask(request, entry, "withdraw", HTTPStatus.UNPROCESSABLE_ENTITY, error=error, reason=reason)
        try:
            services.withdraw(entry.pk, by=request.user, reason=reason)
        except services.Refused as refused:
            _tell_problems(request, refused.problems)
            return _back(entry)
        messages.success(request, _("The entry is withdrawn."))
        return _back(entry)
    return _ask(request, entry, "withdraw")


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def discard(request: HttpRequest, unit: Unit, entry_id: int) -> HttpResponse:
    """Deletes a draft that never was handed in, after asking."""
    entry = entry_of(unit, entry_id)
    festival = reverse("portal_festival", args=[unit.code, entry.discipline.festival_id])
    if request.method == "POST":
        try:
            services.discard(entry.pk, by=request.user)
        except services.Refused as refused:
            _tell_problems(request, refused.problems)
            return _back(entry)
        messages.success(request, _("The draft is deleted."))
        return HttpResponseRedirect(festival)
    if not standing.of(entry, request, timezone.now()).may_discard:
        return _back(entry)
    return _ask(request, entry, "discard")


def _ask(request: HttpRequest, entry: Entry, step: str, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    context = {
        "unit": entry.unit,
        "tab": "overview",
        "entry": entry,
        "discipline": entry.discipline,
        "festival": entry.discipline.festival,
        "stand": standing.of(entry, request, timezone.now()),
        **more,
    }
    return render(request, f"registration/portal/{step}.html", context, status=status)


def _back(entry: Entry) -> HttpResponse:
    return redirect("portal_entry", entry.unit.code, entry.pk)


def _tell_problems(request: HttpRequest, problems: Iterable[Problem]) -> None:
    for problem in problems:
        messages.error(request, sentence(problem))
