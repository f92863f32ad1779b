"""A mark by which a page's script knows that asking for the editor's bar is worth a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

MARKER = "bien-tap"


class MarkSignedIn:
    """Sets the marker on an answer of the admin to those who may use it, and takes it from all others.

    A public page is the same for everyone and cannot tell who reads it. The marker opens nothing and can be forged by
    anyone; who that was, the answer to the bar's own request finds out, and takes the marker back. It lives as long
    as the session. Where the sign-in ended elsewhere, it goes with the next answer of the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            _mark(request, response)
        return response


def _mark(request: HttpRequest, response: HttpResponse) -> None:
    is_marked = MARKER in request.COOKIES
    if request.user.has_perm("wagtailadmin.access_admin"):
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
