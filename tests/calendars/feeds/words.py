"""What feeds say of the title of something, in the language of the site."""

from django.utils.translation import gettext as _


def deadline(title: str) -> str:
    return _("Registration closes: %(what)s") % {"what": title}


def nomination(title: str) -> str:
    return _("Nomination closes: %(what)s") % {"what": title}


def withdrawn(title: str) -> str:
    return _("No longer in the calendar: %(what)s") % {"what": title}


def cancelled(title: str) -> str:
    return _("Cancelled: %(what)s") % {"what": title}
