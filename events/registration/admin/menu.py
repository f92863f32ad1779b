"""The room's item in the menu, and its panel on the admin's first screen."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from events.registration.models import Entry, State
from events.registration.permissions import may_organise
from events.registration.queries import current_festivals

from .marks import marks
from .progress import totals
from .screen import open_requests


class RegistrationMenuItem(MenuItem):
    """Shown to organisers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_organise(request.user)


class RegistrationPanel(Component):
    """What waits for the organisers of the festival that is next."""

    name = "registration"
    order = 15
    template_name = "registration/admin/dashboard.html"
    heading = gettext_lazy("Registration")

    def get_context_data(self, parent_context):
        festival = current_festivals(timezone.now()).first()
        if festival is None:
            return {"panel": self, "festival": None}
        entries = Entry.objects.filter(discipline__festival=festival).only("state")
        return {
            "panel": self,
            "festival": festival,
            "marks": marks(entries),
            "submitted": entries.filter(state=State.SUBMITTED).count(),
            "requests": open_requests(festival).count(),
            "totals": totals(festival),
        }


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For organisers, before what others have there."""
    if may_organise(request.user):
        panels.append(RegistrationPanel())
