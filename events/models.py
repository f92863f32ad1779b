"""Festivals, the disciplines contested there, and the index below which festivals stand.

The routes import `views` where they use it: it reads these models.
"""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail.search import index

from figures.queries import TOTALS
from pages import text
from pages.blocks import BodyBlock
from pages.models import BasePage
from pages.permissions import LeafPermissionTester
from pages.search import SearchDocument
from vietnamese.dates import VIETNAM, format_date

from .colours import Shades, is_colour, shades
from .panels import DisciplinesPanel

RESERVED_SLUGS = {"nam"}
OLDEST = 120


class Branch(models.TextChoices):
    SPORT = "sport", _("Sport")
    ART = "art", _("Art")


class EventsIndexPage(RoutablePageMixin, BasePage):
    """All events: those of today, the coming and the past ones, and those of a year."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.FestivalPage"]
    max_count = 1
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    def description(self) -> str:
        return self.search_description or self.intro

    def find_child(self, slug: str, passing: bool):
        """A festival whole, with its sums and with the answer to whether any page is restricted, in one query."""
        festivals = FestivalPage.objects.child_of(self).filter(slug=slug)
        anywhere = Exists(PageViewRestriction.objects.all())
        related = ("social_image", "regulations", *TOTALS)
        return festivals.select_related(*related).annotate(restrictions_exist=anywhere).first()

    @path("")
    def all_events(self, request):
        from .views import lists

        return lists.all_events(request, self)

    @path("nam/<int:year>/")
    def by_year(self, request, year: int):
        from .views import lists

        return lists.by_year(request, self, year)


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

    content_panels = [
        DisciplinesPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
            ],
            heading=_("When and where"),
        ),
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
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.FilterField("starts_on")]
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/festival_page.html"
    page_description = _("The days, the rules of registration and the disciplines of a festival.")

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")
        indexes = [models.Index(fields=["-starts_on", "-page_ptr"], name="events_festival_day")]

    def clean(self):
        super().clean()
        if errors := self._contradictions():
            raise ValidationError(errors)

    def _contradictions(self) -> dict[str, str]:
        """What cannot be, by the field beside which it is said. A draft may lack anything."""
        errors = {}
        if self.slug in RESERVED_SLUGS:
            errors["slug"] = _("This slug is an address of the index. Choose another.")
        if self.colour and not is_colour(self.colour):
            errors["colour"] = _("A colour is written as # and six figures or letters from a to f, such as #a1260d.")
        if self.regulations and self.regulations.file_extension.lower() != "pdf":
            errors["regulations"] = _("The regulations are a PDF file, which every reader can open and print.")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("The last day lies before the first day.")
        if self.opens_at and self.closes_at is None:
            errors["closes_at"] = _("Registration that opens must close, too. Say when.")
        elif self.closes_at and self.opens_at is None:
            errors["opens_at"] = _("Say when registration opens.")
        elif self.opens_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("Registration closes before it opens.")
        elif self.closes_at and self.starts_on and self.closes_at > midnight(self.starts_on):
            errors["closes_at"] = _("Registration must close before the festival begins, on %(day)s.") % {
                "day": format_date(self.starts_on)
            }
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

    def description(self) -> str:
        return self.search_description or self.intro

    def permissions_for_user(self, user) -> LeafPermissionTester:
        return LeafPermissionTester(user, self)

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
        from .views import festivals

        return festivals.festival(request, self)

    @path("noi-dung/<slug:slug>/", name="discipline")
    def look_at_discipline(self, request, slug: str):
        from .views import festivals

        return festivals.discipline(request, self, slug)


def midnight(day: date) -> datetime:
    """The first moment of a day in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


class FestivalContact(Orderable):
    """Whom to ask about a festival."""

    page = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=150)
    duty = models.CharField(_("duty"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("duty")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

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
    age_min = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )
    age_on = models.DateField(
        _("age on"), null=True, blank=True, help_text=_("Empty: on the first day of the festival.")
    )

    most_entries = models.PositiveSmallIntegerField(
        _("most entries a unit"), default=1, validators=[MinValueValidator(1)]
    )
    quota = models.PositiveSmallIntegerField(
        _("quota"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Entries of all units together; empty: any number."),
    )
    has_waiting_list = models.BooleanField(_("with a waiting list"), default=True)
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Where it differs from the festival's.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Where it differs from the festival's.")
    )

    most_seconds = models.PositiveSmallIntegerField(
        _("longest duration"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Of an act, in seconds."),
    )
    takes_music = models.BooleanField(_("takes backing music"), default=False)

    class Meta:
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")
        ordering = ["festival", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["festival", "slug"], name="events_discipline_slug_once"),
            models.UniqueConstraint(
                fields=["festival", "name"],
                name="events_discipline_name_once",
                violation_error_message=_("The festival has a discipline of this name already."),
            ),
            models.CheckConstraint(condition=Q(squad_max__gte=F("squad_min")), name="events_squad_within_bounds"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        super().clean()
        errors = self._contradictions_of_the_squad() | self._contradictions_of_ages() | self._contradictions_of_window()
        if not self.is_act and self.most_seconds:
            errors["most_seconds"] = _("Only what is performed on a stage has a duration.")
        if not self.is_act and self.takes_music:
            errors["takes_music"] = _("Only what is performed on a stage has backing music.")
        if errors:
            raise ValidationError(errors)

    def _contradictions_of_the_squad(self) -> dict[str, str]:
        if self.squad_min is None or self.squad_max is None:
            return {}
        squad = (self.squad_min, self.squad_max)
        if self.format == self.Format.INDIVIDUAL and squad != (1, 1):
            return {"squad_max": _("Individually means one person alone.")}
        if self.format == self.Format.PAIR and squad != (2, 2):
            return {"squad_max": _("A pair is two people.")}
        if self.squad_max < self.squad_min:
            return {"squad_max": _("The most are fewer than the fewest.")}
        if self.gender_rule != self.GenderRule.MIXED:
            unused = _("Least numbers of men and women belong to mixed squads alone.")
            least = {"men_min": self.men_min, "women_min": self.women_min}
            return {name: unused for name, number in least.items() if number}
        least = (self.men_min or 0) + (self.women_min or 0)
        if not least:
            return {"women_min": _("Say how many men or women a mixed squad has at least.")}
        if least > self.squad_max:
            return {
                "women_min": _("%(least)s men and women do not fit into a squad of %(most)s.")
                % {"least": least, "most": self.squad_max}
            }
        return {}

    def _contradictions_of_ages(self) -> dict[str, str]:
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            return {"age_max": _("The oldest are younger than the youngest.")}
        return {}

    def _contradictions_of_window(self) -> dict[str, str]:
        if not (self.opens_at or self.closes_at):
            return {}
        opens_at, closes_at = self.opens_at or self.festival.opens_at, self.closes_at or self.festival.closes_at
        if opens_at is None:
            return {"opens_at": _("Say when it opens: the festival has no time of its own.")}
        if closes_at is None:
            return {"closes_at": _("Say when it closes: the festival has no time of its own.")}
        if closes_at <= opens_at:
            name = "closes_at" if self.closes_at else "opens_at"
            return {name: _("Registration closes before it opens.")}
        ends_on = self.festival.ends_on
        if self.closes_at and ends_on and timezone.localdate(self.closes_at, VIETNAM) > ends_on:
            return {"closes_at": _("The festival is over then.")}
        return {}

    @property
    def is_act(self) -> bool:
        """Whether what enters is performed on a stage, and so has a title and a duration."""
        return self.branch == Branch.ART
