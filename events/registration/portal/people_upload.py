"""A sheet of people: upload, look at what was understood, confirm."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.packages import MEGABYTE
from events.models import FestivalPage
from units.models import Unit

from .. import people_import, queries
from ..models import PeopleImport
from ..people_sentences import refusal_sentence
from ..sheets.opening import MAX_FILE_BYTES, RefusedSheet
from ..sheets.template import write_template
from . import people_preview
from .access import for_unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a form adds to the file that it carries.
ENVELOPE_BYTES = MEGABYTE // 2
TOO_LARGE = RefusedSheet("too_large", limit=MAX_FILE_BYTES)


@dataclass(frozen=True)
class Festivals:
    """The festivals that are coming, and the one for which people are uploaded."""

    coming: list[FestivalPage]
    chosen: FestivalPage | None


@require_safe
@for_unit
def template(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/nguoi/mau/: the list to fill in, with the disciplines of the festival."""
    festival = _festivals(request.GET.get("ngay-hoi")).chosen
    names = list(festival.disciplines.values_list("name", flat=True)) if festival else []
    data = write_template(unit=unit.name, festival=festival.title if festival else "", disciplines=names)
    headers = {"Content-Disposition": f'attachment; filename="danh-sach-{unit.code}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@csrf_exempt  # until the length is known: to look for the token would read the whole body
@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def upload(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/nguoi/nhap/: takes a sheet and leads to what was understood of it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > MAX_FILE_BYTES + ENVELOPE_BYTES:
        return _upload_page(request, unit, refusal_sentence(TOO_LARGE), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _upload(request, unit)


@csrf_protect
def _upload(request: HttpRequest, unit: Unit) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, unit)
    file = request.FILES.get("tep")
    if file is None:
        return _upload_page(request, unit, _("Choose an Excel file first."), HTTPStatus.UNPROCESSABLE_ENTITY)
    festival = _festivals(request.POST.get("ngay-hoi")).chosen
    try:
        pending = people_import.receive(file, file.name, unit=unit, by=request.user, festival=festival)
    except RefusedSheet as refusal:
        return _upload_page(request, unit, refusal_sentence(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("portal_people_preview", unit.code, pending.pk)


def _upload_page(request: HttpRequest, unit: Unit, error: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    # Of what is too long nothing is read, not even which festival was meant.
    is_read = request.method == "POST" and status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    context = {
        "unit": unit,
        "tab": "people",
        "error": error,
        "festivals": _festivals(request.POST.get("ngay-hoi") if is_read else None),
        "limit": filesizeformat(MAX_FILE_BYTES),
    }
    return render(request, "registration/portal/people/upload.html", context, status=status)


def _festivals(wanted: str | None) -> Festivals:
    """The one that was asked for, or the next."""
    coming = list(queries.current_festivals(timezone.now()))
    by_key = {str(festival.pk): festival for festival in coming}
    return Festivals(coming, by_key.get(wanted or "") or (coming[0] if coming else None))


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def preview(request: HttpRequest, unit: Unit, import_id: int) -> HttpResponse:
    """What was understood. POST corrects the sheet, the header, what columns mean, which disciplines are meant."""
    pending = _pending(unit, import_id)
    if pending.confirmed_at:
        return _outcome_page(request, pending)
    if request.method == "POST":
        _keep_choices(request, pending)
        return redirect("portal_people_preview", unit.code, pending.pk)
    return _preview_page(request, pending)


@require_POST
@for_unit
def confirm(request: HttpRequest, unit: Unit, import_id: int) -> HttpResponse:
    """Takes over what was shown. When that is no longer what would happen, it is shown again."""
    pending = _pending(unit, import_id)
    if not pending.confirmed_at:
        if _keep_choices(request, pending):
            messages.warning(request, _("The sheet is understood anew as you said. Look it over, then confirm."))
            return redirect("portal_people_preview", unit.code, pending.pk)
        rows = people_preview.sent_rows(request.POST)
        try:
            people_import.confirm(pending, by=request.user, digest=request.POST.get("ban", ""), rows=rows)
        except (people_import.Outdated, people_import.NothingToChoose):
            messages.warning(request, _("Your list has changed meanwhile. Look over what is shown now, then confirm."))
    return redirect("portal_people_preview", unit.code, pending.pk)


@require_POST
@for_unit
def cancel(request: HttpRequest, unit: Unit, import_id: int) -> HttpResponse:
    """Forgets the sheet."""
    _pending(unit, import_id).delete()
    messages.success(request, _("The sheet was dropped. Nothing was saved."))
    return redirect("portal_people_upload", unit.code)


def _pending(unit: Unit, import_id: int) -> PeopleImport:
    return get_object_or_404(PeopleImport.objects.select_related("unit"), pk=import_id, unit=unit)


def _keep_choices(request: HttpRequest, pending: PeopleImport) -> bool:
    """Keeps what the form says of the sheet; whether it means another reading of it."""
    planned = people_import.plan(pending, timezone.now())
    said = people_preview.sent_choices(request.POST, planned, pending.choices)
    is_other = people_preview.means_another_reading(said, pending.choices)
    people_import.set_choices(pending, said)
    return is_other


def _preview_page(request: HttpRequest, pending: PeopleImport) -> HttpResponse:
    now = timezone.now()
    planned = people_import.plan(pending, now)
    context: dict[str, Any] = {"unit": pending.unit, "tab": "people", "pending": pending, "plan": planned}
    context |= people_preview.context(planned, pending, now)
    return render(request, "registration/portal/people/preview.html", context)


def _outcome_page(request: HttpRequest, pending: PeopleImport) -> HttpResponse:
    context = {"unit": pending.unit, "tab": "people", "pending": pending, "outcome": pending.outcome}
    return render(request, "registration/portal/people/outcome.html", context)
