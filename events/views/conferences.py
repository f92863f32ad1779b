"""A conference."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from events.models import ConferencePage

from . import around


def conference(request: HttpRequest, page: ConferencePage) -> HttpResponse:
    """The conference: when and where, its agenda, and what other rooms add. Or a preview, which may be of a page that
    is not there yet."""
    return TemplateResponse(request, page.template, around.context(request, page))
