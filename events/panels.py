"""The way from a festival's form to its disciplines."""

from django.urls import reverse
from wagtail.admin.panels import Panel


def way_to_disciplines(festival) -> dict:
    """How many disciplines the festival has and where they are arranged; nothing for one not saved yet."""
    if not festival.pk:
        return {}
    return {
        "discipline_count": festival.disciplines.count(),
        "disciplines_url": reverse("events_disciplines", args=[festival.pk]),
    }


class DisciplinesPanel(Panel):
    """That way, above the form. When a new festival saves itself for the first time, Wagtail's answer brings it anew
    (templates/wagtailadmin/pages/edit_partials.html)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/disciplines_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | way_to_disciplines(self.instance)
