"""Redirects, checked where Wagtail's form takes anything: one must lead somewhere, and elsewhere."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.forms import RedirectForm as WagtailRedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from vietnamese.forms import CleanTextMixin


class RedirectForm(CleanTextMixin, WagtailRedirectForm):
    """Wagtail's, which the admin and the import of redirects use alike."""

    def clean(self):
        super().clean()
        if self.errors:
            return
        page, link = self.cleaned_data["redirect_page"], self.cleaned_data["redirect_link"]
        if not page and not link:
            raise ValidationError(_("Say where the redirect leads: choose a page or write an address."), code="nowhere")
        path = page.relative_url(None) if page else _path_here(link)
        if path is not None and Redirect.normalise_path(path) == Redirect.normalise_path(self.cleaned_data["old_path"]):
            raise ValidationError(_("This redirect leads to itself. Choose another page or address."), code="itself")


def _path_here(link: str) -> str | None:
    """The path of an address of this site; None for one that lies elsewhere."""
    parts = urlsplit(link)
    here = {urlsplit(settings.SITE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "") if parts.hostname in here else None
