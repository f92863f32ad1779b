"""Addresses as others must write them: with scheme and host."""

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a path of this site. An address that is whole already stays as it is."""
    if not path or path.startswith(("http://", "https://")):
        return path
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


def base_url(request: HttpRequest) -> str:
    """Scheme and host of this site, without a slash at the end."""
    return absolute(request, "/").rstrip("/")


def path_of(url_path: str) -> str:
    """The path of a page from its place in the tree: Wagtail's url_path begins with the home page's own slug."""
    return "/" + url_path.split("/", 2)[2]


def public_path(page: Page | None) -> str:
    """The path of a page that others lead to; '' while there is none, or none that is published."""
    return path_of(page.url_path) if page and page.live else ""
