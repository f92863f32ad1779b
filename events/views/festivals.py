"""A festival, and each of its disciplines."""

from dataclasses import dataclass, replace

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from events import queries, sections, structured_data, words
from events.models import Discipline, EventsIndexPage, FestivalPage
from figures import queries as figures
from pages import body
from pages.metadata import Metadata, describe


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
    now = timezone.now()
    disciplines = queries.disciplines_of(page) if page.pk else []
    url = page.get_url(request) or request.path
    index = _index(page)
    context = {
        "page": page,
        "festival_url": url,
        "index": index,
        "index_url": index.get_url(request),
        "branches": [(branch, _listed(found, url)) for branch, found in queries.by_branch(disciplines)],
        "discipline_count": len(disciplines),
        "body_html": body.render(page.body, beside=[page.social_image]),
        "contacts": list(page.contacts.all()),
        "sections": sections.of(page, now) if page.pk else [],
        "asides": sections.of(page, now, aside=True) if page.pk else [],
        "is_over": page.ends_on < queries.today(),
        "figures": figures.of(page) if _is_public(page) else None,
        "meta": describe(page, request, structured_data=structured_data.festival(page, disciplines, request)),
    }
    return TemplateResponse(request, page.template, context)


def discipline(request: HttpRequest, page: FestivalPage, slug: str) -> HttpResponse:
    """A discipline: all its limits, and what other rooms add."""
    disciplines = queries.disciplines_of(page)
    asked = next((found for found in disciplines if found.slug == slug), None)
    if asked is None:
        raise Http404("the festival has no such discipline")
    now = timezone.now()
    url = page.get_url(request)
    index = _index(page)
    context = {
        "page": page,
        "festival_url": url,
        "index": index,
        "index_url": index.get_url(request),
        "discipline": asked,
        "limits": words.limits(asked),
        "opens_at": asked.opens_at or page.opens_at,
        "closes_at": asked.closes_at or page.closes_at,
        "branches": [(branch, _listed(found, url)) for branch, found in queries.by_branch(disciplines)],
        "sections": sections.of(asked, now),
        "asides": sections.of(asked, now, aside=True),
        "is_over": page.ends_on < queries.today(),
        "meta": _metadata(request, page, asked, url),
    }
    return TemplateResponse(request, "events/discipline_page.html", context)


def _listed(disciplines: list[Discipline], festival_url: str) -> list[Listed]:
    return [
        Listed(found, f"{festival_url}noi-dung/{found.slug}/", words.summary(found), words.of_each_unit(found))
        for found in disciplines
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


def _is_public(page: FestivalPage) -> bool:
    return page.pk is not None and page.live and not page.get_view_restrictions().exists()


def _index(page: FestivalPage) -> EventsIndexPage:
    """The index above a festival, which routing has at hand; the only one above a preview of a page that is new."""
    try:
        return page.get_parent()
    except (AttributeError, ObjectDoesNotExist):
        return get_object_or_404(EventsIndexPage)
