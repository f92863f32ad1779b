"""What is contested at a festival."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import VIETNAM

from .base import is_too_far
from .festivals import FestivalPage

OLDEST = 120


class Branch(models.TextChoices):
    SPORT = "sport", _("Sport")
    ART = "art", _("Art")


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
        if far := [name for name in ("opens_at", "closes_at") if is_too_far(getattr(self, name))]:
            return dict.fromkeys(far, _("This year is too far away."))
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
