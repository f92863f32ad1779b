"""A conference."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from events.models import ConferencePage

from . import around
from .keeping import keep_until, until_midnight


def conference(request: HttpRequest, page: ConferencePage) -> HttpResponse:
    """The conference: when and where, its agenda and papers, and what other rooms add. Or a preview, which may be of a
    page that is not there yet."""
    context = around.context(request, page, disciplines=[])
    return keep_until(TemplateResponse(request, page.template, context), [page.rated_from(), until_midnight()])
