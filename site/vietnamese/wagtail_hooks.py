"""Brings the scripts of Wagtail's forms in line with what the server does: `vietnamese.text.slug`, and dates."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def slug_script():
    """On every admin page, and not only in editors: choosers open forms with a slug in a dialog."""
    return format_html('<script src="{}"></script>', static("vietnamese/slug.js"))


@hooks.register("insert_global_admin_js")
def date_picker_script():
    """The picker's defaults, which hold for every date field that the page makes later."""
    return format_html('<script src="{}"></script>', static("vietnamese/date-picker.js"))
