"""What the report of views cannot know of articles: their topics and who wrote them."""

from collections import Counter
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import ArticlePage, ArticleTopic
from readership.admin.groupings import Grouping, Line, Views
from readership.reports import batches
from topics.models import Topic


def lines_by_topic(views: Views) -> list[Line]:
    """A line for each topic whose articles were read, and one for articles that have none."""
    names = dict(Topic.objects.values_list("pk", "name"))
    sums: Counter[int | None] = Counter()
    pages: Counter[int | None] = Counter()
    for ids in batches(views.by_page):
        topics: dict[int, list[int | None]] = {pk: [] for pk in _articles(ids).values_list("pk", flat=True)}
        for pk, topic in ArticleTopic.objects.filter(page__in=ids).order_by().values_list("page", "topic"):
            topics[pk].append(topic)
        for pk, found in topics.items():
            for topic in found or [None]:
                sums[topic] += views.by_page[pk]
                pages[topic] += 1
    return [
        Line(
            label=names[topic] if topic else _("No topic"),
            views=count,
            url=_list_url({"topic": topic} if topic else {"lacks": "topic"}),
            pages=pages[topic],
        )
        for topic, count in sums.most_common()
    ]


def lines_by_author(views: Views) -> list[Line]:
    """A line for each author whose articles were read: the one whom the article names, else the one who owns it."""
    sums: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for ids in batches(views.by_page):
        for pk, byline, owner in _articles(ids).values_list("pk", "byline", "owner__full_name"):
            author = byline.strip() or owner or ""
            sums[author] += views.by_page[pk]
            pages[author] += 1
    return [Line(author or _("Nobody named"), count, pages=pages[author]) for author, count in sums.most_common()]


def _articles(ids: list[int]):
    return ArticlePage.objects.filter(pk__in=ids).order_by()


def _list_url(query: dict) -> str:
    return f"{reverse('articles:index')}?{urlencode(query | {'ordering': '-views'})}"


BY_TOPIC = Grouping(
    "topic",
    gettext_lazy("By topic"),
    gettext_lazy("Topic"),
    lines_by_topic,
    note=gettext_lazy("Articles only. One that has several topics counts for each of them."),
    counts_pages=True,
)
BY_AUTHOR = Grouping(
    "author",
    gettext_lazy("By author"),
    gettext_lazy("Author"),
    lines_by_author,
    note=gettext_lazy("Articles only. The author is the one of the byline; where it is empty, who wrote the article."),
    counts_pages=True,
)
