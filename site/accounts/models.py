"""The user: an e-mail address, a name, and nothing that the site does not need."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from units.models import Unit


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address. Addresses are stored in lower case: people type them either way."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
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
