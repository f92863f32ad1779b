"""The pages of the news: what is asked for, turned into a context."""

from calendar import monthrange
from datetime import MAXYEAR, date

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail import views as wagtail_views

from figures import queries as figures
from pagecache.generation import kept
from pages.addresses import public_path
from pages.metadata import describe
from topics import queries as topic_queries
from topics.models import Topic
from vietnamese.dates import format_month, format_weekday_date

from . import feeds, most_read, parts, queries, structured_data
from .models import ArticlePage, NewsIndexPage

PER_PAGE = 12


def latest(request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
    """All articles, newest first."""
    newest = queries.newest_day()
    return _list(request, index, queries.all_articles(), heading=index.title, month=newest)


def by_date(request: HttpRequest, index: NewsIndexPage, year: int, month: int | None, day: int | None) -> HttpResponse:
    """The articles of a year, a month or a day. A date that no calendar has is not found."""
    first = _first_day(year, 1 if month is None else month, 1 if day is None else day)
    if day:
        last, heading = first, format_weekday_date(first)
    elif month:
        last, heading = first.replace(day=monthrange(year, month)[1]), format_month(first)
    else:
        last, heading = date(year, 12, 31), _("Year %(year)s") % {"year": year}
    return _list(
        request,
        index,
        queries.articles_between(first, last),
        heading=heading,
        month=first if month else None,
        path=f"{index.get_url(request)}{_path_of_period(first, month, day)}",
        period={"year": year, "month": month, "day": day, "first": first},
        months=queries.months_of(year) if not month else None,
        previous_day=queries.nearest_day_before(first),
        next_day=queries.nearest_day_after(last),
    )


def _path_of_period(first: date, month: int | None, day: int | None) -> str:
    """Below the index, with leading zeros, in whatever form it was asked for."""
    return f"{first:%Y/%m/%d}/" if day else f"{first:%Y/%m}/" if month else f"{first:%Y}/"


def _first_day(year: int, month: int, day: int) -> date:
    if not 1 < year < MAXYEAR:  # the page of a month shows days of the months beside it
        raise Http404("no such year")
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404("no such date") from error


def by_topic(request: HttpRequest, index: NewsIndexPage, slug: str) -> HttpResponse:
    """The articles about a topic."""
    topic = get_object_or_404(Topic, slug=slug)
    return _list(request, index, queries.articles_about(topic), heading=topic.name, path=request.path, topic=topic)


def jump_to_date(request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
    """Where the form below the calendar leads: ?nam=2024&thang=1 becomes the month's own address."""
    try:
        first = _first_day(int(request.GET["nam"]), int(request.GET["thang"]), 1)
    except (KeyError, ValueError) as error:
        raise Http404("no such month") from error
    return redirect(f"{index.get_url(request)}{first:%Y/%m}/")


def _list(request, index, listing, *, heading, month=None, path="", **context) -> HttpResponse:
    try:
        page = Paginator(listing, PER_PAGE).page(request.GET.get("trang", 1))
    except (PageNotAnInteger, EmptyPage) as error:
        raise Http404("no such page") from error
    number = f"?trang={page.number}" if page.number > 1 else ""
    title = _("%(heading)s, page %(number)s") % {"heading": heading, "number": page.number} if number else heading
    if month is None:
        month = context.get("period", {}).get("first") or queries.newest_day()
    context |= {
        "page": index,
        "articles": page,
        "heading": heading,
        "topics": topic_queries.topics(),
        "calendar": queries.month(month.year, month.month) if month else None,
        "years": queries.years(),
        "most_read": most_read.panel(),
        "meta": describe(index, request, title=title, path=(path or index.get_url(request)) + number),
    }
    return TemplateResponse(request, index.template, context)


def article_by_slug(request: HttpRequest, slug: str) -> HttpResponse:
    """/tin-tuc/<slug>/: the short way to an article that everyone may read. All else goes Wagtail's way through the
    tree, which asks who may see what: dates, drafts, restricted pages, addresses that do not exist."""
    page = queries.article_at(slug)
    if page is None:
        return wagtail_views.serve(request, request.path.removeprefix("/"))
    # Under the revision's name: the page was read before the generation's token, and would be kept as it was then.
    made = kept(f"article.{page.pk}.{page.live_revision_id}", lambda: parts.of(page))
    return _article(request, page, made)


def article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """An article that Wagtail has found, or a preview of one: its parts are made anew, with the topics of the draft."""
    return _article(request, page, parts.of(page, page.topics))


def _article(request: HttpRequest, page: ArticlePage, made: parts.Parts) -> HttpResponse:
    context = _article_context(request, page, made) | {
        "related": made.around.related,
        "previous": made.around.older,
        "next": made.around.newer,
        "calendar": made.calendar_html,
        "most_read": most_read.panel(),
    }
    return TemplateResponse(request, page.template, context)


def article_print(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """The article alone, for paper. Search engines are sent to the article itself."""
    return TemplateResponse(request, "news/article_print.html", _article_context(request, page, parts.of(page)))


def _article_context(request: HttpRequest, page: ArticlePage, made: parts.Parts) -> dict:
    parts.give(page, made)
    return {
        "page": page,
        "figures": figures.of(page) if page.listed_at else None,
        "body_html": made.body_html,
        "topics": made.topics,
        "event_url": public_path(page.event),
        "meta": describe(
            page,
            request,
            type="article",
            published_at=page.shown_at,
            modified_at=page.edited_at,
            structured_data=structured_data.news_article(page, request),
        ),
    }


def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """/tin-tuc/rss.xml and atom.xml. Wagtail's tree has no room for an address with a dot."""
    index = get_object_or_404(NewsIndexPage.objects.live().public())
    return feeds.response(request, index, kind)
