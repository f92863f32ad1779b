"""The frame of every screen about a conference: where one is, and its other screens."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import ConferencePage
from events.registration.delegates.models import Delegate

from ..screen import Tab

SECTIONS = (
    ("registration_delegates", gettext_lazy("Delegates")),
    ("registration_delegate_sums", gettext_lazy("Sums")),
    ("registration_delegate_exports", gettext_lazy("Lists and badges")),
    ("registration_delegate_checkin", gettext_lazy("Check-in")),
)
"""Names of addresses that take the conference's key alone, in the order of the tabs."""


def nominated(conference: ConferencePage):
    """The delegates who wait for confirmation."""
    return Delegate.objects.filter(conference=conference, state=Delegate.State.NOMINATED)


def tabs(conference: ConferencePage, section: str) -> list[Tab]:
    counts = {"registration_delegates": nominated(conference).count()}
    return [
        Tab(label, reverse(name, args=[conference.pk]), name == section, counts.get(name, 0))
        for name, label in SECTIONS
    ]


def show(
    request: HttpRequest,
    conference: ConferencePage,
    template: str,
    context: dict[str, Any],
    *,
    section: str,
    title: str,
    crumbs: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    """A screen. `crumbs` are addresses and names between the conference and this screen, the nearest last.

    Its template extends `registration/admin/conferences/base.html` and fills the block `screen`.
    """
    trail = [
        {"url": reverse("registration_conferences"), "label": _("Conferences")},
        {"url": reverse("registration_delegates", args=[conference.pk]), "label": conference.title},
        *({"url": url, "label": label} for url, label in crumbs),
        {"url": None, "label": title},
    ]
    frame = {"conference": conference, "title": title, "breadcrumbs": trail, "tabs": tabs(conference, section)}
    return TemplateResponse(request, f"registration/admin/conferences/{template}", frame | context, status=status)
