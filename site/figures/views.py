"""What is fresh of a page: it is asked for apart, so that the page itself can be cached whole."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from . import queries

SECONDS = 5
"""How old the numbers may be. A page that everybody opens at once costs one answer in so many seconds."""


@require_safe
def page_figures(request: HttpRequest, page_id: int) -> HttpResponse:
    """GET /so-lieu/<page id>/: the figures of a page as JSON, in the words and numbers that stand on the page."""
    page = queries.public_page(page_id)
    figures = queries.of(page) if page else None
    response = JsonResponse(asdict(figures)) if figures else JsonResponse({}, status=404)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response
