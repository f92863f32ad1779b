"""Whom a unit sends to a conference."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import ConferencePage, Session
from units.models import Unit
from vietnamese.names import name_sort_key
from vietnamese.text import clean_line, fold

from ..tokens import new_token

STANDING = ("nominated", "confirmed")
"""The states in which a delegate counts: those who come, if nothing is decided against it."""


class Delegate(models.Model):
    """Somebody whom a unit nominates for a conference.

    Held to the least: a name, a post, and an address where the unit gives one, so that changes reach them and they can
    open the documents. `token` is what the code on their badge holds. `revision` goes up with every change.
    """

    class State(models.TextChoices):
        NOMINATED = "nominated", pgettext_lazy("delegate", "Waits for confirmation")
        CONFIRMED = "confirmed", pgettext_lazy("delegate", "Confirmed")
        DECLINED = "declined", pgettext_lazy("delegate", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("delegate", "Withdrawn")

    class Diet(models.TextChoices):
        ANY = "", pgettext_lazy("diet", "Eats anything")
        VEGETARIAN = "vegetarian", pgettext_lazy("diet", "Vegetarian")

    conference = models.ForeignKey(
        ConferencePage, verbose_name=_("conference"), on_delete=models.PROTECT, related_name="delegates"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="delegates")
    full_name = models.CharField(_("full name"), max_length=150)
    post = models.CharField(_("post"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    sessions = models.ManyToManyField(Session, verbose_name=_("attends"), blank=True, related_name="delegates")
    diet = models.CharField(_("diet"), max_length=12, choices=Diet.choices, default=Diet.ANY, blank=True)
    state = models.CharField(
        pgettext_lazy("delegate", "state"), max_length=10, choices=State.choices, default=State.NOMINATED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    nominated_at = models.DateTimeField(_("nominated at"), auto_now_add=True)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)
    folded_name = models.CharField(max_length=150, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["unit__position", "unit__name", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit", "full_name", "post"],
                condition=Q(state__in=list(STANDING)),
                name="registration_delegate_once",
                violation_error_message=_("This person is nominated already."),
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


class DelegateEvent(models.Model):
    """One row of a delegate's audit trail, written with the change."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=30)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("audit row of a delegate")
        verbose_name_plural = _("audit rows of delegates")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.delegate}: {self.action}"
