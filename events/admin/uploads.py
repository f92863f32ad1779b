"""Forms that bring files: what is too long for the site is refused before a byte of it is read."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from documents.packages import MEGABYTE

FORM_BYTES = 200 * MEGABYTE
"""Of all files of one form together."""

View = Callable[..., HttpResponse]


def bounded(most: int) -> Callable[[View], View]:
    """For a view that takes files, of so many bytes together. To look for the token would read the whole body, so its
    length is asked first."""

    def bind(view: View) -> View:
        guarded = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def ask(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            length = request.META.get("CONTENT_LENGTH") or "0"
            if length.isdecimal() and int(length) > most:
                context = {"limit": filesizeformat(most)}
                status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                return render(request, "events/admin/too_large.html", context, status=status)
            return guarded(request, *args, **kwargs)

        return ask

    return bind
