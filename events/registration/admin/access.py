"""Who comes in: organisers, by every door. Each view of this room is wrapped by `for_festival`, `for_conference` or
`for_organisers`."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from events.models import ConferencePage, FestivalPage
from events.registration.permissions import may_organise

View = Callable[..., HttpResponse]


def for_organisers(view: View) -> View:
    """A view for those who organise. Wagtail sends the others back with a sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_organise(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def for_festival(view: View) -> View:
    """The same for a page about one festival: `view` gets it in the place of its key."""

    @for_organisers
    @wraps(view)
    def guarded(request: HttpRequest, festival_id: int, *args, **kwargs) -> HttpResponse:
        festival = get_object_or_404(FestivalPage.objects.defer("body"), pk=festival_id)
        return view(request, festival, *args, **kwargs)

    return guarded


def for_conference(view: View) -> View:
    """The same for a page about one conference."""

    @for_organisers
    @wraps(view)
    def guarded(request: HttpRequest, conference_id: int, *args, **kwargs) -> HttpResponse:
        conference = get_object_or_404(ConferencePage.objects.defer("body"), pk=conference_id)
        return view(request, conference, *args, **kwargs)

    return guarded
