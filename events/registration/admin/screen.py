"""The frame of every screen of the room: where one is, the other screens, the other festivals."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import FestivalPage
from events.registration.models import ChangeRequest

SECTIONS = (
    ("registration_board", gettext_lazy("Board")),
    ("registration_entries", gettext_lazy("Entries")),
    ("registration_changes", gettext_lazy("Change requests")),
    ("registration_checks", gettext_lazy("Checks")),
    ("registration_progress", gettext_lazy("Progress")),
    ("registration_exports", gettext_lazy("Lists and papers")),
    ("registration_checkin", gettext_lazy("Check-in")),
)


@dataclass(frozen=True)
class Tab:
    """A way to another screen of the same festival. `count` is what waits there."""

    label: str
    url: str
    chosen: bool
    count: int = 0


def open_requests(festival: FestivalPage):
    """The change requests that wait for a decision."""
    return ChangeRequest.objects.filter(entry__discipline__festival=festival, state=ChangeRequest.State.OPEN)


def tabs(festival: FestivalPage, section: str) -> list[Tab]:
    counts = {"registration_changes": open_requests(festival).count()}
    return [
        Tab(label, reverse(name, args=[festival.pk]), name == section, counts.get(name, 0)) for name, label in SECTIONS
    ]


def show(
    request: HttpRequest,
    festival: FestivalPage,
    template: str,
    context: dict[str, Any],
    *,
    section: str,
    title: str,
    crumbs: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    """A screen. `crumbs` are addresses and names between the festival and this screen, the nearest last."""
    trail = [
        {"url": reverse("registration_festivals"), "label": _("Registration")},
        {"url": reverse("registration_board", args=[festival.pk]), "label": festival.title},
        *({"url": url, "label": label} for url, label in crumbs),
        {"url": None, "label": title},
    ]
    frame = {"festival": festival, "title": title, "breadcrumbs": trail, "tabs": tabs(festival, section)}
    return TemplateResponse(request, f"registration/admin/{template}", frame | context, status=status)
