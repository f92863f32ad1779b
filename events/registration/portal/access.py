"""Who may see a page of the portal, and who may change something there.

Nothing below /dang-ky/ is reached but through `signed_in` or `for_unit`: the first for what belongs to no unit, the
second for all the rest.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from accounts.models import Membership
from accounts.queries import represented_units
from events.models import ConferencePage
from units.models import Unit

from ..models import Entry
from ..permissions import may_organise

SAFE = ("GET", "HEAD")
LARGEST_KEY = 2**63 - 1
"""What a database can hold; SQLite's driver breaks off at a larger number in an address."""

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Sends whoever is not signed in to do so first, and lets no cache keep the answer."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        return view(request, *args, **kwargs)

    return cache_control(private=True, no_store=True)(guarded)


def for_unit(view: View) -> View:
    """Calls `view(request, unit, …)` for the unit whose code stands in the address.

    Its representatives may do everything there; `request.has_other_units` says whether they have a choice. Organisers
    may look, which `request.looks_only` says to views and templates; what they send is refused. Somebody whose
    representation was suspended is told so. To all others the unit does not exist: the answer is that of a code which
    nobody has.
    """

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args, **kwargs) -> HttpResponse:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in kwargs.values()):
            raise Http404
        own = list(represented_units(request.user))
        unit = next((one for one in own if one.code == code), None)
        request.looks_only, request.has_other_units = unit is None, len(own) > 1
        if unit is None and may_organise(request.user):
            unit = Unit.objects.filter(code=code).first()
        if unit is None:
            return _refuse_stranger(request, code)
        if request.looks_only and request.method not in SAFE:
            return _refuse(request, "registration/portal/looks_only.html", unit, _("Organisers change nothing here."))
        try:
            return view(request, unit, *args, **kwargs)
        except (Entry.DoesNotExist, ConferencePage.DoesNotExist) as gone:  # while this request waited for its turn
            raise Http404 from gone

    return guarded


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks, which shows the answer inside the page that is open."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        sentence = _("You are no longer signed in. Sign in again in another tab; what you typed stays here.")
        return JsonResponse({"error": sentence}, status=HTTPStatus.UNAUTHORIZED)
    # Of an address that is only sent to, nothing could be shown afterwards.
    return redirect_to_login(request.get_full_path() if request.method in SAFE else "/dang-ky/")


def _refuse_stranger(request: HttpRequest, code: str) -> HttpResponse:
    suspended = Membership.objects.filter(user=request.user, unit__code=code, state=Membership.State.SUSPENDED)
    membership = suspended.select_related("unit").first()
    if membership is None:
        raise Http404
    return _refuse(
        request, "registration/portal/suspended.html", membership.unit, _("Your representation is suspended.")
    )


def _refuse(request: HttpRequest, template: str, unit: Unit, sentence: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=HTTPStatus.FORBIDDEN)
    return render(request, template, {"refused_unit": unit}, status=HTTPStatus.FORBIDDEN)
