"""What a conference shows to those who go there: their own part in it, and its documents."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import content_disposition_header
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events import handouts
from events.calendars.views.qr import code_of
from events.models import ConferencePage

from ..checkin.addresses import before_codes
from ..delegates import room
from ..delegates.models import Delegate
from ..paper.badges import badges
from .access import LARGEST_KEY, View, signed_in


def for_reader(view: Callable[..., HttpResponse]) -> View:
    """Calls `view(request, conference, …)` for those to whom the room of the conference is open. To all others it does
    not exist."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, conference_id: int, **kwargs) -> HttpResponse:
        if any(key > LARGEST_KEY for key in (conference_id, *kwargs.values())):
            raise Http404
        conference = get_object_or_404(ConferencePage.objects.live().defer("body"), pk=conference_id)
        if not room.may_read(request.user, conference):
            raise Http404
        return view(request, conference, **kwargs)

    return guarded


@require_safe
@for_reader
def own(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """/dang-ky/hoi-nghi/<id>/: when and where, which sessions, the badge. Others go on to the documents."""
    nominations = room.nominations_at(request.user, conference)
    if not nominations:
        return redirect("portal_room", conference.pk)
    address = before_codes(request, conference)
    for delegate in nominations:
        if delegate.state == Delegate.State.CONFIRMED:
            delegate.code = code_of(address + delegate.token)
    context = {
        "conference": conference,
        "nominations": nominations,
        "has_badge": any(delegate.state == Delegate.State.CONFIRMED for delegate in nominations),
        "is_over": timezone.now() >= conference.ends_at,
        "papers": room.readable(conference).count(),
    }
    return render(request, "registration/portal/room/own.html", context)


@require_safe
@for_reader
def badge(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """The badges of whom the person is, to print at home."""
    nominations = room.nominations_at(request.user, conference)
    confirmed = [delegate for delegate in nominations if delegate.state == Delegate.State.CONFIRMED]
    if not confirmed:
        raise Http404("nobody is confirmed")
    made = badges(conference, confirmed, now=timezone.now(), address=before_codes(request, conference))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"the-dai-bieu-{conference.slug}.pdf")
    return response


@require_safe
@for_reader
def documents(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """/dang-ky/hoi-nghi/<id>/tai-lieu/: the agenda in brief, and what there is to read."""
    context = {
        "conference": conference,
        "shelf": room.shelf(conference),
        "is_delegate": room.own_nominations(request.user).filter(conference=conference).exists(),
    }
    return render(request, "registration/portal/room/documents.html", context)


@require_safe
@for_reader
def document(request: HttpRequest, conference: ConferencePage, handout_id: int) -> HttpResponse:
    """The file itself."""
    return handouts.as_file(get_object_or_404(room.readable(conference), pk=handout_id))
