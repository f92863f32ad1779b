"""The list of articles: columns, filters and search, below the news index and as an item of the menu by itself.

An archive has a hundred thousand rows. So each filter is a condition that an index answers (and, since Wagtail's
search takes conditions on indexed fields only, a condition on the primary key), and what a row shows besides the
article itself is fetched for the whole page at once.
"""

import django_filters
from django.db.models import F, Q
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Revision, WorkflowState
from wagtail.permissions import page_permission_policy

from news.models import ArticlePage, ArticleTopic, NewsIndexPage
from pages.permissions import works_below
from ratings.queries import averages
from readership.queries import view_counts
from topics.models import Topic
from vietnamese.numbers import format_number
from vietnamese.text import fold

WRITES = {"add", "change", "publish"}
OF_PAGES = {"base_content_type__app_label": "wagtailcore", "base_content_type__model": "page"}


def may_see_articles(user) -> bool:
    """Whether the newsroom's part of the admin is anything to this user."""
    return works_below(user, NewsIndexPage)


def date_shown(article: ArticlePage) -> str:
    """When readers see it to have appeared; for a draft, when it will go live, if that is settled."""
    if article.live:
        return _moment(article.listed_at)
    if article.go_live_at and article.go_live_at > timezone.now():
        return _("From %(moment)s") % {"moment": _moment(article.go_live_at)}
    return _moment(article.display_at)


def _moment(value) -> str:
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


def view_count(article: ArticlePage) -> str:
    """How often it was read in all; nothing for a draft, which nobody can have read."""
    return format_number(article.views) if article.views or article.live else ""


def rating(article: ArticlePage) -> str:
    """The average of the stars and how many gave some: 4,3 (12)."""
    if article.rating is None:
        return ""
    average, count = article.rating
    return f"{format_number(average, 1)} ({format_number(count)})"


def topic_names(article: ArticlePage) -> str:
    """The topics in the editor's order."""
    return ", ".join(topic.name for topic in article.topics)


class FigureColumn(Column):
    """A column of figures. The first click on its head puts the largest first, for which one looks there."""

    header_template_name = "news/admin/figure_header.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, classname="news-figure news-beside", **kwargs)


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
    Column("topics", label=gettext_lazy("Topics"), accessor=topic_names, width="15%", classname="news-beside"),
    Column("listed_at", label=gettext_lazy("Date shown"), accessor=date_shown, sort_key="listed_at", width="12%"),
    DateColumn(
        "latest_revision_created_at",
        label=gettext_lazy("Updated"),
        sort_key="latest_revision_created_at",
        width="10%",
        classname="news-beside",
    ),
    FigureColumn("views", label=gettext_lazy("Views"), accessor=view_count, sort_key="views", width="6%"),
    FigureColumn("rating", label=gettext_lazy("Rating"), accessor=rating, sort_key="rating", width="7%"),
    PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live", width="11%"),
]


class ByKey:
    """A filter whose condition, however it is reached, is written as `pk in (…)`: search knows no other fields."""

    def matching(self, value):
        """The keys of the articles that a value stands for."""
        raise NotImplementedError

    def filter(self, queryset, value):
        return queryset.filter(pk__in=self.matching(value)) if value else queryset


class TopicFilter(ByKey, django_filters.ModelMultipleChoiceFilter):
    def matching(self, value):
        return ArticleTopic.objects.filter(topic__in=value).order_by().values("page_id")


class StateFilter(ByKey, django_filters.ChoiceFilter):
    STATES = {
        "published": gettext_lazy("Published"),
        "draft": gettext_lazy("Draft"),
        "waiting": gettext_lazy("Waiting for approval"),
        "returned": gettext_lazy("Returned for changes"),
        "scheduled": gettext_lazy("Scheduled"),
        "changed": gettext_lazy("Published, with changes not yet published"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, choices=list(self.STATES.items()), **kwargs)

    def matching(self, value):
        articles = ArticlePage.objects.order_by().values("pk")
        if value == "published":
            return articles.filter(live=True)
        if value == "draft":
            return articles.filter(live=False)
        if value == "waiting":
            return _keys(WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, **OF_PAGES))
        if value == "returned":
            return _keys(WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, **OF_PAGES))
        if value == "scheduled":
            return _keys(Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now()))
        return articles.filter(live=True, has_unpublished_changes=True)


def _keys(rows) -> list[int]:
    """What is under way is a handful at any time. Its keys are stored as text, which no index of pages answers."""
    return [int(key) for key in rows.values_list("object_id", flat=True)]


class LackFilter(ByKey, django_filters.ChoiceFilter):
    LACKS = {
        "picture": (gettext_lazy("Main picture"), Q(main_picture=None)),
        "lead": (gettext_lazy("Lead"), Q(lead="")),
        "topic": (gettext_lazy("Topic"), Q(article_topics=None)),
    }

    def __init__(self, *args, **kwargs):
        choices = [(code, label) for code, (label, _condition) in self.LACKS.items()]
        super().__init__(*args, choices=choices, **kwargs)

    def matching(self, value):
        return ArticlePage.objects.filter(self.LACKS[value][1]).order_by().values("pk")


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    """Between two days in Hanoi, both included; read from the index of days."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        days = {
            "listed_on__gte": value.start and value.start.date(),
            "listed_on__lte": value.stop and value.stop.date(),
        }
        days = {lookup: day for lookup, day in days.items() if day}
        return queryset.filter(pk__in=ArticlePage.objects.filter(**days).order_by().values("pk"))


def writers(request):
    """Those who may write articles. Asking the articles who owns them would read every one."""
    return page_permission_policy.users_with_any_permission(WRITES).order_by("full_name")


class ArticleFilterSet(WagtailFilterSet):
    """What the newsroom asks of its archive."""

    state = StateFilter(label=gettext_lazy("Status"), widget=RadioSelect, empty_label=gettext_lazy("All"))
    topic = TopicFilter(label=gettext_lazy("Topics"), queryset=Topic.objects.all(), widget=CheckboxSelectMultiple)
    listed_on = DayRangeFilter(label=gettext_lazy("Date shown"), widget=DateRangePickerWidget)
    owner = MultipleUserFilter(label=gettext_lazy("Author"), queryset=writers, widget=CheckboxSelectMultiple)
    lacks = LackFilter(label=gettext_lazy("Lacks"), widget=RadioSelect, empty_label=gettext_lazy("Nothing asked"))

    class Meta:
        model = ArticlePage
        fields: list[str] = []


BY_FIGURES = {
    # An article without a row was never read: it stands with those that have none.
    "-views": F("view_total__total").desc(nulls_last=True),
    "views": F("view_total__total").asc(nulls_first=True),
    # One that nobody rated is neither the best nor the worst.
    "-rating": F("rating_total__average").desc(nulls_last=True),
    "rating": F("rating_total__average").asc(nulls_last=True),
}


class ArticleListing:
    """What both listings of articles have in common, to be mixed into a page listing of Wagtail's."""

    base_filterset_class = ArticleFilterSet
    default_ordering = "-listed_at"

    def order_queryset(self, queryset):
        # What is not published yet comes first: it is what the newsroom works on. The order is that of the index
        # `news_article_listed`. Search knows plain fields only, and there the place of drafts does not matter.
        if not self.is_searching and self.ordering == "-listed_at":
            return queryset.order_by(F("listed_at").desc(nulls_first=True), "-pk")
        if not self.is_searching and self.ordering == "listed_at":
            return queryset.order_by(F("listed_at").asc(nulls_last=True), "pk")
        if self.ordering in BY_FIGURES:
            return queryset.order_by(BY_FIGURES[self.ordering], F("pk").desc())  # search takes expressions, not "-pk"
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return super().search_queryset(queryset)
        # The index holds each title folded as well. Asked without accents, it finds what is typed either way.
        return queryset.autocomplete(fold(self.search_query), order_by_relevance=not self.is_explicitly_ordered)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        attach_topics(context["object_list"])
        attach_figures(context["object_list"])
        return context


def attach_topics(articles) -> None:
    """Gives each article its topics, in one query for all."""
    topics: dict[int, list[Topic]] = {article.pk: [] for article in articles}
    links = ArticleTopic.objects.filter(page_id__in=list(topics)).select_related("topic")
    for link in links.order_by("page_id", "sort_order", "pk"):
        topics[link.page_id].append(link.topic)
    for article in articles:
        article.topics = topics[article.pk]


def attach_figures(articles) -> None:
    """Gives each article its views, 0 where nobody read it, and its rating as average and number of votes, or None."""
    ids = [article.pk for article in articles]
    views, ratings = view_counts(ids), averages(ids)
    for article in articles:
        article.views = views[article.pk]
        article.rating = ratings.get(article.pk)


class ArticleIndexView(ArticleListing, IndexView):
    """All articles that the user may work on."""

    base_columns = COLUMNS
    page_title = gettext_lazy("Articles")


class ArticleExplorerView(ArticleListing, ExplorableIndexView):
    """The articles below the news index, in Wagtail's explorer."""

    base_columns = COLUMNS


class ArticleMenuItem(MenuItem):
    """Shown to those who write."""

    def is_shown(self, request) -> bool:
        return may_see_articles(request.user)


class ArticleListingViewSet(PageListingViewSet):
    """'Articles' in the menu."""

    name = "articles"
    url_prefix = "bai-viet"
    model = ArticlePage
    icon = "doc-full"
    menu_label = gettext_lazy("Articles")
    menu_name = "articles"
    menu_order = 50
    menu_item_class = ArticleMenuItem
    add_to_admin_menu = True
    index_view_class = ArticleIndexView
    filterset_class = ArticleFilterSet
    columns = COLUMNS
    ordering = "-listed_at"


class ArticleExplorerViewSet(PageViewSet):
    """The columns and filters of articles in the explorer, where all children are articles."""

    model = ArticlePage
    index_view_class = ArticleExplorerView
    filterset_class = ArticleFilterSet
    columns = COLUMNS
    ordering = "-listed_at"
