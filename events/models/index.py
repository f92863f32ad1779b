"""The index below which all events stand.

The routes import `views` where they use it: it reads these models.
"""

from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageViewRestriction

from figures.queries import TOTALS
from pages.models import BasePage

from .conferences import ConferencePage
from .festivals import FestivalPage


class EventsIndexPage(RoutablePageMixin, BasePage):
    """All events: those of today, the coming and the past ones, and those of a year or a month."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.FestivalPage", "events.ConferencePage"]
    max_count = 1
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    def description(self) -> str:
        return self.search_description or self.intro

    def find_child(self, slug: str, passing: bool):
        """An event whole, with its sums and with the answer to whether any page is restricted: a query for a festival,
        two for a conference."""
        anywhere = Exists(PageViewRestriction.objects.all())
        for kind, related in ((FestivalPage, ["regulations"]), (ConferencePage, [])):
            found = kind.objects.child_of(self).filter(slug=slug).select_related("social_image", *related, *TOTALS)
            if event := found.annotate(restrictions_exist=anywhere).first():
                return event
        return None

    @path("")
    def all_events(self, request):
        from ..views import lists

        return lists.all_events(request, self)

    @path("nam/<int:year>/")
    def by_year(self, request, year: int):
        from ..views import lists

        return lists.by_date(request, self, year, None)

    @path("nam/<int:year>/<int:month>/")
    def by_month(self, request, year: int, month: int):
        from ..views import lists

        return lists.by_date(request, self, year, month)
