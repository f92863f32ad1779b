"""Lists to download: Excel files, and what is printed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from events.models import EventPage, FestivalPage
from events.registration.checkin.queries import without_card
from events.registration.checkin.services import accredit
from events.registration.exports.lists import LISTS
from events.registration.paper.cards import accreditation_cards
from events.registration.paper.lists import roster_book, start_lists
from vietnamese.dates import in_vietnam

from .access import for_festival
from .screen import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@dataclass(frozen=True)
class Paper:
    """Something to print. `name` stands in its address and in the name of the file."""

    name: str
    label: str
    about: str
    make: Callable[[HttpRequest, EventPage], bytes]


def _start_lists(request: HttpRequest, festival: FestivalPage) -> bytes:
    return start_lists(festival, now=timezone.now())


def _roster_book(request: HttpRequest, festival: FestivalPage) -> bytes:
    return roster_book(festival, now=timezone.now())


def _cards(request: HttpRequest, festival: FestivalPage) -> bytes:
    # A telephone's own camera opens the screen of the check-in with the code filled in.
    address = request.build_absolute_uri(reverse("registration_checkin", args=[festival.pk])) + "?q="
    return accreditation_cards(festival, now=timezone.now(), address=address)


PAPERS = (
    Paper(
        "danh-sach-thi-dau",
        gettext_lazy("Start lists"),
        gettext_lazy("The approved entries of each discipline, each on pages of its own for its judges."),
        _start_lists,
    ),
    Paper(
        "ky-yeu-danh-sach",
        gettext_lazy("Roster book"),
        gettext_lazy("All approved entries of every unit, with their people."),
        _roster_book,
    ),
    Paper(
        "the-tham-du",
        gettext_lazy("Accreditation cards"),
        gettext_lazy("A card for everybody of an approved entry, with the code that is scanned at the door."),
        _cards,
    ),
)


@require_safe
@for_festival
def show_exports(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """All that can be downloaded."""
    context = {"lists": LISTS, "papers": PAPERS, "without_card": without_card(festival)}
    return show(request, festival, "exports.html", context, section="registration_exports", title=_("Lists and papers"))


@require_safe
@for_festival
def download(request: HttpRequest, festival: FestivalPage, name: str) -> HttpResponse:
    """One list as a file."""
    for made in LISTS:
        if made.name == name:
            return as_file(festival, name, "xlsx", XLSX, made.make(festival))
    for paper in PAPERS:
        if paper.name == name:
            return as_file(festival, name, "pdf", PDF, paper.make(request, festival))
    raise Http404("no such list")


def as_file(event: EventPage, name: str, extension: str, kind: str, content: bytes) -> HttpResponse:
    """A list of an event to be stored, with the event and the day in its name."""
    day = in_vietnam(timezone.now()).date()
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{event.slug}-{day}.{extension}"'
    # It names people: it stays in no cache on the way.
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@for_festival
def give_cards(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Gives a code to everybody of an approved entry who has none yet."""
    count = accredit(festival)
    if count:
        said = ngettext("%(count)d new card can be printed.", "%(count)d new cards can be printed.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.success(request, _("Everybody of an approved entry has a card already."))
    return redirect("registration_exports", festival.pk)
