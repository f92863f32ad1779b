"""All conferences, and the delegates of one."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import ConferencePage
from events.registration.delegates.models import Delegate

from ..access import for_conference, for_organisers
from .screen import show


@require_safe
@for_organisers
def conferences(request: HttpRequest) -> HttpResponse:
    """All conferences, the latest first."""
    context = {
        "conferences": ConferencePage.objects.defer("body").order_by("-starts_on", "-pk"),
        "breadcrumbs": [{"url": None, "label": _("Conferences")}],
    }
    return TemplateResponse(request, "registration/admin/conferences/conferences.html", context)


@require_safe
@for_conference
def delegates(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """Whom the units have nominated."""
    context = {"delegates": Delegate.objects.filter(conference=conference).select_related("unit")}
    return show(request, conference, "delegates.html", context, section="registration_delegates", title=_("Delegates"))


@require_safe
@for_conference
def sums(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """How many come to each session."""
    return show(request, conference, "sums.html", {}, section="registration_delegate_sums", title=_("Sums by session"))
