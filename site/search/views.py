"""The search page, and the suggestions as somebody types. Both public: the same for everyone, no cookie."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from topics.models import Topic
from units import queries as unit_queries

from . import queries
from .forms import SearchForm
from .typed import TYPED_LENGTH, TYPED_WORDS, Typed, understand

PER_PAGE = 10


@require_safe
@cache_control(public=True, max_age=60)
def search(request: HttpRequest) -> HttpResponse:
    """/tim-kiem/?q=hoi+thao&trang=2"""
    topics = list(Topic.objects.all())
    form = SearchForm(request.GET, topics)
    typed = understand(request.GET.get("q", ""))
    keys = queries.find(typed, form.filters()) if form.is_valid() else []
    shown = keys[: queries.MOST_RESULTS]
    try:
        page = Paginator(shown, PER_PAGE).page(request.GET.get("trang", 1))
    except InvalidPage as error:
        raise Http404("no such page of results") from error
    page.object_list = queries.results(page.object_list, typed, topics)
    return render(
        request,
        "search/search.html",
        {
            "query": typed.text,
            "form": form,
            "topics": topics,
            "results": page,
            "units": unit_queries.matching(typed.text) if page.number == 1 else [],
            "total": len(shown),
            "total_is_capped": len(keys) > len(shown),
            "notice": _notice(typed),
        },
    )


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """/tim-kiem/goi-y/?q=hoi+th: a piece of HTML for the search box."""
    found = queries.suggestions(request.GET.get("q", ""))
    return render(request, "search/suggestions.html", {"suggestions": found})


def _notice(typed: Typed) -> str:
    """What the reader should know about how the words were taken."""
    if typed.was_cut:
        return _("The search takes %(letters)d letters and %(words)d words at most; the rest was left out.") % {
            "letters": TYPED_LENGTH,
            "words": TYPED_WORDS,
        }
    if typed.text and not typed.wanted:
        return _("Type at least one word to search for: signs alone, or words to leave out, find nothing.")
    return ""
