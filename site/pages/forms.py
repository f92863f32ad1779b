"""The form in which editors write a page."""

from wagtail.admin.forms import WagtailAdminPageForm

from vietnamese.forms import CleanTextMixin


class PageForm(CleanTextMixin, WagtailAdminPageForm):
    """Wagtail's form, storing every text composed (NFC): those of the body and of the inline forms too, which read the
    same data."""
