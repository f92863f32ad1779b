"""Files come into an album: one by one, as the screen's script sends them, or many at once in a plain form."""

import json
import re

from django.core.exceptions import BadRequest, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from gallery.models import AlbumPage, Photo
from gallery.services import add_photo
from images.intake import MAX_BYTES, RefusedPicture
from images.models import Withdrawal
from images.refusals import sentence

from .access import for_arrangers, refusal
from .arranging import state_of
from .screen import card

MEGABYTE = 1024 * 1024
ENVELOPE_BYTES = MEGABYTE
"""What a form adds to the files that it carries."""

FORM_BYTES = 20 * MAX_BYTES
"""What a form without the script may carry in all. It is one request: a line that breaks begins it anew."""

SHA256 = re.compile(r"[0-9a-f]{64}")
ASKED_HASHES = 200
FOLLOWING = 3
"""How many of the photos behind a new one are named to the script: two files come at a time, and the other one's card
may not stand yet."""


@csrf_exempt  # until the length and the right are known: to look for the token would read the whole body
@require_POST
def upload(request: HttpRequest, album_id: int) -> HttpResponse:
    """Takes files in. Too long a body is not even read, nor that of somebody who may not send any."""
    album = get_object_or_404(AlbumPage, pk=album_id)
    if problem := refusal(request.user, album):
        return _refuse(request, album, problem, status=403)
    limit = MAX_BYTES if _wants_json(request) else FORM_BYTES
    if _content_length(request) > limit + ENVELOPE_BYTES:
        return _refuse(request, album, _too_large(request), status=413)
    try:
        return _upload(request, album)
    except TooManyFilesSent:
        problem = _("These are too many files for one form. Send at most 100 at a time.")
        return _refuse(request, album, problem, status=413)


@csrf_protect
def _upload(request: HttpRequest, album: AlbumPage) -> HttpResponse:
    return _take_one(request, album) if _wants_json(request) else _take_many(request, album)


def _take_one(request: HttpRequest, album: AlbumPage) -> JsonResponse:
    """The file of one request, and the card that it became."""
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("No file arrived. Choose a picture.")}, status=422)
    try:
        photo, is_new = _take_in(file, album, request.user)
    except RefusedPicture as refused:
        return JsonResponse({"error": sentence(refused)}, status=422)
    answer = {"photo": photo.pk, "is_new": is_new, **state_of(album)}
    if is_new:
        behind = album.photos.filter(position__gt=photo.position).order_by("position", "pk")
        answer |= {
            "card": card(request, album, photo),
            "before": list(behind.values_list("pk", flat=True)[:FOLLOWING]),
        }
    return JsonResponse(answer, status=201 if is_new else 200)


def _take_many(request: HttpRequest, album: AlbumPage) -> HttpResponse:
    """The files of a form without the script; each that is refused is told with its name, the others are taken in."""
    files = request.FILES.getlist("file")
    taken, refused = 0, []
    for file in files:
        try:
            taken += _take_in(file, album, request.user)[1]
        except RefusedPicture as problem:
            refused.append((file.name, sentence(problem)))
    if not files:
        messages.error(request, _("No file arrived. Choose a picture."))
    known = len(files) - taken - len(refused)
    if taken:
        text = ngettext("%(count)s photo was taken in.", "%(count)s photos were taken in.", taken)
        messages.success(request, text % {"count": taken})
    if known:
        text = ngettext("%(count)s photo was here already.", "%(count)s photos were here already.", known)
        messages.info(request, text % {"count": known})
    if refused:
        head = ngettext("%(count)s file was not taken in:", "%(count)s files were not taken in:", len(refused)) % {
            "count": len(refused)
        }
        messages.error(request, format_html("{}<ul>{}</ul>", head, format_html_join("", "<li>{}: {}</li>", refused)))
    return redirect("gallery_photos", album.pk)


def _take_in(file: UploadedFile, album: AlbumPage, user) -> tuple[Photo, bool]:
    if file.size > MAX_BYTES:  # one of many may be within the form's own limit
        raise RefusedPicture("too_large", limit=MAX_BYTES)
    return add_photo(album, file.read(), file_name=file.name, user=user)


@for_arrangers
def known(request: HttpRequest, album: AlbumPage) -> JsonResponse:
    """Which of some files, by their SHA-256 (`hashes`, a JSON list), need not be sent: the album has them, or they were
    withdrawn from the site."""
    hashes = _hashes(request.POST.get("hashes", ""))
    photos = Photo.objects.filter(album=album, image__source_hash__in=hashes)
    withdrawn = Withdrawal.objects.filter(source_hash__in=hashes).values_list("source_hash", flat=True)
    return JsonResponse(
        {
            "known": dict(photos.values_list("image__source_hash", "pk")),
            "refused": dict.fromkeys(withdrawn, sentence(RefusedPicture("withdrawn"))),
        }
    )


def _hashes(text: str) -> list[str]:
    try:
        hashes = json.loads(text)
    except ValueError:
        hashes = None
    is_good = isinstance(hashes, list) and len(hashes) <= ASKED_HASHES
    if not is_good or not all(isinstance(one, str) and SHA256.fullmatch(one) for one in hashes):
        raise BadRequest("hashes: a JSON list of SHA-256 in hexadecimal digits")
    return hashes


def _content_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _too_large(request: HttpRequest) -> str:
    if _wants_json(request):
        return sentence(RefusedPicture("too_large", limit=MAX_BYTES))
    return _("All files together are larger than %(size)s. Send fewer at a time.") % {
        "size": filesizeformat(FORM_BYTES)
    }


def _refuse(request: HttpRequest, album: AlbumPage, problem: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": problem}, status=status)
    messages.error(request, problem)
    return redirect("gallery_photos", album.pk)
