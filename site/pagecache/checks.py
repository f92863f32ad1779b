"""Settings with which the page cache would give somebody another's page, or none."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.caches)
def host_is_in_the_key(app_configs, **kwargs):
    """Pages name their host, and the cache knows it from the Host header alone."""
    if settings.USE_X_FORWARDED_HOST:
        return [
            Error(
                "The page cache does not read X-Forwarded-Host: a page of one host would be kept for another.",
                hint="Let the proxy pass the Host header on, and leave USE_X_FORWARDED_HOST off.",
                id="pagecache.E001",
            )
        ]
    return []


@register(Tags.caches)
def exempt_prefixes(app_configs, **kwargs):
    """A prefix that does not end where a part of an address ends exempts others that begin alike."""
    return [
        Error(
            f"PAGE_CACHE_EXEMPT holds {prefix!r}, which is no beginning of an address.",
            hint="Write it with a slash at both ends, as '/quan-tri/'.",
            id="pagecache.E002",
        )
        for prefix in settings.PAGE_CACHE_EXEMPT
        if len(prefix) < 3 or not (prefix.startswith("/") and prefix.endswith("/"))
    ]
