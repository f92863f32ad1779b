"""Where one is: the list of events of a kind, the event, its screen, and what is done there."""

from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventPage, FestivalPage


def of(event: EventPage, *path: tuple[str, str], screen: str = "") -> list[dict]:
    """The way down to what is shown. `path` are addresses and names below the event, the last one without an address;
    with `screen` the event itself is the end, and this its name."""
    if isinstance(event, FestivalPage):
        above = {"url": reverse("festivals:index"), "label": _("Festivals")}
    else:
        above = {"url": reverse("conferences:index"), "label": _("Conferences")}
    title = event.get_admin_display_title()
    if screen:
        return [above, {"url": None, "label": title, "sublabel": screen}]
    edit = reverse("wagtailadmin_pages:edit", args=[event.pk])
    return [above, {"url": edit, "label": title}, *({"url": url or None, "label": label} for url, label in path)]
