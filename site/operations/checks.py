"""Misconfiguration is told before a reader meets it: `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def no_example_content(app_configs, **kwargs):
    """Example accounts have passwords that everyone can read in the README."""
    if settings.EXAMPLE_CONTENT:
        return [
            Error(
                "Example content can be loaded here.",
                hint="Start the site with DJANGO_SETTINGS_MODULE=config.settings.production.",
                id="operations.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def public_address(app_configs, **kwargs):
    """Mails and feeds need the address under which readers know the site."""
    if not settings.SITE_URL.startswith("https://"):
        return [
            Error(
                "SITE_URL is not an https:// address.",
                hint="Set SITE_URL to the site's public address, as https://thidua.example.gov.vn.",
                id="operations.E002",
            )
        ]
    return []


@register(Tags.caches, deploy=True)
def shared_cache(app_configs, **kwargs):
    """On several machines each would keep its own cache, and an editor's change would show on one of them."""
    if not settings.REDIS_URL and settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return [
            Warning(
                "PostgreSQL is used, but the cache is a folder of this machine.",
                hint="On more than one machine set REDIS_URL; on one machine this is fine.",
                id="operations.W001",
            )
        ]
    return []
