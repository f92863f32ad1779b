"""What units register: their people, their entries in the disciplines, the rosters; and what was done to them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from events.models import Discipline, FestivalPage
from units.models import Unit
from vietnamese.names import name_sort_key
from vietnamese.text import clean_line, fold

from .tokens import new_token


class Gender(models.TextChoices):
    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class Participant(models.Model):
    """A person of a unit, kept over the years.

    Held to the least that rules of a roster need: a name, a birth date, a gender, a post (Law 91/2025/QH15).
    Of somebody who was anonymised after a festival nothing is left but the row that results stand on.
    """

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="participants")
    full_name = models.CharField(_("full name"), max_length=150)
    birth_date = models.DateField(_("date of birth"), null=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender.choices, blank=True)
    post = models.CharField(_("post"), max_length=150, blank=True)
    is_active = models.BooleanField(_("in the unit"), default=True)
    anonymised_at = models.DateTimeField(_("anonymised at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    folded_name = models.CharField(max_length=150, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "birth_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "full_name", "birth_date"],
                name="registration_person_once_a_unit",
                violation_error_message=_("This person is in your list already."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, update_fields=None, **kwargs):
        self.full_name = clean_line(self.full_name)
        self.folded_name, self.sort_key = fold(self.full_name), name_sort_key(self.full_name)[:400]
        if update_fields is not None and "full_name" in update_fields:
            update_fields = {*update_fields, "folded_name", "sort_key"}
        super().save(*args, update_fields=update_fields, **kwargs)


class Registration(models.Model):
    """All that a unit enters in a festival, and the row that is locked while its rosters change.

    Every change of an entry locks this row first and the discipline's afterwards; see services.
    """

    festival = models.ForeignKey(
        FestivalPage, verbose_name=_("festival"), on_delete=models.PROTECT, related_name="registrations"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="registrations")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("registration of a unit")
        verbose_name_plural = _("registrations of units")
        permissions = [("organise", gettext_noop("Can run registration: decide entries, act for any unit"))]
        constraints = [models.UniqueConstraint(fields=["festival", "unit"], name="registration_once_a_festival")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.festival}"


class Consent(models.Model):
    """A unit's confirmation that its people agreed to the purpose stated; never changed, kept as evidence."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    text_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.given_at:%Y-%m-%d}"


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for approval")
    WAITING = "waiting", _("On the waiting list")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


HOLDING = (State.SUBMITTED, State.RETURNED, State.APPROVED)
"""The states in which an entry holds a place of its discipline's quota."""
ENTERED = (*HOLDING, State.WAITING)
"""And those in which it counts against what a person and a unit may enter."""
ENDED = (State.REJECTED, State.WITHDRAWN)
"""And those that nothing leads out of: the unit begins another."""


class Entry(models.Model):
    """A unit's entry in a discipline: a team, a pair, one player, or an act on stage.

    `revision` goes up with every change, so that one who saves what somebody else has changed meanwhile is told.
    `place` is the place of the quota that it holds, which the database gives out once only; `arrival` says the how
    manieth of its discipline it was submitted, and is the order of the waiting list. `frozen_roster` is the roster as
    it stood when the entry was approved or when rosters froze; what requests change afterwards leaves it as it is.
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="entries")
    discipline = models.ForeignKey(
        Discipline, verbose_name=_("discipline"), on_delete=models.PROTECT, related_name="entries"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    name = models.CharField(_("name of the team"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    place = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    arrival = models.PositiveIntegerField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    title = models.CharField(_("title of the act"), max_length=200, blank=True)
    genre = models.CharField(_("genre"), max_length=100, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    seconds = models.PositiveSmallIntegerField(_("duration"), null=True, blank=True)
    stage_needs = models.TextField(_("needed on stage"), max_length=1000, blank=True)

    frozen_roster = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["discipline", "unit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["discipline", "unit", "number"], name="registration_entry_number_once"),
            models.UniqueConstraint(fields=["discipline", "place"], name="registration_place_once"),
            models.UniqueConstraint(fields=["discipline", "arrival"], name="registration_arrival_once"),
            models.CheckConstraint(
                condition=Q(state__in=HOLDING, place__isnull=False) | (~Q(state__in=HOLDING) & Q(place__isnull=True)),
                name="registration_place_while_holding",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.title or f"{self.discipline}: {self.unit}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ENDED


class EntryMember(models.Model):
    """A person on an entry's roster."""

    class Role(models.TextChoices):
        CAPTAIN = "captain", _("Captain")
        PLAYER = "player", _("Player")
        RESERVE = "reserve", _("Reserve")
        COACH = "coach", _("Coach")
        LEADER = "leader", _("Team leader")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="members")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PLAYER)
    shirt = models.PositiveSmallIntegerField(_("shirt number"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("member of a roster")
        verbose_name_plural = _("members of a roster")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "participant"], name="registration_member_once")]

    def __str__(self) -> str:
        return f"{self.participant} ({self.get_role_display()})"


class EntryEvent(models.Model):
    """One row of an entry's audit trail: who did what when, from what to what. Written with the change, never after."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=30)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("audit row of an entry")
        verbose_name_plural = _("audit rows of entries")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry}: {self.action}"


class Accreditation(models.Model):
    """A person's card for a festival. `token` is what its QR code holds: it says nothing of the person by itself."""

    festival = models.ForeignKey(FestivalPage, on_delete=models.CASCADE, related_name="accreditations")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="accreditations")
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        constraints = [models.UniqueConstraint(fields=["festival", "participant"], name="registration_accredited_once")]

    def __str__(self) -> str:
        return f"{self.participant}: {self.token}"


class Arrival(models.Model):
    """That somebody has come to the festival, and who saw them. One that was taken back stays, as its own record."""

    festival = models.ForeignKey(FestivalPage, on_delete=models.PROTECT, related_name="arrivals")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="arrivals")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["festival", "participant"],
                condition=Q(undone_at__isnull=True),
                name="registration_arrived_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.at:%Y-%m-%d %H:%M}"


class ChangeRequest(models.Model):
    """A unit's request to change an entry that it may no longer change itself; decided once, by an organiser.

    `wanted` and `before` are JSON that `changes` reads and writes: what the unit wants, and the entry as it stood when
    it asked.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("change request", "Waits for a decision")
        APPROVED = "approved", pgettext_lazy("change request", "Approved")
        REFUSED = "refused", pgettext_lazy("change request", "Refused")

    entry = models.ForeignKey(Entry, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="change_requests")
    wanted = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(state="open"), name="registration_one_open_request_an_entry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_state_display()}"


def signed_form_path(form: "SignedForm", name: str) -> str:
    """Below a folder that nobody but the portal serves, under a name that nobody guesses."""
    return f"signed_forms/{form.registration_id}/{uuid.uuid4().hex}.pdf"


class SignedForm(models.Model):
    """The registration form as the head of unit signed and sealed it, scanned. The latest counts, all are kept.

    `fingerprint` is that of what the unit had registered then (paper.form.fingerprint): once it is another, what was
    signed is no longer what is registered.
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="signed_forms")
    file = models.FileField(upload_to=signed_form_path, max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("signed form")
        verbose_name_plural = _("signed forms")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.uploaded_at:%Y-%m-%d %H:%M}"


class Notice(models.Model):
    """A mail to one person, written with the change that it tells of and sent once.

    `text` is kept word for word; the same in HTML is made of the words in `context` when it is sent. Whoever sends
    moves `state` on from QUEUED first, in an update that changes the row for one process only.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", pgettext_lazy("notice", "Submitted")
        WAITING = "waiting", pgettext_lazy("notice", "Waiting list")
        RETURNED = "returned", pgettext_lazy("notice", "Sent back")
        APPROVED = "approved", pgettext_lazy("notice", "Approved")
        REJECTED = "rejected", pgettext_lazy("notice", "Rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("notice", "Withdrawn")
        MOVED_UP = "moved_up", pgettext_lazy("notice", "Moved up")
        CHANGE_DECIDED = "change_decided", pgettext_lazy("notice", "Change request decided")
        REMINDER = "reminder", pgettext_lazy("notice", "Reminder")
        DELEGATES_CONFIRMED = "delegates_confirmed", pgettext_lazy("notice", "Delegates confirmed")
        DELEGATES_DECLINED = "delegates_declined", pgettext_lazy("notice", "Delegates declined")
        DELEGATE_EXPECTED = "delegate_expected", pgettext_lazy("notice", "To a delegate who is confirmed")
        DELEGATE_RELEASED = "delegate_released", pgettext_lazy("notice", "To a delegate who does not come any more")
        DELEGATES_REMINDER = "delegates_reminder", pgettext_lazy("notice", "Reminder to nominate delegates")
        CALENDAR = "calendar", pgettext_lazy("notice", "Change of the calendar")

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("notice", "Waits to be sent")
        SENDING = "sending", pgettext_lazy("notice", "Being sent")
        SENT = "sent", pgettext_lazy("notice", "Sent")
        FAILED = "failed", pgettext_lazy("notice", "Not sent")

    key = models.CharField(max_length=200, editable=False)
    kind = models.CharField(pgettext_lazy("notice", "kind"), max_length=20, choices=Kind.choices)
    recipient = models.EmailField(_("recipient"))
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), null=True, on_delete=models.CASCADE, related_name="notices")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="notices")
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    context = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("mail", "notice")
        verbose_name_plural = pgettext_lazy("mail", "notices")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key", "recipient"], name="registration_told_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=["queued", "sending"]), name="registration_to_send")
        ]

    def __str__(self) -> str:
        return self.subject


def music_path(music: "Music", name: str) -> str:
    """Below a folder that nobody but the portal serves, under a name that nobody guesses."""
    return f"music/{music.entry_id}/{uuid.uuid4().hex}.{music.kind}"


class Music(models.Model):
    """The backing music of an act. `name` is the file's own, as its unit knows it; `kind` is what stands in it."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="music")
    file = models.FileField(upload_to=music_path, max_length=200)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=3)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("backing music")
        verbose_name_plural = _("backing music")

    def __str__(self) -> str:
        return f"{self.entry}: {self.name}"


class PeopleImport(models.Model):
    """A sheet of people between its upload and its confirmation: what was read, and what somebody said of it.

    Forgotten after a day. Once confirmed nothing is left of it but the numbers, which tell that it was done.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="people_imports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=150)
    sheets = models.JSONField()
    choices = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("import of people")
        verbose_name_plural = _("imports of people")
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name


from .delegates.models import Delegate, DelegateEvent  # noqa: E402, F401  Django finds an app's models here
