"""The yearly festival, and its rules of registration.

The routes import `views` where they use it: it reads these models.
"""

from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
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
from vietnamese.dates import VIETNAM, midnight

from ..colours import Shades, is_colour, shades
from ..panels import WaysPanel
from .base import Contact, EventPage


class FestivalPage(EventPage):
    """The yearly festival (*Ngày Hội giao lưu văn nghệ, thể thao*): its days, its rules of registration.

    Its disciplines are rows outside the page's drafts, because entries stand on them.
    """

    days_and_moments = (*EventPage.days_and_moments, "freezes_at", "units_shown_from", "names_shown_from")

    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        help_text=_("Of the festival's pages, such as #a1260d."),
    )
    regulations = models.ForeignKey(
        "documents.CustomDocument",
        verbose_name=_("regulations"),
        help_text=_("The rulebook (Điều lệ) as PDF."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    freezes_at = models.DateTimeField(
        _("rosters freeze"),
        null=True,
        blank=True,
        help_text=_("From then on rosters change only by requests that you approve. Empty: when registration closes."),
    )
    most_disciplines = models.PositiveSmallIntegerField(
        _("most disciplines a person"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    most_sports = models.PositiveSmallIntegerField(
        _("most sports a person"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    most_acts = models.PositiveSmallIntegerField(
        _("most acts a person"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    units_shown_from = models.DateTimeField(
        _("entered units are public from"), null=True, blank=True, help_text=_("Empty: they are not shown.")
    )
    names_shown_from = models.DateTimeField(
        _("names of people are public from"), null=True, blank=True, help_text=_("Empty: they are not shown.")
    )
    consent_text = models.TextField(
        _("consent"),
        max_length=3000,
        blank=True,
        help_text=_("What a unit confirms for its people. Empty: the site's own text."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        WaysPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        *EventPage.when_and_where,
        FieldPanel("regulations"),
        InlinePanel("contacts", heading=_("Contacts"), label=_("Contact"), max_num=8),
        FieldPanel("body"),
        FieldPanel("colour"),
    ]
    registration_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]), FieldPanel("freezes_at")],
            heading=_("Registration"),
        ),
        FieldRowPanel(
            [FieldPanel("most_disciplines"), FieldPanel("most_sports"), FieldPanel("most_acts")],
            heading=_("How much one person may enter (empty: any number)"),
        ),
        FieldRowPanel(
            [FieldPanel("units_shown_from"), FieldPanel("names_shown_from")], heading=_("What readers see when")
        ),
        FieldPanel("consent_text"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(registration_panels, heading=_("Registration")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        base_form_class=BasePage.base_form_class,
    )
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/festival_page.html"
    page_description = _("The days, the rules of registration and the disciplines of a festival.")

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")
        indexes = [models.Index(fields=["-starts_on", "-page_ptr"], name="events_festival_day")]

    def _contradictions(self) -> dict[str, str]:
        errors = super()._contradictions()
        if self.colour and not is_colour(self.colour):
            errors["colour"] = _("A colour is written as # and six figures or letters from a to f, such as #a1260d.")
        if self.regulations and self.regulations.file_extension.lower() != "pdf":
            errors["regulations"] = _("The regulations are a PDF file, which every reader can open and print.")
        errors |= self._contradictions_of_the_freeze() | self._contradictions_of_limits()
        if self.names_shown_from and (self.units_shown_from is None or self.names_shown_from < self.units_shown_from):
            errors["names_shown_from"] = _("Names stand beside their units: they cannot be public before these are.")
        return errors

    def _contradictions_of_the_freeze(self) -> dict[str, str]:
        if self.freezes_at is None:
            return {}
        if self.closes_at is None:
            return {"freezes_at": _("Rosters freeze when registration has closed. Say when that is.")}
        if self.freezes_at < self.closes_at:
            return {"freezes_at": _("Rosters cannot freeze while registration is still open.")}
        if self.ends_on and timezone.localdate(self.freezes_at, VIETNAM) > self.ends_on:
            return {"freezes_at": _("Rosters must freeze before the festival is over.")}
        return {}

    def _contradictions_of_limits(self) -> dict[str, str]:
        if self.most_disciplines is None:
            return {}
        too_many = _("This is more than one person may enter in all.")
        limits = {"most_sports": self.most_sports, "most_acts": self.most_acts}
        return {name: too_many for name, limit in limits.items() if limit and limit > self.most_disciplines}

    def _latest_closing(self) -> datetime:
        # Rosters are printed and draws are made the day before, however late the first whistle is.
        return midnight(self.starts_on)

    @property
    def shades(self) -> Shades | None:
        """What its pages are painted with; None where they look like all others."""
        return shades(self.colour) if is_colour(self.colour) else None

    def shows_units(self, now: datetime) -> bool:
        """Whether readers may see which units have entered."""
        return self.units_shown_from is not None and self.units_shown_from <= now

    def shows_names(self, now: datetime) -> bool:
        """Whether readers may see who they are."""
        return self.shows_units(now) and self.names_shown_from is not None and self.names_shown_from <= now

    def search_document(self) -> SearchDocument:
        disciplines = self.disciplines.values_list("name", flat=True)
        return SearchDocument(
            kind="event",
            title=self.title,
            lead=self.intro,
            text=" · ".join(filter(None, (self.place, self.address, *disciplines, text.text_of(self.body)))),
            date=midnight(self.starts_on),
        )

    @path("")
    def look(self, request):
        from ..views import festivals

        return festivals.festival(request, self)

    @path("noi-dung/<slug:slug>/", name="discipline")
    def look_at_discipline(self, request, slug: str):
        from ..views import festivals

        return festivals.discipline(request, self, slug)


class FestivalContact(Contact):
    """Whom to ask about a festival."""

    page = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="contacts")

    class Meta(Contact.Meta):
        pass
