"""The ways from an event's form to what stands below the event."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel


@dataclass(frozen=True)
class Way:
    """A button, and how much stands there already."""

    label: str
    url: str
    icon: str
    count: str
    is_empty: bool


def ways_from(event) -> list[Way]:
    """To the disciplines of a festival, the programme, the handouts, and whether it takes place; none from an event
    that is not saved yet."""
    if not event.pk:
        return []
    ways = []
    if hasattr(event, "disciplines"):
        count = event.disciplines.count()
        said = ngettext("%(count)s discipline", "%(count)s disciplines", count) % {"count": count}
        ways.append(_way(_("Disciplines"), "events_disciplines", "list-ol", event, count, said))
    count = event.sessions.count()
    said = ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count}
    ways.append(_way(_("Programme"), "events_programme", "date", event, count, said))
    count = event.handouts.count()
    said = ngettext("%(count)s file", "%(count)s files", count) % {"count": count}
    ways.append(_way(_("Handouts"), "events_handouts", "doc-full-inverse", event, count, said))
    ways.append(Way(_("Cancel or move"), reverse("events_state", args=[event.pk]), "history", "", is_empty=False))
    return ways


def _way(label: str, name: str, icon: str, event, count: int, said: str) -> Way:
    return Way(label, reverse(name, args=[event.pk]), icon, said if count else _("none yet"), not count)


class WaysPanel(Panel):
    """Those ways, above the form. When a new event saves itself for the first time, Wagtail's answer brings them
    anew (templates/wagtailadmin/pages/edit_partials.html)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/ways_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"ways": ways_from(self.instance)}
