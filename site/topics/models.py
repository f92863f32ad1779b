"""The topics of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """What articles and albums are about, with an address below each index: /tin-tuc/chu-de/<slug>/."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The lowest comes first."))

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name
