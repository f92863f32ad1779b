from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GalleryConfig(AppConfig):
    name = "gallery"
    verbose_name = _("Photo albums")

    def ready(self) -> None:
        from events import sections

        from . import festivals, signal_handlers

        signal_handlers.connect()
        sections.add_to_festivals(festivals.section, place=50)
