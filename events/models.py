"""Festivals, the disciplines contested there, and the index below which festivals stand."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from pages.blocks import BodyBlock
from pages.models import BasePage


class Branch(models.TextChoices):
    SPORT = "sport", _("Sport")
    ART = "art", _("Art")


class EventsIndexPage(BasePage):
    """All events, coming and past."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.FestivalPage"]
    max_count = 1
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")


class FestivalPage(RoutablePageMixin, BasePage):
    """The yearly festival (*Ngày Hội giao lưu văn nghệ, thể thao*): its days, its rules of registration.

    Its disciplines are rows outside the page's drafts, because entries stand on them.
    """

    counts_views = True

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
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
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("The first moment at which it is too late.")
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

    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/festival_page.html"

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")


class FestivalContact(Orderable):
    """Whom to ask about a festival."""

    page = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=150)
    duty = models.CharField(_("duty"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")


class Discipline(models.Model):
    """One contest of a festival, and who may enter it with how many people.

    A squad is those who compete, the captain among them; reserves and officials (coach, leader) come on top.
    """

    class Format(models.TextChoices):
        INDIVIDUAL = "individual", _("Individual")
        PAIR = "pair", _("Pair")
        TEAM = "team", _("Team")

    class GenderRule(models.TextChoices):
        ANY = "any", _("Men and women, in any number")
        MEN = "men", _("Men")
        WOMEN = "women", _("Women")
        MIXED = "mixed", _("Mixed, with least numbers")

    festival = models.ForeignKey(
        FestivalPage, verbose_name=_("festival"), on_delete=models.CASCADE, related_name="disciplines"
    )
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("slug"), max_length=150)
    branch = models.CharField(_("branch"), max_length=10, choices=Branch.choices, default=Branch.SPORT)
    format = models.CharField(_("format"), max_length=12, choices=Format.choices, default=Format.TEAM)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    notes = models.TextField(_("notes"), max_length=2000, blank=True, help_text=_("For those who register."))

    squad_min = models.PositiveSmallIntegerField(_("fewest in a squad"), default=1, validators=[MinValueValidator(1)])
    squad_max = models.PositiveSmallIntegerField(_("most in a squad"), default=1, validators=[MaxValueValidator(200)])
    reserves_max = models.PositiveSmallIntegerField(_("most reserves"), default=0)
    officials_max = models.PositiveSmallIntegerField(_("most officials"), default=0)

    gender_rule = models.CharField(_("gender rule"), max_length=10, choices=GenderRule.choices, default=GenderRule.ANY)
    men_min = models.PositiveSmallIntegerField(_("fewest men"), default=0)
    women_min = models.PositiveSmallIntegerField(_("fewest women"), default=0)
    age_min = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    age_on = models.DateField(
        _("age on"), null=True, blank=True, help_text=_("Empty: on the first day of the festival.")
    )

    most_entries = models.PositiveSmallIntegerField(
        _("most entries a unit"), default=1, validators=[MinValueValidator(1)]
    )
    quota = models.PositiveSmallIntegerField(
        _("quota"), null=True, blank=True, help_text=_("Entries of all units together; empty: any number.")
    )
    has_waiting_list = models.BooleanField(_("with a waiting list"), default=True)
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Where it differs from the festival's.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Where it differs from the festival's.")
    )

    most_seconds = models.PositiveSmallIntegerField(
        _("longest duration"), null=True, blank=True, help_text=_("Of an act, in seconds.")
    )
    takes_music = models.BooleanField(_("takes backing music"), default=False)

    class Meta:
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")
        ordering = ["festival", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["festival", "slug"], name="events_discipline_slug_once"),
            models.UniqueConstraint(fields=["festival", "name"], name="events_discipline_name_once"),
            models.CheckConstraint(condition=Q(squad_max__gte=F("squad_min")), name="events_squad_within_bounds"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_act(self) -> bool:
        """Whether what enters is performed on a stage, and so has a title and a duration."""
        return self.branch == Branch.ART
