"""What an account changes about requests: the mark of those who edit, and the second factor of those who must have
one."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .queries import lacks_second_factor, may_open_admin

MARKER = "bien-tap"
SIGN_IN_AND_WORK = ("/quan-tri/", "/tai-khoan/")
BEHIND_SECOND_FACTOR = ("/quan-tri/", "/dang-ky/")
SIGN_IN_AND_OUT = ("/quan-tri/login/", "/quan-tri/logout/")


class MarkSignedIn:
    """Sets the marker, by which a page's script knows that asking for the editor's bar is worth a request, on an
    answer of the admin to those who may use it, and takes it from all others.

    A public page is the same for everyone and cannot tell who reads it. The marker opens nothing and can be forged by
    anyone; who that was, the answer to the bar's own request finds out, and takes the marker back. It lives as long
    as the session. Where the sign-in ended elsewhere, it goes with the next answer of the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(SIGN_IN_AND_WORK):
            _mark(request, response)
        return response


def _mark(request: HttpRequest, response: HttpResponse) -> None:
    is_marked = MARKER in request.COOKIES
    if may_open_admin(request.user):
        if not is_marked:
            until_closed = request.session.get_expire_at_browser_close()
            response.set_cookie(
                MARKER,
                "1",
                max_age=None if until_closed else request.session.get_expiry_age(),
                secure=request.is_secure(),
                samesite="Lax",
            )
    elif is_marked:
        response.delete_cookie(MARKER, samesite="Lax")


class RequireSecondFactor:
    """Leads those who must have a second factor, and have none, to where they set one up; nothing of the admin and
    the portal is open to them before.

    It stands before the views and not in them, so that a new address cannot forget it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MFA_REQUIRED and _is_behind(request.path) and lacks_second_factor(request.user):
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                raise PermissionDenied
            messages.warning(request, _("Set up a second step of sign-in first. Your role needs one."))
            return redirect(reverse("mfa_index"))
        return self.get_response(request)


def _is_behind(path: str) -> bool:
    return path.startswith(BEHIND_SECOND_FACTOR) and path not in SIGN_IN_AND_OUT
