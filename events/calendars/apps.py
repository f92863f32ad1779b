from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    name = "events.calendars"
    label = "calendars"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from . import signal_handlers, sources
        from .personal import signal_handlers as personal
        from .views import following

        sources.connect()
        signal_handlers.connect()
        personal.connect()
        following.connect()
