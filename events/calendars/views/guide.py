"""/lich/theo-doi/: how to follow the calendar, for each kind of device."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.queries import today
from events.views.keeping import keep_until, until_midnight
from pages.addresses import absolute, base_url
from pages.metadata import Metadata
from units.queries import units

from . import following, shown
from .filters import Filters


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What following is, how to do it, and the addresses of all feeds."""
    site_url = base_url(request)

    def with_addresses(feeds):
        return [following.addresses(feed, site_url) for feed in feeds]

    context = {
        "tab": "guide",
        "filters": Filters(),
        "addresses": following.addresses(following.everything(), site_url),
        "of_events": with_addresses(following.of_event(*event) for event in shown.current_events(today())),
        "of_units": with_addresses(following.of_unit(unit) for unit in units()),
        "meta": Metadata(
            title=_("Follow the calendar"),
            description=_("How to have the calendar in your telephone or in Outlook, where it changes by itself."),
            canonical_url=absolute(request, reverse("calendar_guide")),
        ),
    }
    return keep_until(TemplateResponse(request, "calendars/guide.html", context), [until_midnight()])
