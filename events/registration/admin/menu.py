"""The room's items in the menu, and its panel on the admin's first screen."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from events.registration.delegates.queries import current_conferences, taking_delegates, with_waiting
from events.registration.models import Entry, State
from events.registration.permissions import may_organise
from events.registration.queries import current_festivals

from .marks import OF_ENTRIES
from .progress import totals
from .screen import open_requests


class RegistrationMenuItem(MenuItem):
    """Shown to organisers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_organise(request.user)


class RegistrationPanel(Component):
    """What waits for the organisers: of the festival that is next, and of the conferences that are."""

    name = "registration"
    order = 15
    template_name = "registration/admin/dashboard.html"
    heading = gettext_lazy("Registration")

    def get_context_data(self, parent_context):
        now = timezone.now()
        festival = current_festivals(now).first()
        nominations = {"panel": self, "conferences": with_waiting(taking_delegates(current_conferences(now)))}
        if festival is None:
            return nominations | {"festival": None}
        entries = Entry.objects.filter(discipline__festival=festival)
        return nominations | {
            "festival": festival,
            "marks": OF_ENTRIES.counted(entries.values_list("state", flat=True)),
            "submitted": entries.filter(state=State.SUBMITTED).count(),
            "requests": open_requests(festival).count(),
            "totals": totals(festival),
        }


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For organisers, before what others have there."""
    if may_organise(request.user):
        panels.append(RegistrationPanel())
