"""What no address may hold, and what most addresses do not take."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

READING = ("GET", "HEAD")


class RefuseUnstorableText:
    """Answers 404 to an address with a NUL byte, or one that is not UTF-8: no database would take it as text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "%00" in query or "\x00" in query or "\ufffd" in request.path:
            raise Http404("an address holds no NUL")
        return self.get_response(request)


class RefuseOtherMethods:
    """Answers 405 where a page is asked for anything but to be read, before the request costs more than that.

    Left to itself, Django would speak of an old form where no form is, and answer OPTIONS with a page made anew,
    past the page cache. A view of the addresses that do take something chooses its methods itself; what it refuses
    without a word is told here as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or request.path.startswith(tuple(settings.TAKES_POST)):
            response = self.get_response(request)
        else:
            response = HttpResponseNotAllowed(READING)
        if response.status_code == 405 and not response.content:
            response.content = render_to_string("405.html")
            # CommonMiddleware, further in, has measured the empty answer.
            response.headers["Content-Length"] = str(len(response.content))
        return response
