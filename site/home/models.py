"""The front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from events import queries as events
from events.views.keeping import keep_until, until_midnight
from gallery import queries as gallery
from news import most_read, queries
from pages.metadata import describe
from pages.models import BasePage
from topics import queries as topic_queries

LATEST = 6
SECTIONS = 4
EACH_SECTION = 4
ALBUMS = 4
EVENTS = 3


class HomePage(BasePage):
    """The front page: the lead story, the latest news, the events of today and the next ones, the newest albums, a
    section for each of the first topics."""

    tagline = models.CharField(_("line below the name"), max_length=200, blank=True)
    content_panels = [
        *Page.content_panels,
        FieldPanel("tagline"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def description(self) -> str:
        return self.search_description or self.tagline

    def serve(self, request, *args, **kwargs):
        # Tomorrow an event of today is no more to come.
        return keep_until(super().serve(request, *args, **kwargs), [until_midnight()])

    def get_context(self, request, *args, **kwargs):
        lead, latest = queries.front(LATEST)
        shown = [article.pk for article in (lead, *latest) if article]
        newest = queries.newest_day()
        return super().get_context(request, *args, **kwargs) | {
            "lead_story": lead,
            "latest": latest,
            "topic_sections": queries.sections(topic_queries.topics()[:SECTIONS], EACH_SECTION, without=shown),
            "upcoming_events": events.next_ones(EVENTS),
            "albums": gallery.newest(ALBUMS),
            "topics": topic_queries.topics(),
            "most_read": most_read.panel(),
            "calendar": queries.month(newest.year, newest.month) if newest else None,
            "news_index_url": queries.index_url(request),
            "meta": describe(self, request),
        }
