"""Stars that readers give to pages, their sum a page, and the words that some of them add."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, NullIf
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy
from wagtail.models import Page

COMMENT_LENGTH = 1000
COUNTERS = ("ones", "twos", "threes", "fours", "fives")
"""The fields of a total, by the stars that they count."""

_COUNT = F("ones") + F("twos") + F("threes") + F("fours") + F("fives")
_SUM = F("ones") + 2 * F("twos") + 3 * F("threes") + 4 * F("fours") + 5 * F("fives")


class Stars(models.IntegerChoices):
    """What a reader can say of a page."""

    POOR = 1, pgettext_lazy("rating", "Poor")
    FAIR = 2, pgettext_lazy("rating", "Fair")
    GOOD = 3, pgettext_lazy("rating", "Good")
    VERY_GOOD = 4, pgettext_lazy("rating", "Very good")
    EXCELLENT = 5, pgettext_lazy("rating", "Excellent")


class Rating(models.Model):
    """One reader's stars for one page.

    `voter` is the SHA-256 of the page's id and the reader's token, in hex. It is never NULL, because two NULLs are not
    equal and the constraint would not bind. `network` tells for a day which votes came from one network, and nothing
    else: a keyed hash, blanked by `services.forget_networks`. `cluster` is a random mark of votes that came in a crowd
    from one network; it remains, so that the crowd can still be judged when the network is forgotten.
    """

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="ratings")
    voter = models.CharField(max_length=64)
    stars = models.PositiveSmallIntegerField(_("stars"), choices=Stars.choices)
    rated_at = models.DateTimeField(_("rated"))
    changed_at = models.DateTimeField(_("changed"))
    network = models.CharField(max_length=64, blank=True, default="")
    cluster = models.CharField(max_length=32, blank=True, default="")
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)
    # Of a voided vote only: others are deleted. This one stays, or its reader could give it anew and undo the voiding.
    is_withdrawn = models.BooleanField(default=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        default_permissions = ("view",)
        permissions = [("moderate_rating", gettext_noop("Can void ratings and moderate comments"))]
        constraints = [
            models.UniqueConstraint(fields=["page", "voter"], name="ratings_rating_once"),
            models.CheckConstraint(condition=~Q(voter=""), name="ratings_rating_voter"),
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="ratings_rating_stars"),
        ]
        indexes = [
            # What the limit counts and what marking looks through: the votes of a day.
            models.Index(
                fields=["page", "network", "rated_at"], name="ratings_rating_network", condition=~Q(network="")
            ),
            models.Index(fields=["cluster"], name="ratings_rating_cluster", condition=~Q(cluster="")),
            # Whose network is to be forgotten: a day's votes among those of all years.
            models.Index(fields=["rated_at"], name="ratings_rating_known", condition=~Q(network="")),
        ]

    def __str__(self) -> str:
        return f"{self.stars}"


class RatingTotal(models.Model):
    """How often each number of stars was given to a page. Only `services` writes it, and it locks this row first."""

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, primary_key=True, related_name="rating_total"
    )
    ones = models.PositiveIntegerField(default=0)
    twos = models.PositiveIntegerField(default=0)
    threes = models.PositiveIntegerField(default=0)
    fours = models.PositiveIntegerField(default=0)
    fives = models.PositiveIntegerField(default=0)
    count = models.GeneratedField(expression=_COUNT, output_field=models.IntegerField(), db_persist=True)
    sum = models.GeneratedField(expression=_SUM, output_field=models.IntegerField(), db_persist=True)
    # NULL while nobody has voted. A generated column may not read another one.
    average = models.GeneratedField(
        expression=Cast(_SUM, models.FloatField()) / NullIf(_COUNT, 0),
        output_field=models.FloatField(null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("rated page")
        verbose_name_plural = _("rated pages")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}"


class Comment(models.Model):
    """A few words beside the stars. Nobody but its writer reads them before they are approved."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("comment", "Waiting for approval")
        APPROVED = "approved", pgettext_lazy("comment", "Approved")
        HIDDEN = "hidden", pgettext_lazy("comment", "Hidden")

    rating = models.OneToOneField(Rating, on_delete=models.CASCADE, related_name="comment")
    text = models.TextField(_("comment"), max_length=COMMENT_LENGTH)
    written_at = models.DateTimeField(_("written"))
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    moderated_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "-written_at"], name="ratings_comment_state")]

    def __str__(self) -> str:
        return self.text
