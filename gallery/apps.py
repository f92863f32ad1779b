from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GalleryConfig(AppConfig):
    name = "gallery"
    verbose_name = _("Photo albums")

    def ready(self) -> None:
        from events import sections

        from . import of_events, signal_handlers

        signal_handlers.connect()
        sections.add_to_events(of_events.section, place=50)
