"""The people of a unit: the list, one of them, who has left."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.models import Unit
from vietnamese.text import clean_line

from .. import people, people_queries, queries
from ..models import Participant
from .access import for_unit
from .person_forms import PersonForm

A_PAGE = 50
DESPITE = "van-them"
"""The button that enters somebody although one of a like name is there."""


@require_safe
@for_unit
def people_list(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/nguoi/: by name, searched without accents."""
    words = clean_line(request.GET.get("q", ""))[:100]
    group = request.GET.get("loc", "")
    if group not in (people_queries.GONE, people_queries.ALL):
        group = people_queries.ACTIVE
    found = people_queries.found(people_queries.people_of(unit), words, group)
    page = Paginator(people_queries.with_entries(found, timezone.now()), A_PAGE).get_page(request.GET.get("trang"))
    context = {"unit": unit, "tab": "people", "page": page, "words": words, "group": group, "groups": _groups(unit)}
    return render(request, "registration/portal/people/list.html", context)


def _groups(unit: Unit) -> list[dict]:
    labels = {
        people_queries.ACTIVE: _("In the unit"),
        people_queries.GONE: _("No longer in the unit"),
        people_queries.ALL: _("All"),
    }
    counts = people_queries.counts(unit)
    return [{"value": value, "label": label, "count": counts[value]} for value, label in labels.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def add(request: HttpRequest, unit: Unit) -> HttpResponse:
    form = PersonForm(request.POST or None)
    context = {"unit": unit, "tab": "people", "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            person = people.add(unit, by=request.user, said=form.said, despite_likeness=DESPITE in request.POST)
        except people.AlreadyThere as likeness:
            context["likeness"] = likeness
        else:
            messages.success(request, _("%(name)s is in your list now.") % {"name": person.full_name})
            return redirect("portal_person_add" if "nua" in request.POST else "portal_people", unit.code)
    return _answer(request, "registration/portal/people/add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def edit(request: HttpRequest, unit: Unit, person_id: int) -> HttpResponse:
    person = _person(unit, person_id)
    is_fixed = person.pk in queries.fixed_people(unit, timezone.now())
    form = PersonForm(request.POST or None, person=person, is_fixed=is_fixed)
    context = {"unit": unit, "tab": "people", "form": form, "person": person, "is_fixed": is_fixed}
    if request.method == "POST" and form.is_valid():
        try:
            people.change(person, by=request.user, said=form.said, despite_likeness=DESPITE in request.POST)
        except people.AlreadyThere as likeness:
            context["likeness"] = likeness
        except people.Fixed:
            # A roster was approved since the page was opened.
            context["is_fixed"] = True
            form.add_error(None, _("Not saved: a roster with this person has been approved or frozen meanwhile."))
        else:
            messages.success(request, _("Saved."))
            return redirect("portal_people", unit.code)
    return _answer(request, "registration/portal/people/edit.html", context)


@require_POST
@for_unit
def set_active(request: HttpRequest, unit: Unit, person_id: int) -> HttpResponse:
    """That somebody has left (`roi`), or is back."""
    person = _person(unit, person_id)
    has_left = "roi" in request.POST
    people.set_active(person, by=request.user, is_active=not has_left)
    said = _("%(name)s is no longer in the unit.") if has_left else _("%(name)s is in the unit again.")
    messages.success(request, said % {"name": person.full_name})
    return redirect("portal_people", unit.code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def delete(request: HttpRequest, unit: Unit, person_id: int) -> HttpResponse:
    """Asks, and deletes who was never entered; of others it says why not."""
    person = _person(unit, person_id)
    context = {"unit": unit, "tab": "people", "person": person, "was_entered": person.was_entered}
    if request.method != "POST":
        return render(request, "registration/portal/people/delete.html", context)
    try:
        people.delete(person, by=request.user)
    except people.WasEntered:
        context["was_entered"] = True
        return render(request, "registration/portal/people/delete.html", context, status=HTTPStatus.CONFLICT)
    messages.success(request, _("%(name)s was deleted.") % {"name": person.full_name})
    return redirect("portal_people", unit.code)


def _person(unit: Unit, person_id: int) -> Participant:
    of_unit = people_queries.with_entries(people_queries.people_of(unit).select_related("unit"), timezone.now())
    return get_object_or_404(of_unit, pk=person_id)


def _answer(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """The form; after a POST that came to nothing, with the status of one."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, template, context, status=status)
