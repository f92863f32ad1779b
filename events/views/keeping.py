"""How long a page may be kept that says other things from a certain moment on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from events import queries
from vietnamese.dates import midnight


def until_midnight() -> datetime:
    """When the day is over in Vietnam."""
    return midnight(queries.today() + timedelta(days=1))


def keep_until(response: HttpResponse, moments: Iterable[datetime]) -> HttpResponse:
    """Has caches forget the page at the first of these moments that is still to come, where they would keep it
    longer."""
    now = timezone.now()
    left = min((int((moment - now).total_seconds()) for moment in moments if moment > now), default=None)
    if left is not None and left < settings.PAGE_CACHE_SECONDS:
        response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={max(left, 1)}, must-revalidate"
    return response
