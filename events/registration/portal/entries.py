"""The page of an entry: its texts and its roster while they may be changed, and what became of it."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from units.models import Unit
from vietnamese.numbers import read_number

from .. import music, services
from ..models import Entry, Participant
from ..refusals import sentence
from . import differences, standing
from .access import for_unit, wants_json
from .differences import Difference
from .entry_forms import (
    DOWN,
    REMOVE,
    UP,
    EntryForm,
    Row,
    has_shirts,
    roles_of,
    seats_of,
    sent_rows,
    stored_rows,
    written_rows,
)
from .problems import Shown, of_people, shown_problems

ON_TO_SUBMIT = "tiep"
"""The button that goes on to handing in once everything is saved."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def entry(request: HttpRequest, unit: Unit, entry_id: int) -> HttpResponse:
    """The editor, or what was entered when it can no longer be changed here. POST saves, with or without a script."""
    found = entry_of(unit, entry_id)
    if request.method == "POST":
        return _save(request, found)
    return page_of(request, found)


def entry_of(unit: Unit, entry_id: int) -> Entry:
    """An entry of the unit, or 404."""
    entries = Entry.objects.select_related("discipline__festival", "registration", "unit")
    return get_object_or_404(entries, pk=entry_id, unit=unit)


def people_of(entry: Entry) -> dict[int, Participant]:
    """Whom a roster can be made of: the people of the unit, and those who stand on it though they have left."""
    people = Participant.objects.filter(unit=entry.unit_id, anonymised_at=None)
    seated = set(entry.members.values_list("participant_id", flat=True))
    return {person.pk: person for person in people if person.is_active or person.pk in seated}


def roster_of(entry: Entry) -> list[Row]:
    return stored_rows(entry.members.select_related("participant"))


def _save(request: HttpRequest, entry: Entry) -> HttpResponse:
    form = EntryForm(request.POST, entry=entry)
    rows = sent_rows(request.POST, people_of(entry))
    if not form.is_valid() or any(row.error for row in rows):
        return _refuse(request, entry, form, rows, _("Not saved: please correct what is marked."))
    try:
        saved = services.save_entry(
            entry.pk, revision=sent_revision(request), by=request.user, texts=form.texts, members=seats_of(rows)
        )
    except services.Changed as changed:
        saved = entry_of(entry.unit, changed.entry.pk)
        if found := _differences(saved, form, rows):
            return _tell_of_the_other(request, saved, form, rows, found)
        # Pressed twice: what is here is what is stored.
    except services.Refused as refused:
        sentences = " ".join(sentence(problem) for problem in refused.problems)
        return _refuse(request, entry, form, rows, _("Not saved.") + " " + sentences)
    if wants_json(request):
        return _as_json(entry_of(entry.unit, saved.pk))
    if ON_TO_SUBMIT in request.POST:
        return HttpResponseRedirect(reverse("portal_submit", args=[entry.unit.code, entry.pk]))
    messages.success(request, _("Saved at %(time)s.") % {"time": _clock()})
    moved = next((request.POST[name] for name in (UP, DOWN) if name in request.POST), "")
    anchor = f"#nguoi-{moved}" if moved.isdecimal() else "#doi-hinh" if REMOVE in request.POST else ""
    return HttpResponseRedirect(reverse("portal_entry", args=[entry.unit.code, entry.pk]) + anchor)


def sent_revision(request: HttpRequest) -> int:
    """The revision that the page showed when it was filled in; 0, which none has, where it is missing."""
    sent = request.POST.get("revision", "")
    return read_number(sent, digits=9) or 0


def _refuse(request: HttpRequest, entry: Entry, form: EntryForm, rows: Sequence[Row], error: str) -> HttpResponse:
    if wants_json(request):
        fields = {form[name].id_for_label: " ".join(errors) for name, errors in form.errors.items()}
        fields |= {f"ao-{row.person.pk}": row.error for row in rows if row.error}
        return JsonResponse({"error": error, "fields": fields}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    # With the revision that was sent: what others have saved meanwhile is still to be told.
    more = {"error": error, "revision": sent_revision(request)}
    return page_of(request, entry, form, rows, status=HTTPStatus.UNPROCESSABLE_ENTITY, **more)


def _differences(stored: Entry, form: EntryForm, rows: Sequence[Row]) -> list[Difference]:
    return [
        *differences.of_texts(differences.texts_of(stored), form.texts),
        *differences.of_rosters(written_rows(roster_of(stored)), written_rows(rows)),
    ]


def _tell_of_the_other(
    request: HttpRequest, current: Entry, form: EntryForm, rows: Sequence[Row], found: list[Difference]
) -> HttpResponse:
    """Somebody else has saved meanwhile. Shows what would be lost; what is here is taken only when it is sent again."""
    clash = {
        "differences": found,
        "last": current.events.select_related("actor").last(),
        "may_overwrite": standing.of(current, request, timezone.now()).may_edit,
        "entry": current,
        "unit": current.unit,
    }
    if wants_json(request):
        answer = {
            "error": _("Not saved: somebody else has changed this entry meanwhile."),
            "revision": current.revision,
            "clash": render_to_string("registration/portal/parts/clash.html", clash | {"by_script": True}, request),
        }
        return JsonResponse(answer, status=HTTPStatus.CONFLICT)
    return page_of(request, current, form, rows, clash=clash, status=HTTPStatus.CONFLICT)


def _as_json(entry: Entry) -> HttpResponse:
    problems = shown_problems(entry)
    return JsonResponse(
        {
            "revision": entry.revision,
            "saved": _("Saved at %(time)s.") % {"time": _clock()},
            "problems": render_to_string("registration/portal/parts/problems.html", {"problems": problems}),
            "people": of_people(problems),
        }
    )


def _clock() -> str:
    return f"{timezone.localtime():%H:%M}"


def page_of(
    request: HttpRequest,
    entry: Entry,
    form: EntryForm | None = None,
    rows: Sequence[Row] | None = None,
    *,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    """The page of an entry; with `form` and `rows`, as it was sent."""
    now = timezone.now()
    stand = standing.of(entry, request, now)
    rows = roster_of(entry) if rows is None else rows
    problems: list[Shown] = shown_problems(entry) if stand.may_edit or stand.may_submit else []
    context = {
        "unit": entry.unit,
        "tab": "overview",
        "entry": entry,
        "revision": entry.revision,
        "discipline": entry.discipline,
        "festival": entry.discipline.festival,
        "stand": stand,
        "form": form or EntryForm(entry=entry),
        "rows": rows,
        "has_shirts": has_shirts(entry.discipline) if stand.may_edit else any(row.shirt for row in rows),
        "roles": roles_of(entry.discipline, rows),
        "problems": problems,
        "problems_of_people": of_people(problems),
        "history": standing.history(entry),
        "requests": stand.requests,
        "may_change_music": not request.looks_only and music.may_change(entry),
        **more,
    }
    if stand.may_edit:
        seated = {row.person.pk for row in rows}
        context["pool"] = [person for key, person in people_of(entry).items() if key not in seated]
    return render(request, "registration/portal/entry.html", context, status=status)
