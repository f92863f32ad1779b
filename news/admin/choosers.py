"""In which order articles are offered where one of them is to be chosen."""

from django.db.models import F

from ..models import ArticlePage


def newest_first(pages, request):
    """The newest first, as in the newsroom's other lists; Wagtail offers the oldest. A search keeps its own order."""
    of_articles = request.GET.get("page_type", "").lower() == ArticlePage._meta.label_lower
    if not of_articles or request.GET.get("q"):
        return pages
    return pages.order_by(F("articlepage__listed_at").desc(nulls_first=True), "-pk")
