"""Registers the package with Django and connects it to what happens to pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The `search` app."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from . import signal_handlers  # reads models, which are not loaded before now

        signal_handlers.connect(self)
