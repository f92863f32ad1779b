"""Misconfiguration of signing in is told by `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def second_factor_required(app_configs, **kwargs):
    """A password that was given away opens the newsroom and the festival's entries to whoever has it."""
    if settings.MFA_REQUIRED:
        return []
    return [
        Warning(
            "Editors and organisers can sign in with a password alone.",
            hint="Leave MFA_REQUIRED unset, or set it to true.",
            id="accounts.W001",
        )
    ]
