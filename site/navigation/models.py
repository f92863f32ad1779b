"""Who publishes the site: set by the administrator, printed on every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from vietnamese.forms import CleanTextMixin


class SiteIdentityForm(CleanTextMixin, WagtailAdminModelForm):
    """Stores texts composed (NFC)."""


@register_setting(icon="home")
class SiteIdentity(BaseSiteSetting):
    """The bloc's name and the imprint that a public body's site owes its readers (Decree 42/2022, article 18)."""

    name = models.CharField(_("name of the bloc"), max_length=120, default="Khối thi đua")
    short_name = models.CharField(_("short name"), max_length=40, default="Khối thi đua")
    tagline = models.CharField(_("line below the name"), max_length=160, blank=True)
    organisation = models.CharField(_("publisher"), max_length=200, blank=True)
    responsible_editor = models.CharField(_("responsible for the content"), max_length=150, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name"), FieldPanel("tagline")], _("Name")),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("responsible_editor"),
                FieldPanel("licence"),
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
            ],
            _("Imprint"),
        ),
    ]

    base_form_class = SiteIdentityForm

    class Meta:
        verbose_name = _("name and imprint")
