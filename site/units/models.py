"""Units, their years at the head of the bloc, and their emulation flags."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from vietnamese.text import fold

from .monograms import monogram, tint

CODE = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
YEARS = [MinValueValidator(1945), MaxValueValidator(2100)]


class Unit(ClusterableModel):
    """A department, institute, office or fund of the bloc.

    `code` is its address and stands in file names and forms; it stays when the unit is renamed. A unit that has left
    the bloc is no longer active: its past stays, its representatives enter nothing new.
    """

    class Kind(models.TextChoices):
        ADMINISTRATION = "administration", _("Administrative body")
        PUBLIC_SERVICE = "public_service", _("Public service unit")
        FUND = "fund", _("Fund")
        OFFICE = "office", _("Office")
        ENTERPRISE = "enterprise", _("Enterprise")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(
        _("short name"), max_length=60, unique=True, help_text=_("As people say it; it stands in lists and tables.")
    )
    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(CODE, _("Small letters without accents, figures, hyphens."))],
        help_text=_("Stands in the unit's address and in file names. It should not change."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PUBLIC_SERVICE)
    logo = models.ForeignKey(
        "images.CustomImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Its place in lists of units."))
    introduction = models.TextField(_("introduction"), max_length=1000, blank=True)
    governing_body = models.CharField(
        _("governing body"),
        max_length=200,
        blank=True,
        help_text=_("Stands above the unit's name on official papers, such as “Bộ Khoa học và Công nghệ”."),
    )
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    contact_name = models.CharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("contact's e-mail address"), blank=True)
    contact_phone = models.CharField(_("contact's telephone"), max_length=30, blank=True)
    is_active = models.BooleanField(
        _("in the bloc"),
        default=True,
        help_text=_("Take the tick out when the unit leaves: its page and its past stay, lists no longer name it."),
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.short_name

    def clean(self):
        super().clean()
        self._refuse_a_name_twice()

    def _refuse_a_name_twice(self) -> None:
        """Names that differ in accents or capitals only are one name to whoever looks for a unit in a list."""
        errors = {}
        others = list(Unit.objects.exclude(pk=self.pk).values_list("name", "short_name"))
        for field in ("name", "short_name"):
            mine = fold(getattr(self, field))
            for other in others:
                if mine and mine in map(fold, other):
                    errors[field] = gettext("“%(name)s” has this name already, perhaps with other accents.") % {
                        "name": other[0]
                    }
        if errors:
            raise ValidationError(errors)

    def get_absolute_url(self) -> str:
        return reverse("unit", args=[self.code])

    @property
    def monogram(self) -> str:
        """Stands where the unit has no logo."""
        return monogram(self.short_name)

    @property
    def tint(self) -> int:
        """The number of the monogram's colour."""
        return tint(self.code)


class UnitTerm(models.Model):
    """That a unit led the bloc, or was its deputy, in a year."""

    class Role(models.TextChoices):
        LEADER = "leader", _("Head of the bloc")
        DEPUTY = "deputy", _("Deputy head of the bloc")

    unit = ParentalKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="terms")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("term at the head of the bloc")
        verbose_name_plural = _("terms at the head of the bloc")
        ordering = ["-year", "role", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="units_one_role_a_year"),
            models.UniqueConstraint(fields=["year"], condition=models.Q(role="leader"), name="units_one_leader_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.get_role_display()} {self.year}"

    def clean(self):
        super().clean()
        if self.role == self.Role.LEADER and self.year:
            others = UnitTerm.objects.filter(year=self.year, role=self.Role.LEADER).exclude(unit_id=self.unit_id)
            other = others.exclude(pk=self.pk).select_related("unit").first()
            if other:
                raise ValidationError(
                    {
                        "year": gettext("In %(year)d the bloc is led by %(unit)s already.")
                        % {"year": self.year, "unit": other.unit}
                    }
                )


class UnitAward(models.Model):
    """An emulation flag (*Cờ thi đua*) that a unit won in a year."""

    unit = ParentalKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="awards")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    title = models.CharField(_("flag"), max_length=200)

    class Meta:
        verbose_name = _("emulation flag")
        verbose_name_plural = _("emulation flags")
        ordering = ["-year", "title"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "title"], name="units_award_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"
