"""Festivals and conferences as items of the menu: days, place, what units do, state."""

from django.db.models import Count
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from events import attendance
from events.models import ConferencePage, EventPage, EventsIndexPage, EventState, FestivalPage
from events.templatetags.events import days
from events.words import clock
from pages.permissions import works_below
from vietnamese.text import fold


def registration(event: EventPage) -> str:
    """How its registration stands at this moment."""
    now = timezone.now()
    if event.opens_at is None:
        return _("Not set")
    if now < event.opens_at:
        return _("Opens at %(moment)s") % {"moment": clock(event.opens_at)}
    if now < event.closes_at:
        return _("Open until %(moment)s") % {"moment": clock(event.closes_at)}
    return _("Closed since %(moment)s") % {"moment": clock(event.closes_at)}


def nominations(conference: ConferencePage) -> str:
    """The same, with the number of delegates."""
    count = conference.delegate_count
    if not count:
        return registration(conference)
    counted = ngettext("%(count)s delegate", "%(count)s delegates", count) % {"count": count}
    return f"{counted} · {registration(conference)}"


def days_and_hours(event: EventPage) -> str:
    """08:00–11:30 12/05/2026, or the days alone where it takes whole days."""
    said = days(event)
    if event.start_time is None:
        return said
    return format_html("{}<br>{}–{}", said, f"{event.start_time:%H:%M}", f"{event.end_time:%H:%M}")


def state(event: EventPage) -> str:
    """Whether it takes place; a cancelled or moved one stands out."""
    mark = " events-state--changed" if event.state in (EventState.CANCELLED, EventState.MOVED) else ""
    return format_html('<span class="events-state{}">{}</span>', mark, event.get_state_display())


BEFORE = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
    Column("starts_on", label=gettext_lazy("Days"), accessor=days_and_hours, sort_key="starts_on", width="14%"),
    Column("place", label=gettext_lazy("Place"), accessor="place", width="16%", classname="events-beside"),
]
AFTERWARDS = [
    Column("state", label=gettext_lazy("Takes place"), accessor=state, width="9%", classname="events-beside"),
    PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live", width="10%"),
]
COLUMNS_OF_FESTIVALS = [
    *BEFORE,
    Column("registration", label=gettext_lazy("Registration"), accessor=registration, width="15%"),
    Column(
        "disciplines",
        label=gettext_lazy("Disciplines"),
        accessor="discipline_count",
        width="8%",
        classname="events-figure events-beside",
    ),
    *AFTERWARDS,
]
COLUMNS_OF_CONFERENCES = [
    *BEFORE,
    Column("nominations", label=gettext_lazy("Delegates"), accessor=nominations, width="18%"),
    *AFTERWARDS,
]


class EventIndexView(IndexView):
    """All events of a kind that the user may work on, the latest first."""

    default_ordering = "-starts_on"

    def order_queryset(self, queryset):
        if self.ordering in ("starts_on", "-starts_on") and not self.is_searching:
            return queryset.order_by(self.ordering, "-pk")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return super().search_queryset(queryset)
        # The index holds each title folded as well. Asked without accents, it finds what is typed either way.
        return queryset.autocomplete(fold(self.search_query), order_by_relevance=not self.is_explicitly_ordered)


class FestivalIndexView(EventIndexView):
    """All festivals, each with the number of its disciplines."""

    base_columns = COLUMNS_OF_FESTIVALS
    page_title = gettext_lazy("Festivals")

    def get_base_queryset(self):
        return super().get_base_queryset().annotate(discipline_count=Count("disciplines"))


class ConferenceIndexView(EventIndexView):
    """All conferences, each with the number of those who come."""

    base_columns = COLUMNS_OF_CONFERENCES
    page_title = gettext_lazy("Conferences")

    def get_base_queryset(self):
        return attendance.at_conferences(super().get_base_queryset())


class EventMenuItem(MenuItem):
    """Shown to those who may work on events."""

    def is_shown(self, request) -> bool:
        return works_below(request.user, EventsIndexPage)


class EventListingViewSet(PageListingViewSet):
    """What the two items of the menu have in common."""

    menu_item_class = EventMenuItem
    add_to_admin_menu = True
    ordering = "-starts_on"


class FestivalListingViewSet(EventListingViewSet):
    """'Festivals' in the menu."""

    name = "festivals"
    url_prefix = "ngay-hoi"
    model = FestivalPage
    icon = "calendar-alt"
    menu_label = gettext_lazy("Festivals")
    menu_name = "festivals"
    menu_order = 58
    index_view_class = FestivalIndexView
    columns = COLUMNS_OF_FESTIVALS


class ConferenceListingViewSet(EventListingViewSet):
    """'Conferences' in the menu."""

    name = "conferences"
    url_prefix = "hoi-nghi"
    model = ConferencePage
    icon = "calendar-check"
    menu_label = gettext_lazy("Conferences")
    menu_name = "conferences"
    menu_order = 59
    index_view_class = ConferenceIndexView
    columns = COLUMNS_OF_CONFERENCES
