from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        from . import checks, signal_handlers  # noqa: F401  (importing registers them)


class UsersAdminConfig(WagtailUsersAppConfig):
    """Wagtail's part of the admin for accounts and groups, with our forms."""

    user_viewset = "accounts.viewsets.UserViewSet"
