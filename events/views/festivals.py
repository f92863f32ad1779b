"""A festival, and each of its disciplines."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from events import published, queries, sections, structured_data, words
from events.models import Discipline, FestivalPage
from pages.addresses import base_url
from pages.metadata import Metadata, describe

from . import around
from .keeping import keep_until, until_midnight


@dataclass(frozen=True)
class Listed:
    """A discipline in a list: itself, its address, and its limits in a line."""

    discipline: Discipline
    url: str
    summary: str
    entries: str


def festival(request: HttpRequest, page: FestivalPage) -> HttpResponse:
    """The festival: its days, its disciplines, and what other rooms add. Or a preview, which may be of a page that is
    not there yet."""
    disciplines = queries.disciplines_of(page) if page.pk else []
    context = around.context(request, page, disciplines)
    context |= {"branches": _by_branch(disciplines, context["event_url"]), "discipline_count": len(disciplines)}
    return keep_until(TemplateResponse(request, page.template, context), [page.rated_from(), until_midnight()])


def discipline(request: HttpRequest, page: FestivalPage, slug: str) -> HttpResponse:
    """A discipline: all its limits, and what other rooms add."""
    disciplines = queries.disciplines_of(page)
    asked = next((found for found in disciplines if found.slug == slug), None)
    if asked is None:
        raise Http404("the festival has no such discipline")
    showing = sections.Showing(timezone.now(), base_url(request))
    url = page.get_url(request)
    index = around.index_of(page)
    context = {
        "page": page,
        "event_url": url,
        "index": index,
        "index_url": index.get_url(request),
        "discipline": asked,
        "limits": words.limits(asked),
        "days": published.of_discipline(asked),
        "opens_at": asked.opens_at or page.opens_at,
        "closes_at": asked.closes_at or page.closes_at,
        "branches": _by_branch(disciplines, url),
        "sections": sections.of(asked, showing),
        "asides": sections.of(asked, showing, aside=True),
        "is_over": page.ends_on < queries.today(),
        "meta": _metadata(request, page, asked, url),
    }
    return TemplateResponse(request, "events/discipline_page.html", context)


def _by_branch(disciplines: list[Discipline], festival_url: str) -> list[tuple]:
    return [
        (
            branch,
            [
                Listed(one, f"{festival_url}noi-dung/{one.slug}/", words.summary(one), words.of_each_unit(one))
                for one in found
            ],
        )
        for branch, found in queries.by_branch(disciplines)
    ]


def _metadata(request: HttpRequest, page: FestivalPage, asked: Discipline, url: str) -> Metadata:
    path = f"{url}noi-dung/{asked.slug}/"
    meta = describe(
        page,
        request,
        title=f"{asked.name} – {page.title}",
        path=path,
        structured_data=structured_data.discipline(asked, request, path),
    )
    said = f"{asked.name}: {words.summary(asked)}. {' '.join(asked.notes.split())}"
    return replace(meta, description=said[:300].strip())
