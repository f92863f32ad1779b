"""The disciplines of a festival: all limits at a glance, in order, to be added, changed, copied and deleted."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from events import queries, services, words
from events.models import Branch, Discipline, FestivalPage
from vietnamese.numbers import read_number

from . import breadcrumbs, links
from .access import own_discipline, own_festival, refusal, visible_festival
from .forms import DisciplineForm
from .presets import PRESETS, preset

LONGEST_PLACE = 4
"""Digits. Nobody has ten thousand disciplines, and no number is made of any length."""


@require_safe
def screen(request: HttpRequest, festival_id: int) -> HttpResponse:
    """All disciplines of a festival, to be arranged or, with the reason why, only to be looked at."""
    festival = visible_festival(request.user, festival_id)
    disciplines = queries.disciplines_of(festival)
    closed = refusal(request.user, festival)
    context = {
        "festival": festival,
        "rows": [(found, words.limits(found)) for found in disciplines],
        "closed": closed,
        "presets": [
            (branch.label, [found for found in PRESETS if found.branch == branch]) for branch in Branch if not closed
        ],
        "move_url": _url_of_moves(disciplines),
        "breadcrumbs": _breadcrumbs(festival),
        "buttons": links.screen_buttons(request.user, festival, besides="events_disciplines"),
    }
    return render(request, "events/admin/disciplines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, festival_id: int) -> HttpResponse:
    """A new discipline; `?mau=` names the preset that fills it in."""
    festival = own_festival(request.user, festival_id)
    chosen = preset(request.GET.get("mau", ""))
    initial = {name: str(value) if name == "name" else value for name, value in chosen.fields.items()} if chosen else {}
    return _form(request, Discipline(festival=festival), heading=_("New discipline"), initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, discipline_id: int) -> HttpResponse:
    """A new discipline that begins with all that another says, but for its name."""
    source = own_discipline(request.user, discipline_id)
    initial = {name: getattr(source, name) for name in DisciplineForm.Meta.fields}
    initial["name"] = _("%(name)s (copy)") % {"name": source.name}
    heading = _("Copy of “%(name)s”") % {"name": source.name}
    return _form(request, Discipline(festival=source.festival), heading=heading, initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, discipline_id: int) -> HttpResponse:
    """All that a discipline says. One that units have entered may still change."""
    discipline = own_discipline(request.user, discipline_id)
    return _form(request, discipline, heading=discipline.name)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, discipline_id: int) -> HttpResponse:
    """Asks, and deletes a discipline that nobody has entered."""
    discipline = own_discipline(request.user, discipline_id)
    entered = _has_entries(discipline)
    if request.method == "POST":
        try:
            services.delete_discipline(discipline, by=request.user)
        except services.HasEntries:
            entered = True
        else:
            messages.success(request, _("“%(name)s” is deleted.") % {"name": discipline.name})
            return redirect("events_disciplines", discipline.festival_id)
    context = {
        "festival": discipline.festival,
        "discipline": discipline,
        "entered": entered,
        "breadcrumbs": _breadcrumbs(discipline.festival, _("Delete")),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "events/admin/delete_discipline.html", context, status=status)


@require_POST
def move(request: HttpRequest, discipline_id: int) -> JsonResponse:
    """Takes a discipline to the place that Wagtail's list names (`?position=`, counted from 0)."""
    discipline = own_discipline(request.user, discipline_id)
    to = read_number(request.GET.get("position", ""), LONGEST_PLACE)
    if to is None:
        return JsonResponse({"error": _("This is no place in the list.")}, status=422)
    services.move_discipline(discipline, to=to, by=request.user)
    return JsonResponse({"success": True})


def _form(request: HttpRequest, discipline: Discipline, *, heading: str, initial: dict | None = None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = DisciplineForm(data, instance=discipline, initial=initial)
    if data is not None and form.is_valid():
        try:
            services.save_discipline(discipline, by=request.user)
        except ValidationError as error:
            form.take(error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": discipline.name})
            return redirect("events_disciplines", discipline.festival_id)
    context = {
        "festival": discipline.festival,
        "discipline": discipline,
        "heading": heading,
        "form": form,
        "entered": discipline.pk is not None and _has_entries(discipline),
        "breadcrumbs": _breadcrumbs(discipline.festival, heading),
    }
    return render(request, "events/admin/discipline.html", context, status=422 if form.errors else 200)


def _has_entries(discipline: Discipline) -> bool:
    """Whether a unit has entered it. Entries belong to the room above, which relates them to a discipline."""
    return discipline.entries.exists()


def _url_of_moves(disciplines: list[Discipline]) -> str:
    """What Wagtail's script calls when a row is dropped: it puts the row's key in the place of this number."""
    return reverse("events_discipline_move", args=[999999]) if disciplines else ""


def _breadcrumbs(festival: FestivalPage, here: str = "") -> list[dict]:
    if not here:
        return breadcrumbs.of(festival, screen=_("Disciplines"))
    screen_url = reverse("events_disciplines", args=[festival.pk])
    return breadcrumbs.of(festival, (screen_url, _("Disciplines")), ("", here))
