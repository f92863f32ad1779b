"""/luot-xem/: beacons that `beacon.BeaconFront` has not dealt with."""

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pagecache import generation

from . import beacon
from .queries import is_countable


@csrf_exempt  # visitors.origin says why a page without a token is safe
@never_cache
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """204 for a beacon, counted or not; else a sentence that says what is wrong with it."""
    answer = _answer(request)
    content = _(answer.sentence) if answer.sentence else b""
    return HttpResponse(content, status=answer.status, content_type="text/plain; charset=utf-8")


def _answer(request: HttpRequest) -> beacon.Answer:
    if refusal := beacon.refusal(request.META):
        return refusal
    if int(request.META.get("CONTENT_LENGTH") or 0) > beacon.LONGEST_BODY:
        return beacon.TOO_LARGE
    page_id = beacon.page_in(request.META.get("CONTENT_TYPE", ""), request.body)
    if page_id is None:
        return beacon.MALFORMED
    known_in = generation.current()
    try:
        if not is_countable(page_id):
            return beacon.NO_SUCH_PAGE
    except Error:
        return beacon.UNAVAILABLE
    beacon.countable.add(request.META.get("HTTP_HOST", ""), page_id, known_in)
    return beacon.count(request.META, page_id)
