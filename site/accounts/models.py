"""The user (an e-mail address, a name, and nothing that the site does not need) and who represents which unit."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units.models import Unit


def trust_address(user: "User") -> None:
    """Takes a user's address as proved: an administrator wrote it, or an invitation was answered from it.

    The account has that one address then. Who signs up by themselves proves theirs by a mail instead.
    """
    from allauth.account.models import EmailAddress  # its models need the user model that stands here

    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address, and takes it as proved. Addresses are stored in lower case: people type them
    either way."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            trust_address(user)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email=username.strip().lower())


class User(AbstractUser):
    """Someone who signs in by e-mail address.

    A Vietnamese name is one string whose last word is the given name, so it is held whole. Wagtail's sidebar and its
    search among users read `first_name`, which therefore holds the same; `last_name` stays empty.
    """

    username = None
    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This e-mail address has an account already.")}
    )
    full_name = models.CharField(_("full name"), max_length=150, help_text=_("As it stands on papers: Nguyễn Văn An."))

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                violation_error_message=_("This e-mail address has an account already."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        self.first_name = self.full_name
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name or self.email

    def get_short_name(self) -> str:
        """The given name, by which Vietnamese people address each other: the last word."""
        return self.get_full_name().split()[-1]


class Membership(models.Model):
    """That somebody represents a unit, or asked to, or once did. A unit has several; a person may represent several."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Asked for")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended")

    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REQUESTED)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["unit", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "unit"], name="accounts_membership_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.unit}"


class Invitation(models.Model):
    """An organiser's letter to an address: whoever opens its link may represent the unit.

    The link's secret is made when the mail is sent and stands nowhere but in the mail; here is its hash. What was
    accepted, revoked or has expired stays, so that its link can say so.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("invitation", "Open")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
        REVOKED = "revoked", pgettext_lazy("invitation", "Taken back")
        EXPIRED = "expired", pgettext_lazy("invitation", "Expired")

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    invited_by = models.ForeignKey(
        User, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="accounts_one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.unit}"

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.OPEN


class MembershipEvent(models.Model):
    """One change of a representation, written with it: who did it, when, from what to what."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="events")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    old_state = models.CharField(max_length=10, choices=Membership.State.choices, blank=True)
    new_state = models.CharField(max_length=10, choices=Membership.State.choices)
    reason = models.CharField(max_length=300, blank=True)
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.membership}: {self.old_state} → {self.new_state}"
