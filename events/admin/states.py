"""Whether an event takes place: confirmed, moved or cancelled, on a screen of its own."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events import services

from . import breadcrumbs
from .access import own_event
from .state_forms import StateForm


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, event_id: int) -> HttpResponse:
    """Asks for the state, the reason and the days, and publishes them at once where the event is public."""
    event = own_event(request.user, event_id)
    form = StateForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_state(
                event, form.said(), moves_programme=form.cleaned_data["moves_programme"], by=request.user
            )
        except ValidationError as error:
            form.take(error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": event.title})
            return redirect("wagtailadmin_pages:edit", event.pk)
    context = {
        "event": event,
        "form": form,
        "session_count": event.sessions.count(),
        "breadcrumbs": breadcrumbs.of(event, ("", _("Cancel or move"))),
    }
    return render(request, "events/admin/state.html", context, status=422 if form.errors else 200)
