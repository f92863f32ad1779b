"""Next year's event, made of this one with all its disciplines and its programme."""

import calendar
import re
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events import services
from events.models import EventPage, FestivalPage
from events.permissions import may_copy

from . import breadcrumbs
from .access import visible_event
from .forms import CopyForm

YEAR = re.compile(r"\b(19|20)[0-9]{2}\b")


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, event_id: int) -> HttpResponse:
    """Asks for the title and the first day, and makes the draft."""
    event = visible_event(request.user, event_id)
    if not may_copy(request.user, event):
        raise PermissionDenied
    form = CopyForm(request.POST if request.method == "POST" else None, event=event, initial=_initial(event))
    is_festival = isinstance(event, FestivalPage)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.copy_event(event, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            if is_festival:
                said = _("“%(title)s” is made, as a draft. Check its dates, attach its regulations, and publish it.")
            else:
                said = _("“%(title)s” is made, as a draft. Check its dates and its programme, and publish it.")
            messages.success(request, said % {"title": made.title})
            return redirect("wagtailadmin_pages:edit", made.pk)
    context = {
        "event": event,
        "is_festival": is_festival,
        "form": form,
        "discipline_count": event.disciplines.count() if is_festival else 0,
        "session_count": event.sessions.filter(is_cancelled=False).count(),
        "breadcrumbs": breadcrumbs.of(event, ("", _("Make next year’s"))),
    }
    return render(request, "events/admin/copy.html", context, status=422 if form.errors else 200)


def _initial(event: EventPage) -> dict:
    """The title with the next year in it, and the same weekday nearest to the same date."""
    year = event.starts_on.year + 1
    title = YEAR.sub(lambda found: str(int(found[0]) + 1), event.title)
    return {"title": title, "starts_on": _same_weekday(event.starts_on, year)}


def _same_weekday(day: date, year: int) -> date:
    wanted = day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
    ahead = (day.weekday() - wanted.weekday()) % 7
    return wanted + timedelta(days=ahead if ahead <= 3 else ahead - 7)
