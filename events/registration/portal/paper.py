"""The registration form: what it contains, its PDF, and the scan with signature and seal."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import content_disposition_header
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import FestivalPage
from units.models import Unit

from .. import queries
from ..models import Entry, Registration, SignedForm, State
from ..paper import form, scans, signed
from .access import for_unit
from .scan_refusals import sentence_of

NOT_IN_IT = (State.DRAFT, State.RETURNED)


@require_safe
@for_unit
def paper(request: HttpRequest, unit: Unit) -> HttpResponse:
    """/dang-ky/<code>/phieu/: the form for the festival that is coming, or for the last one that the unit entered."""
    coming = list(queries.current_festivals(timezone.now()))
    entered = list(FestivalPage.objects.live().filter(registrations__unit=unit).order_by("-starts_on"))
    festival = next((one for one in coming if one in entered), None) or next(iter([*coming, *entered]), None)
    if festival is None:
        return render(request, "registration/portal/paper/none.html", {"unit": unit, "tab": "paper"})
    others = [one for one in dict.fromkeys([*coming, *entered]) if one != festival]
    return _page(request, unit, festival, others=others)


@require_http_methods(["GET", "HEAD", "POST"])
@for_unit
def of_festival(request: HttpRequest, unit: Unit, festival_id: int) -> HttpResponse:
    """The form for a festival; POST brings the scan of the signed one."""
    festival = _festival(festival_id)
    if request.method != "POST":
        return _page(request, unit, festival)
    registration = _registration(unit, festival)
    try:
        if registration is None:
            raise scans.RefusedScan("nothing_to_sign")
        signed.receive(registration, request.FILES.getlist("ban-ky"), by=request.user)
    except scans.RefusedScan as refusal:
        return _page(request, unit, festival, error=sentence_of(refusal))
    messages.success(request, _("The signed form is stored. The organisers see it now."))
    return redirect("portal_form", unit.code, festival.pk)


@require_safe
@for_unit
def pdf(request: HttpRequest, unit: Unit, festival_id: int, is_draft: bool) -> HttpResponse:
    """The form to print, or the draft of it to read."""
    registration = _registration(unit, _festival(festival_id))
    if registration is None or not form.entries_of(registration, is_draft=is_draft):
        raise Http404("nothing stands in it")
    name = f"{'ban-nhap' if is_draft else 'phieu-dang-ky'}-{unit.code}.pdf"
    return _as_pdf(HttpResponse(form.form(registration, is_draft=is_draft, now=timezone.now())), name)


@require_safe
@for_unit
def signed_form(request: HttpRequest, unit: Unit, festival_id: int, form_id: int) -> HttpResponse:
    """A scan that was brought, the latest or one that it replaced."""
    found = get_object_or_404(
        SignedForm, pk=form_id, registration__unit=unit, registration__festival=_festival(festival_id)
    )
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("the file is lost") from error
    return _as_pdf(FileResponse(file), f"phieu-da-ky-{unit.code}-{timezone.localtime(found.uploaded_at):%Y%m%d}.pdf")


@dataclass(frozen=True)
class Contents:
    """What stands on the form, what does not stand there yet, and what was signed."""

    entries: list[Entry]
    missing: list[Entry]
    code: str
    signed: list[SignedForm]
    is_current: bool


def _contents(registration: Registration | None) -> Contents:
    if registration is None:
        return Contents([], [], "", [], is_current=False)
    entries = form.entries_of(registration, is_draft=True)
    on_it = [entry for entry in entries if entry.state not in NOT_IN_IT]
    digest = form.digest_of(on_it)
    kept = list(registration.signed_forms.select_related("uploaded_by"))
    return Contents(
        entries=on_it,
        missing=[entry for entry in entries if entry.state in NOT_IN_IT],
        code=form.code(digest),
        signed=kept,
        is_current=bool(kept) and kept[0].fingerprint == digest,
    )


def _page(
    request: HttpRequest,
    unit: Unit,
    festival: FestivalPage,
    *,
    others: list[FestivalPage] | None = None,
    error: str = "",
) -> HttpResponse:
    context = {
        "unit": unit,
        "tab": "paper",
        "festival": festival,
        "contents": _contents(_registration(unit, festival)),
        "others": others or [],
        "error": error,
        "megabytes": scans.MOST_BYTES // 2**20,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "registration/portal/paper/form.html", context, status=status)


def _festival(festival_id: int) -> FestivalPage:
    return get_object_or_404(FestivalPage.objects.live(), pk=festival_id)


def _registration(unit: Unit, festival: FestivalPage) -> Registration | None:
    return Registration.objects.select_related("unit", "festival").filter(unit=unit, festival=festival).first()


def _as_pdf(response: HttpResponse, name: str) -> HttpResponse:
    """To be stored, not shown: what somebody brought must not run as a page of ours."""
    response["Content-Type"] = "application/pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
