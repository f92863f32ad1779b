"""How allauth does on this site what it lets a site do its own way."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from visitors import address

from .models import User
from .panels import panels_of
from .queries import may_open_admin, needs_second_factor, represented_units

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, up and out."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody's work is. What they had asked for before goes first, and is not asked of this."""
        if may_open_admin(request.user):
            return reverse("wagtailadmin_home")
        if represented_units(request.user).exists() or panels_of(request.user):
            return reverse("portal_units")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_overview")

    def save_user(self, request: HttpRequest, user: User, form, commit: bool = True) -> User:
        user.full_name = form.cleaned_data["full_name"]
        return super().save_user(request, user, form, commit)

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the rest of the site reads it. Whoever cannot be told apart shares one limit."""
        return address.client(request.META) or "0.0.0.0"  # noqa: S104 - no address is listened at

    def is_safe_url(self, url: str) -> bool:
        """On this very host: allauth's own answer takes each of ALLOWED_HOSTS, and so localhost."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Sent at once and not by a task, whose row would keep the link with its key.

        A mail server that is away is the administrator's business: whoever asks is told what they would be told
        otherwise, for whom it fails would say who has an account, and can ask for another mail.
        """
        try:
            super().send_mail(template_prefix, email, {"site_name": settings.WAGTAIL_SITE_NAME} | context)
        except OSError:  # smtplib's errors are of this kind, too
            logger.exception("the mail %s could not be sent", template_prefix)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor."""

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.WAGTAIL_SITE_NAME}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of somebody who must have one."""
        if not needs_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
