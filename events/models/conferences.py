"""Conferences, and how many delegates each unit sends.

The routes import `views` where they use it: it reads these models.
"""

from collections.abc import Iterator

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page

from pages import text
from pages.blocks import BodyBlock
from pages.models import BasePage
from pages.search import SearchDocument
from units.models import Unit

from ..panels import WaysPanel
from .base import Contact, EventPage


class ConferencePage(EventPage):
    """A conference (*Hội nghị*): its agenda, its delegates, what was said and decided.

    Sessions and handouts are rows outside the page's drafts, because delegates and calendars stand on them.
    """

    most_delegates = models.PositiveSmallIntegerField(
        _("most delegates a unit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: any number. A unit can have a number of its own below."),
    )
    delegates_note = models.TextField(
        _("to those who nominate"), max_length=2000, blank=True, help_text=_("Who should come, what to bring.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        WaysPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        *EventPage.when_and_where,
        InlinePanel("contacts", heading=_("Contacts"), label=_("Contact"), max_num=8),
        FieldPanel("body"),
    ]
    delegate_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading=_("When units nominate delegates"),
        ),
        FieldPanel("most_delegates"),
        InlinePanel("delegate_quotas", heading=_("Units with a number of their own"), label=_("Unit")),
        FieldPanel("delegates_note"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(delegate_panels, heading=_("Delegates")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        base_form_class=BasePage.base_form_class,
    )
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/conference_page.html"
    page_description = _("The agenda, the delegates and the papers of a conference.")

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        indexes = [models.Index(fields=["-starts_on", "-page_ptr"], name="events_conference_day")]

    def search_document(self) -> SearchDocument:
        words = (self.place, self.address, self.organiser, *self._words_of_the_programme(), text.text_of(self.body))
        return SearchDocument(
            kind="event",
            title=self.title,
            lead=self.intro,
            text=" · ".join(filter(None, words)),
            date=self.begins_at,
        )

    def _words_of_the_programme(self) -> Iterator[str]:
        """What is spoken of, and who speaks."""
        for session in self.sessions.prefetch_related("speakers") if self.pk else ():
            yield session.title
            for speaker in session.speakers.all():
                yield from (speaker.topic, speaker.name)

    @path("")
    def look(self, request):
        from ..views import conferences

        return conferences.conference(request, self)


class ConferenceContact(Contact):
    """Whom to ask about a conference."""

    page = ParentalKey(ConferencePage, on_delete=models.CASCADE, related_name="contacts")

    class Meta(Contact.Meta):
        pass


class DelegateQuota(models.Model):
    """That a unit sends another number of delegates than the others."""

    page = ParentalKey(ConferencePage, on_delete=models.CASCADE, related_name="delegate_quotas")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField(_("most delegates"), help_text=_("0: it sends none."))

    panels = [FieldRowPanel([FieldPanel("unit"), FieldPanel("most")])]

    class Meta:
        verbose_name = _("number of delegates")
        verbose_name_plural = _("numbers of delegates")
        constraints = [models.UniqueConstraint(fields=["page", "unit"], name="events_delegate_quota_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.most}"
