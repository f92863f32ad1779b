"""The programme of an event: its sessions, who speaks there, and the files that belong to it."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from .disciplines import Discipline


class Session(models.Model):
    """An item of the programme of a festival or a conference: a part of the agenda, a meal, a ceremony.

    A row outside the page's drafts: calendars and delegates stand on it. `import_uid` is the UID that it had in the
    calendar file it came from, so that the same file read again changes it instead of adding another.
    """

    class Kind(models.TextChoices):
        SESSION = "session", pgettext_lazy("programme", "Session")
        CEREMONY = "ceremony", pgettext_lazy("programme", "Ceremony")
        MEAL = "meal", pgettext_lazy("programme", "Meal")
        BREAK = "break", pgettext_lazy("programme", "Break")

    event = models.ForeignKey(Page, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SESSION)
    title = models.CharField(_("title"), max_length=250)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    hall = models.CharField(_("hall"), max_length=150, blank=True)
    discipline = models.ForeignKey(
        Discipline,
        verbose_name=_("discipline"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
        help_text=_("Of a festival: whom it concerns. Empty: everyone."),
    )
    description = models.TextField(_("description"), max_length=2000, blank=True)
    asks_delegates = models.BooleanField(
        _("delegates say whether they come"),
        default=False,
        help_text=_("Units choose it for each delegate whom they nominate; so the caterer knows how many eat."),
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True, help_text=_("Why it is cancelled."))
    import_uid = models.CharField(max_length=255, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("programme", "session")
        verbose_name_plural = pgettext_lazy("programme", "sessions")
        ordering = ["starts_at", "ends_at", "hall", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_session_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["event", "import_uid"], condition=~Q(import_uid=""), name="events_session_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})
        if self.is_cancelled and not self.reason:
            raise ValidationError({"reason": _("Say why it is cancelled.")})


class Speaker(models.Model):
    """Who speaks in a session, and about what."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=150)
    post = models.CharField(_("post"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


def handout_path(handout: "Handout", name: str) -> str:
    """Below a folder that nobody but our own views serves, under a name that nobody guesses."""
    return f"handouts/{handout.event_id}/{uuid.uuid4().hex}.{handout.kind_of_file}"


class Handout(models.Model):
    """A file of an event: a paper of a session, material, minutes, a resolution.

    Not one of the library's documents, because those are public. `kind_of_file` is what stands in it, `pdf` or `docx`;
    `name` is the file's own.
    """

    class Kind(models.TextChoices):
        PAPER = "paper", pgettext_lazy("handout", "Paper")
        MATERIAL = "material", pgettext_lazy("handout", "Material")
        MINUTES = "minutes", pgettext_lazy("handout", "Minutes")
        RESOLUTION = "resolution", pgettext_lazy("handout", "Resolution")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", pgettext_lazy("handout", "Everyone")
        DELEGATES = "delegates", pgettext_lazy("handout", "Delegates")
        NOBODY = "nobody", pgettext_lazy("handout", "Nobody yet")

    event = models.ForeignKey(Page, verbose_name=_("event"), on_delete=models.CASCADE, related_name="handouts")
    session = models.ForeignKey(
        Session,
        verbose_name=pgettext_lazy("programme", "session"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="handouts",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PAPER)
    title = models.CharField(_("title"), max_length=250)
    author = models.CharField(_("author"), max_length=200, blank=True)
    audience = models.CharField(
        _("who may read it"), max_length=10, choices=Audience.choices, default=Audience.DELEGATES
    )
    file = models.FileField(upload_to=handout_path, max_length=200)
    name = models.CharField(max_length=150)
    kind_of_file = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        ordering = ["kind", "position", "pk"]

    def __str__(self) -> str:
        return self.title
