"""The backing music of an act: brought, heard, taken away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from units.models import Unit

from .. import music as kept
from ..models import Music
from ..recordings import M4A, MP3, WAV
from ..services import Refused
from .access import for_unit
from .entries import entry_of, page_of
from .music_refusals import sentence_of

TYPES = {kind.extension: kind.content_type for kind in (MP3, M4A, WAV)}
REMOVE = "bo"


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def music(request: HttpRequest, unit: Unit, entry_id: int) -> HttpResponse:
    """GET is the recording itself, to hear or to keep; POST brings another one, or takes it away."""
    entry = entry_of(unit, entry_id)
    if request.method != "POST":
        return _recording(entry.pk)
    try:
        if REMOVE in request.POST:
            kept.remove(entry.pk, by=request.user)
            messages.success(request, _("The music is taken away."))
        elif upload := request.FILES.get("nhac"):
            kept.keep(entry.pk, upload, by=request.user)
            messages.success(request, _("The music is stored."))
        else:
            return _refuse(request, entry, _("Choose a file first."))
    except Refused as refused:
        return _refuse(request, entry, " ".join(sentence_of(problem) for problem in refused.problems))
    return redirect("portal_entry", unit.code, entry.pk)


def _refuse(request: HttpRequest, entry, sentence: str) -> HttpResponse:
    return page_of(request, entry, music_error=sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _recording(entry_id: int) -> HttpResponse:
    found = Music.objects.filter(entry=entry_id).first()
    if found is None:
        raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=TYPES[found.kind], filename=found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'"
    return response
