"""The papers of an event that everyone may have."""

from django.http import Http404, HttpRequest, HttpResponse

from events import handouts
from events.models import EventPage, Handout

from .around import is_public


def download(request: HttpRequest, page: EventPage, handout_id: int) -> HttpResponse:
    """The file of a handout. Not kept by a cache: one that is withdrawn is gone at once."""
    if not is_public(page):
        raise Http404("the event is not for everyone")
    found = Handout.objects.filter(event=page.pk, audience=Handout.Audience.EVERYONE, pk=handout_id).first()
    if found is None:
        raise Http404("the event has no such handout, or not for everyone")
    response = handouts.as_file(found)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
