"""Pictures from var/media, for a site without object storage and without a proxy that serves them."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views import static

WEEK = 7 * 24 * 3600


def serve(request: HttpRequest, folder: str, path: str) -> HttpResponse:
    """A picture. Documents are not served here: they go through Wagtail, which knows who may have them.

    The folder itself is the root, so that no '..' in the path leads to the documents beside it.
    """
    response = static.serve(request, path, document_root=Path(settings.MEDIA_ROOT) / folder)
    response["Cache-Control"] = f"public, max-age={WEEK}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
