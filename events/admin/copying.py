"""Next year's festival, made of this one with all its disciplines."""

import calendar
import re
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events import services
from events.models import FestivalPage
from events.permissions import may_copy

from .access import visible_festival
from .forms import CopyForm

YEAR = re.compile(r"\b(19|20)[0-9]{2}\b")


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, festival_id: int) -> HttpResponse:
    """Asks for the title and the first day, and makes the draft."""
    festival = visible_festival(request.user, festival_id)
    if not may_copy(request.user, festival):
        raise PermissionDenied
    form = CopyForm(request.POST if request.method == "POST" else None, festival=festival, initial=_initial(festival))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.copy_event(festival, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(
                request,
                _("“%(title)s” is made, as a draft. Check its dates, attach its regulations, and publish it.")
                % {"title": made.title},
            )
            return redirect("wagtailadmin_pages:edit", made.pk)
    context = {
        "festival": festival,
        "form": form,
        "discipline_count": festival.disciplines.count(),
        "breadcrumbs": [
            {"url": reverse("festivals:index"), "label": _("Festivals")},
            {"url": reverse("wagtailadmin_pages:edit", args=[festival.pk]), "label": festival.title},
            {"url": None, "label": _("Make next year’s")},
        ],
    }
    return render(request, "events/admin/copy.html", context, status=422 if form.errors else 200)


def _initial(festival: FestivalPage) -> dict:
    """The title with the next year in it, and the same weekday nearest to the same date."""
    year = festival.starts_on.year + 1
    title = YEAR.sub(lambda found: str(int(found[0]) + 1), festival.title)
    return {"title": title, "starts_on": _same_weekday(festival.starts_on, year)}


def _same_weekday(day: date, year: int) -> date:
    wanted = day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
    ahead = (day.weekday() - wanted.weekday()) % 7
    return wanted + timedelta(days=ahead if ahead <= 3 else ahead - 7)
