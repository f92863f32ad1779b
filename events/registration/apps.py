from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationConfig(AppConfig):
    name = "events.registration"
    label = "registration"
    verbose_name = _("Registration")

    def ready(self) -> None:
        from . import audience, public, signal_handlers
        from .delegates import account, counting

        signal_handlers.connect()
        public.connect()
        audience.connect()
        account.connect()
        counting.connect()
