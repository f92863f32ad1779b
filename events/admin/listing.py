"""The festivals as an item of the menu: days, place, registration, number of disciplines."""

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from events.models import EventsIndexPage, FestivalPage
from events.templatetags.events import days
from events.words import clock
from pages.permissions import works_below
from vietnamese.text import fold


def registration(festival: FestivalPage) -> str:
    """How its registration stands at this moment."""
    now = timezone.now()
    if festival.opens_at is None:
        return _("Not set")
    if now < festival.opens_at:
        return _("Opens at %(moment)s") % {"moment": clock(festival.opens_at)}
    if now < festival.closes_at:
        return _("Open until %(moment)s") % {"moment": clock(festival.closes_at)}
    return _("Closed since %(moment)s") % {"moment": clock(festival.closes_at)}


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
    Column("starts_on", label=gettext_lazy("Days"), accessor=days, sort_key="starts_on", width="14%"),
    Column("place", label=gettext_lazy("Place"), accessor="place", width="18%", classname="events-beside"),
    Column("registration", label=gettext_lazy("Registration"), accessor=registration, width="17%"),
    Column(
        "disciplines",
        label=gettext_lazy("Disciplines"),
        accessor="discipline_count",
        width="8%",
        classname="events-figure events-beside",
    ),
    PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live", width="10%"),
]


class FestivalIndexView(IndexView):
    """All festivals that the user may work on, the latest first."""

    base_columns = COLUMNS
    page_title = gettext_lazy("Festivals")
    default_ordering = "-starts_on"

    def get_base_queryset(self):
        return super().get_base_queryset().annotate(discipline_count=Count("disciplines"))

    def order_queryset(self, queryset):
        if self.ordering in ("starts_on", "-starts_on") and not self.is_searching:
            return queryset.order_by(self.ordering, "-pk")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return super().search_queryset(queryset)
        # The index holds each title folded as well. Asked without accents, it finds what is typed either way.
        return queryset.autocomplete(fold(self.search_query), order_by_relevance=not self.is_explicitly_ordered)


class FestivalMenuItem(MenuItem):
    """Shown to those who may work on events."""

    def is_shown(self, request) -> bool:
        return works_below(request.user, EventsIndexPage)


class FestivalListingViewSet(PageListingViewSet):
    """'Festivals' in the menu."""

    name = "festivals"
    url_prefix = "ngay-hoi"
    model = FestivalPage
    icon = "calendar-alt"
    menu_label = gettext_lazy("Festivals")
    menu_name = "festivals"
    menu_order = 60
    menu_item_class = FestivalMenuItem
    add_to_admin_menu = True
    index_view_class = FestivalIndexView
    columns = COLUMNS
    ordering = "-starts_on"
