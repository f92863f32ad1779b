"""Compression of what the page cache does not keep."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from . import encodings


class CompressText(GZipMiddleware):
    """Django's own, for texts alone. It would compress pictures and archives too: for nothing, piece by piece, and at
    the price of their Content-Length, without which no browser can tell how much of a download is still to come."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not encodings.is_text(response.headers.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
