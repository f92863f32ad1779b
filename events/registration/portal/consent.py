"""What a unit confirms for its people."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import FestivalPage
from units.models import Unit

from .. import queries, services
from ..models import Consent
from .access import for_unit
from .problems import sentences


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def consent(request: HttpRequest, unit: Unit, festival_id: int) -> HttpResponse:
    """The text and who has confirmed it when; POST confirms the text that was shown."""
    festival = get_object_or_404(FestivalPage.objects.live(), pk=festival_id)
    if request.method != "POST":
        return _page(request, unit, festival)
    if "dong-y" not in request.POST:
        return _page(request, unit, festival, error=_("Tick that the unit confirms it."))
    registration = services.register(festival, unit)
    try:
        # Browsers send line ends their own way.
        text = request.POST.get("noi-dung", "").replace("\r\n", "\n")
        services.give_consent(registration, by=request.user, text=text)
    except services.Refused as refused:
        return _page(request, unit, festival, error=" ".join(sentences(refused.problems)))
    messages.success(request, _("Your unit's confirmation is stored."))
    return redirect("portal_festival", unit.code, festival.pk)


def _page(request: HttpRequest, unit: Unit, festival: FestivalPage, error: str = "") -> HttpResponse:
    text = queries.consent_text(festival)
    given = Consent.objects.filter(registration__festival=festival, registration__unit=unit)
    context = {
        "unit": unit,
        "tab": "overview",
        "festival": festival,
        "text": text,
        "consents": [(one, one.text == text) for one in given.select_related("given_by")],
        "error": error,
    }
    context["is_confirmed"] = any(is_current for _one, is_current in context["consents"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "registration/portal/consent.html", context, status=status)
