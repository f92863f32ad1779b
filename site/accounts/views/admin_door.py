"""The addresses at which Wagtail would sign people in and out by itself."""

from allauth.account.views import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import may_open_admin

sign_out = logout


@require_safe
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Leads to the site's sign-in page and, from there, back to what was asked for.

    Who is signed in and was sent here all the same may not open that page, of the admin or a closed one of the site:
    they are told, for the sign-in page would send them straight back to it.
    """
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        return redirect_to_login(wanted)
    if may_open_admin(request.user) and wanted.startswith(reverse("wagtailadmin_home")):
        return HttpResponseRedirect(wanted)
    return render(request, "accounts/no_access.html", status=403)
