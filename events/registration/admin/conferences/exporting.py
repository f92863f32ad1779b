"""Lists of a conference's delegates to download: Excel files, and what is printed, of all units or of one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from events.models import ConferencePage
from events.registration.checkin.addresses import before_codes
from events.registration.exports.delegates import DELEGATE_LISTS
from events.registration.paper.badges import badges, blank_badges, confirmed
from events.registration.paper.desk import desk_list
from units.models import Unit
from vietnamese.text import clean_line

from ..access import for_conference
from ..exporting import PDF, XLSX, as_file
from .screen import show


@dataclass(frozen=True)
class Paper:
    """Something to print. `name` stands in its address and in the name of the file; `by_unit` says whether it is made
    of one unit's delegates, too, and not without any delegate."""

    name: str
    label: str
    about: str
    make: Callable[[HttpRequest, ConferencePage, Unit | None], bytes]
    by_unit: bool = True


def _badges(request: HttpRequest, conference: ConferencePage, unit: Unit | None) -> bytes:
    delegates = confirmed(conference, unit)
    return badges(conference, delegates, now=timezone.now(), address=before_codes(request, conference))


def _desk_list(request: HttpRequest, conference: ConferencePage, unit: Unit | None) -> bytes:
    return desk_list(conference, unit=unit, now=timezone.now())


def _blank_badges(request: HttpRequest, conference: ConferencePage, unit: Unit | None) -> bytes:
    return blank_badges(conference, now=timezone.now())


PAPERS = (
    Paper(
        "the-dai-bieu",
        gettext_lazy("Badges"),
        gettext_lazy("A badge for each confirmed delegate, four a page, with the code that is scanned at the door."),
        _badges,
    ),
    Paper(
        "danh-sach-ky-nhan",
        gettext_lazy("List for the registration desk"),
        gettext_lazy("The confirmed delegates of each unit, with room for their signatures."),
        _desk_list,
    ),
    Paper(
        "the-trong",
        gettext_lazy("Blank badges"),
        gettext_lazy("Four badges to be written on by hand, for guests whom nobody expected. They have no code."),
        _blank_badges,
        by_unit=False,
    ),
)


@require_safe
@for_conference
def show_exports(request: HttpRequest, conference: ConferencePage) -> HttpResponse:
    """All that can be downloaded."""
    units = Unit.objects.filter(pk__in=confirmed(conference).order_by().values("unit"))
    context = {"lists": DELEGATE_LISTS, "papers": PAPERS, "units": units}
    section = "registration_delegate_exports"
    return show(request, conference, "exports.html", context, section=section, title=_("Lists and badges"))


@require_safe
@for_conference
def download(request: HttpRequest, conference: ConferencePage, name: str) -> HttpResponse:
    """One list as a file; `?don_vi=` names the unit whose delegates alone stand on a paper."""
    for made in DELEGATE_LISTS:
        if made.name == name:
            return as_file(conference, name, "xlsx", XLSX, made.make(conference))
    for paper in PAPERS:
        if paper.name == name:
            return _printed(request, conference, paper)
    raise Http404("no such list")


def _printed(request: HttpRequest, conference: ConferencePage, paper: Paper) -> HttpResponse:
    code = clean_line(request.GET.get("don_vi", "")) if paper.by_unit else ""
    unit = get_object_or_404(Unit, code=code) if code else None
    if paper.by_unit and not confirmed(conference, unit).exists():
        messages.warning(request, _("No delegate is confirmed yet, so there is nothing to print."))
        return redirect("registration_delegate_exports", conference.pk)
    name = f"{paper.name}-{unit.code}" if unit else paper.name
    return as_file(conference, name, "pdf", PDF, paper.make(request, conference, unit))


@require_safe
@for_conference
def badge(request: HttpRequest, conference: ConferencePage, delegate_id: int) -> HttpResponse:
    """The badge of one confirmed delegate: it was lost, or somebody was confirmed at the door."""
    delegate = get_object_or_404(confirmed(conference), pk=delegate_id)
    made = badges(conference, [delegate], now=timezone.now(), address=before_codes(request, conference))
    return as_file(conference, f"the-dai-bieu-{delegate.pk}", "pdf", PDF, made)
