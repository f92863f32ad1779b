"""Sums of views: in all, by the hour, and who leads. Who read is nowhere; see `buffer` for how that is done."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ViewTotal(models.Model):
    """How often a page was read in all. A page that nobody has read yet has no row."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="view_total")
    imported = models.PositiveBigIntegerField(_("views counted by the old portal"), default=0)
    counted = models.PositiveBigIntegerField(_("views counted here"), default=0)
    total = models.GeneratedField(
        verbose_name=_("views"),
        expression=F("imported") + F("counted"),
        output_field=models.PositiveBigIntegerField(),
        db_persist=True,
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("views in all")
        verbose_name_plural = _("views in all")
        indexes = [models.Index(fields=["-total", "page"], name="readership_total")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.total}"


class HourlyViews(models.Model):
    """How often a page was read in an hour. The hour is that of the arrival, however late the row is written."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="hourly_views")
    hour = models.DateTimeField(_("hour"))
    views = models.PositiveBigIntegerField(_("views"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("views of an hour")
        verbose_name_plural = _("views by the hour")
        constraints = [models.UniqueConstraint(fields=["page", "hour"], name="readership_once_a_page_and_hour")]
        indexes = [models.Index(fields=["hour"], name="readership_hour")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.hour:%Y-%m-%dT%H}: {self.views}"


class DrainedBatch(models.Model):
    """That a batch of the buffer is in the sums. It is written with them, so that a batch is never added twice."""

    id = models.CharField(max_length=32, primary_key=True)
    drained_at = models.DateTimeField()

    class Meta:
        verbose_name = "drained batch"
        verbose_name_plural = "drained batches"
        indexes = [models.Index(fields=["drained_at"], name="readership_drained_at")]

    def __str__(self) -> str:
        return self.id


class Period(models.TextChoices):
    """How far back 'most read' looks."""

    DAY = "day", _("24 hours")
    WEEK = "week", _("7 days")
    MONTH = "month", _("30 days")


class MostRead(models.Model):
    """A place in the list of the most read pages of one type, worked out ahead of the readers who ask for it."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(_("period"), max_length=5, choices=Period.choices)
    rank = models.PositiveSmallIntegerField(_("rank"))
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    views = models.PositiveBigIntegerField(_("views"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("most read page")
        verbose_name_plural = _("most read pages")
        ordering = ["content_type", "period", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "period", "rank"], name="readership_one_page_a_rank")
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.rank}: {self.page_id}"
