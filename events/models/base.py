"""What all events have in common: when, where, by whom, whether it takes place, when units register."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable
from wagtail.search import index

from pages.models import BasePage
from pages.permissions import LeafPermissionTester
from vietnamese.dates import VIETNAM, format_date, midnight

from ..places import Coordinates, read_coordinates

RESERVED_SLUGS = {"nam"}
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Of an event: far enough, and near enough for its other days to be dates, too."""


def is_too_far(day: date | None) -> bool:
    """Whether no event is on this day, or at this moment. A year with a slip in it, 9999 or 26, has no midnight
    after it or no time in Vietnam."""
    return day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR


class EventState(models.TextChoices):
    """Whether an event takes place as announced."""

    PLANNED = "planned", pgettext_lazy("event", "Planned")
    CONFIRMED = "confirmed", pgettext_lazy("event", "Confirmed")
    MOVED = "moved", pgettext_lazy("event", "Moved")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class EventPage(RoutablePageMixin, BasePage):
    """An event of one or more days.

    All-day when it has no times of day; days and times are those of Vietnam.
    """

    counts_views = True
    takes_comments = True
    days_and_moments = ("starts_on", "ends_on", "moved_from", "opens_at", "closes_at")
    """The fields that no year outside the bounds fits into."""

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    start_time = models.TimeField(_("begins at"), null=True, blank=True, help_text=_("Empty: it takes whole days."))
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    map_url = models.URLField(
        _("map link"), max_length=500, blank=True, help_text=_("Empty: readers are sent to a search for the address.")
    )
    coordinates = models.CharField(
        _("coordinates"),
        max_length=50,
        blank=True,
        help_text=_("As map services copy them, such as 21.028511, 105.804817. Calendars show the place on a map."),
    )
    organiser = models.CharField(
        _("organiser"), max_length=200, blank=True, help_text=_("Empty: the organisation that runs the site.")
    )
    state = models.CharField(
        pgettext_lazy("event", "state"), max_length=10, choices=EventState.choices, default=EventState.CONFIRMED
    )
    state_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it was moved or cancelled; readers see it.")
    )
    moved_from = models.DateField(
        _("first announced for"), null=True, blank=True, help_text=_("Of an event that was moved.")
    )
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("The first moment at which it is too late.")
    )

    when_and_where = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
                FieldRowPanel([FieldPanel("map_url"), FieldPanel("coordinates")]),
                FieldPanel("organiser"),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("state"), FieldPanel("moved_from")]), FieldPanel("state_reason")],
            heading=_("Whether it takes place"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.FilterField("starts_on")]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        # Contradictions are found by reckoning, for which the days must be within reach.
        if errors := self._too_far() or self._contradictions():
            raise ValidationError(errors)

    def _too_far(self) -> dict[str, str]:
        far = (name for name in self.days_and_moments if is_too_far(getattr(self, name)))
        return dict.fromkeys(far, _("This year is too far away."))

    def _contradictions(self) -> dict[str, str]:
        """What cannot be, by the field beside which it is said. A draft may lack anything."""
        errors = {}
        if self.slug in RESERVED_SLUGS:
            errors["slug"] = _("This slug is an address of the index. Choose another.")
        if self.coordinates and read_coordinates(self.coordinates) is None:
            errors["coordinates"] = _("Coordinates are two numbers, north and east, such as 21.028511, 105.804817.")
        return (
            errors
            | self._contradictions_of_times()
            | self._contradictions_of_state()
            | self._contradictions_of_window()
        )

    def _contradictions_of_times(self) -> dict[str, str]:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            return {"ends_on": _("The last day lies before the first day.")}
        if self.start_time and self.end_time is None:
            return {"end_time": _("Say when it ends, too.")}
        if self.end_time and self.start_time is None:
            return {"start_time": _("Say when it begins, too.")}
        if self.start_time and self.starts_on == self.ends_on and self.end_time <= self.start_time:
            return {"end_time": _("It ends before it begins.")}
        return {}

    def _contradictions_of_state(self) -> dict[str, str]:
        if self.state == EventState.CANCELLED and not self.state_reason:
            return {"state_reason": _("Say why it is cancelled.")}
        if self.moved_from and self.state != EventState.MOVED:
            return {"moved_from": _("Only an event that was moved was announced for another day.")}
        return {}

    def _contradictions_of_window(self) -> dict[str, str]:
        if self.opens_at and self.closes_at is None:
            return {"closes_at": _("Registration that opens must close, too. Say when.")}
        if self.closes_at and self.opens_at is None:
            return {"opens_at": _("Say when registration opens.")}
        if self.opens_at and self.closes_at <= self.opens_at:
            return {"closes_at": _("Registration closes before it opens.")}
        if self.closes_at and self.starts_on and self.closes_at > self._latest_closing():
            return {
                "closes_at": _("Registration must close before the event begins, on %(day)s.")
                % {"day": format_date(self.starts_on)}
            }
        return {}

    def _latest_closing(self) -> datetime:
        return self.begins_at

    @property
    def is_all_day(self) -> bool:
        """Whether it takes whole days."""
        return self.start_time is None

    @property
    def begins_at(self) -> datetime:
        """Its first moment; of a whole day midnight in Vietnam."""
        return datetime.combine(self.starts_on, self.start_time or time(), VIETNAM)

    @property
    def ends_at(self) -> datetime:
        """The first moment at which it is over; of a whole day the midnight after it."""
        if self.start_time is None or self.end_time is None:
            return midnight(self.ends_on + timedelta(days=1))
        return datetime.combine(self.ends_on, self.end_time, VIETNAM)

    @property
    def is_cancelled(self) -> bool:
        return self.state == EventState.CANCELLED

    @property
    def point(self) -> Coordinates | None:
        """Where it is on the globe, when that is known."""
        return read_coordinates(self.coordinates)

    @property
    def is_rated(self) -> bool:
        """What does not take place cannot be judged."""
        return not self.is_cancelled

    def rated_from(self) -> datetime:
        """Nobody can say how it was before it has begun."""
        return self.begins_at

    def description(self) -> str:
        return self.search_description or self.intro

    @path("tai-lieu/<int:handout>/tai-ve/", name="handout")
    def download_handout(self, request, handout: int):
        # The view reads this model.
        from ..views import handouts

        return handouts.download(request, self, handout)

    def permissions_for_user(self, user) -> LeafPermissionTester:
        return LeafPermissionTester(user, self)


class Contact(Orderable):
    """Whom to ask about an event."""

    name = models.CharField(_("name"), max_length=150)
    duty = models.CharField(_("duty"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("duty")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
