"""The lists of albums: what is asked for, turned into a context."""

from dataclasses import replace

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from gallery import feeds, queries
from gallery.models import GalleryIndexPage
from images.templatetags.images import shared_picture
from pages.addresses import absolute
from pages.metadata import Metadata, describe
from topics.models import Topic

PER_PAGE = 12


def newest(request: HttpRequest, index: GalleryIndexPage) -> HttpResponse:
    """All albums, newest first."""
    return _list(request, index, queries.all_albums(), heading=index.title)


def by_year(request: HttpRequest, index: GalleryIndexPage, year: int) -> HttpResponse:
    """The albums of a year. A year without albums between two that have some is empty; others are not found."""
    years = queries.contents().years
    if not years or not min(years) <= year <= max(years):
        raise Http404("no albums are so old or so new")
    heading = _("Year %(year)s") % {"year": year}
    return _list(request, index, queries.albums_of_year(year), heading=heading, path=f"nam/{year}/", year=year)


def by_topic(request: HttpRequest, index: GalleryIndexPage, slug: str) -> HttpResponse:
    """The albums about a topic."""
    topic = get_object_or_404(Topic, slug=slug)
    listing = queries.albums_about(topic)
    return _list(request, index, listing, heading=topic.name, path=f"chu-de/{slug}/", topic=topic)


def by_event(request: HttpRequest, index: GalleryIndexPage, slug: str) -> HttpResponse:
    """The albums of an event. Events are known by their albums alone."""
    event = queries.contents().event(slug)
    if event is None:
        raise Http404("no album names such an event")
    listing = queries.albums_of_event(slug)
    return _list(request, index, listing, heading=event.name, path=f"su-kien/{slug}/", event=event)


def _list(request, index, listing, *, heading: str, path: str = "", **narrowed) -> HttpResponse:
    """`narrowed` holds the year, the topic or the event that the list is of."""
    try:
        page = Paginator(listing, PER_PAGE).page(request.GET.get("trang", 1))
    except (PageNotAnInteger, EmptyPage) as error:
        raise Http404("no such page") from error
    context = {
        "page": index,
        "albums": page,
        "heading": heading,
        "contents": queries.contents(),
        "is_narrowed": bool(narrowed),
        "is_front": page.number == 1 and not narrowed,
        "meta": _metadata(request, index, page, heading, path),
        **narrowed,
    }
    return TemplateResponse(request, index.template, context)


def _metadata(request, index: GalleryIndexPage, page, heading: str, path: str) -> Metadata:
    title = f"{heading} – {index.title}" if path else heading
    number = ""
    if page.number > 1:
        number = f"?trang={page.number}"
        title = _("%(heading)s, page %(number)s") % {"heading": title, "number": page.number}
    meta = describe(index, request, title=title, path=f"{index.get_url(request)}{path}{number}")
    cover = next((card.cover for card in page.object_list if card.cover), None)
    if meta.image_url or cover is None:
        return meta
    return replace(meta, image_url=absolute(request, shared_picture(cover)), image_alt=cover.description)


def feed(request: HttpRequest) -> HttpResponse:
    """/thu-vien-anh/rss.xml. Wagtail's tree has no room for an address with a dot."""
    index = get_object_or_404(GalleryIndexPage.objects.live().public())
    return feeds.response(request, index)
