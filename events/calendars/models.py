"""The ledger of the calendar, what changed in it, and the personal feeds."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.models import Page

from events.models import Discipline

from .tokens import new_token


class CalendarItem(models.Model):
    """One thing that stands in the calendar, or stood there.

    `source` names what it is made of (`event-12`, `session-34`, `deadline-12`, `deadline-12-7`), and is unique: the
    same thing keeps its UID for ever, even when it is withdrawn and published again. `sequence` rises exactly when
    time, place or status change, `changed_at` moves when anything does; nothing else may move it, because feeds are
    the same bytes as long as it stands still. `event_number` and `discipline_number` outlive the rows they name.
    `summary` is the title of the event, of the session, or of what the deadline belongs to, `event_title` always the
    event's.
    """

    class Kind(models.TextChoices):
        FESTIVAL = "festival", pgettext_lazy("calendar", "Festival")
        CONFERENCE = "conference", pgettext_lazy("calendar", "Conference")
        SESSION = "session", pgettext_lazy("calendar", "Programme")
        DEADLINE = "deadline", pgettext_lazy("calendar", "Deadline")

    class Status(models.TextChoices):
        TENTATIVE = "TENTATIVE", pgettext_lazy("calendar", "Planned")
        CONFIRMED = "CONFIRMED", pgettext_lazy("calendar", "Confirmed")
        CANCELLED = "CANCELLED", pgettext_lazy("calendar", "Cancelled")

    source = models.CharField(max_length=60, unique=True)
    uid = models.CharField(max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    event = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="calendar_items")
    event_number = models.PositiveIntegerField()
    discipline = models.ForeignKey(Discipline, null=True, on_delete=models.SET_NULL, related_name="calendar_items")
    discipline_number = models.PositiveBigIntegerField(null=True)

    summary = models.CharField(_("title"), max_length=300)
    event_title = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)
    location = models.CharField(_("place"), max_length=410, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    path = models.CharField(max_length=400, blank=True)
    organiser_name = models.CharField(max_length=200, blank=True)
    organiser_email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    reason = models.CharField(max_length=300, blank=True)

    asks_delegates = models.BooleanField(default=False)
    """Of a session whether delegates say that they come; it outlives the session, for the mails. Of a deadline whether
    it is delegates who are nominated until then."""

    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Since when it is cancelled or withdrawn: for 90 days it is told as cancelled, then no more."""
    is_withdrawn = models.BooleanField(default=False)
    """Its source is gone or not public any more: no page shows it, feeds tell that it is cancelled."""

    class Meta:
        verbose_name = pgettext_lazy("calendar", "item")
        verbose_name_plural = pgettext_lazy("calendar", "items")
        default_permissions = ()
        ordering = ["starts_at", "ends_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at", "ends_at"], name="calendars_by_time"),
            models.Index(fields=["event_number"], name="calendars_by_event"),
            models.Index(fields=["discipline_number"], name="calendars_by_discipline"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="calendars_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def is_of_nomination(self) -> bool:
        """Whether it is the end of nominating delegates, and not of registration."""
        return self.kind == self.Kind.DEADLINE and self.asks_delegates

    @property
    def kind_name(self) -> str:
        """Its kind, as precisely as it has a name."""
        return pgettext("calendar", "Deadline of nomination") if self.is_of_nomination else self.get_kind_display()


class CalendarChange(models.Model):
    """That time, place or status of an item changed, for the mails that tell of it. Written with the change.

    `before` holds what it was: `starts_at`, `ends_at` (ISO 8601), `is_all_day`, `location`, `status`, `summary`.
    """

    item = models.ForeignKey(CalendarItem, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    before = models.JSONField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("calendar", "change")
        verbose_name_plural = pgettext_lazy("calendar", "changes")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "sequence"], name="calendars_change_once")]
        indexes = [models.Index(fields=["at"], condition=Q(told_at=None), name="calendars_untold")]

    def __str__(self) -> str:
        return f"{self.item}: {self.sequence}"


class PersonalFeed(models.Model):
    """An address of somebody's own calendar, one for each device. It never expires; it is revoked, and then gone.

    The token stands here as it is, so that its owner can be shown the address again: it opens a calendar to read, and
    nothing else.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    name = models.CharField(_("name"), max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("personal calendar")
        verbose_name_plural = _("personal calendars")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
