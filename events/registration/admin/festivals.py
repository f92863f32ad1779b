"""The way in: the festival that is on, or a choice among all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import FestivalPage
from events.registration.queries import current_festivals

from .access import for_organisers


@require_safe
@for_organisers
def begin(request: HttpRequest) -> HttpResponse:
    """The board of the festival that is next; without one, all festivals."""
    festival = current_festivals(timezone.now()).first()
    return redirect("registration_board", festival.pk) if festival else redirect("registration_festivals")


@require_safe
@for_organisers
def festivals(request: HttpRequest) -> HttpResponse:
    """All festivals, the latest first."""
    context = {
        "festivals": FestivalPage.objects.defer("body").order_by("-starts_on", "-pk"),
        "breadcrumbs": [{"url": None, "label": _("Registration")}],
    }
    return TemplateResponse(request, "registration/admin/festivals.html", context)
