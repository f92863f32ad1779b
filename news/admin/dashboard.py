"""The editor's dashboard: what to begin, what waits, what is unfinished, what will appear by itself, what is read."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import Revision, TaskState, WorkflowState

from news.models import ArticlePage, NewsIndexPage
from ratings.queries import averages
from readership.models import Period
from readership.reports import most_read

from .listing import OF_PAGES, may_see_articles

SHOWN = 8
"""Rows of a panel. A dashboard is read at a glance; the rest is one click away in the list."""

REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
"""Wagtail's panels that say the same in other words."""


@dataclass(frozen=True)
class Row:
    """An article on the dashboard: `note` says why it stands here, `at` since when or for when."""

    article: ArticlePage
    at: datetime | None
    note: str = ""
    person: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Rows:
    """The rows of a panel, and whether there are more than it shows."""

    shown: list[Row] = field(default_factory=list)
    more: bool = False


def _cut(rows: list[Row]) -> Rows:
    return Rows(rows[:SHOWN], more=len(rows) > SHOWN)


def _articles(keys) -> dict[int, ArticlePage]:
    return ArticlePage.objects.defer("body").in_bulk({int(key) for key in keys})


def to_moderate(user) -> list[Row]:
    """The articles that this user is asked to approve, the longest waiting first."""
    states = (
        TaskState.objects.reviewable_by(user)
        .filter(**{f"workflow_state__{lookup}": value for lookup, value in OF_PAGES.items()})
        .select_related("workflow_state__requested_by")
        .order_by("started_at")[: SHOWN + 1]
    )
    articles = _articles(state.workflow_state.object_id for state in states)
    return [
        Row(articles[key], state.started_at, _("To approve"), str(state.workflow_state.requested_by or ""), urgent=True)
        for state in states
        if (key := int(state.workflow_state.object_id)) in articles
    ]


def returned_to(user) -> list[Row]:
    """The articles that were sent back to this user with a comment."""
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user, **OF_PAGES)
        .select_related("current_task_state__finished_by")
        .order_by("current_task_state__finished_at")[: SHOWN + 1]
    )
    articles = _articles(state.object_id for state in states)
    rows = []
    for state in states:
        if (key := int(state.object_id)) not in articles:
            continue
        task = state.current_task_state
        note = _("Returned: %(comment)s") % {"comment": task.comment} if task.comment else _("Returned for changes")
        rows.append(Row(articles[key], task.finished_at, note, str(task.finished_by or ""), urgent=True))
    return rows


def waiting_for(user) -> Rows:
    """Everything in which the next step is this user's."""
    return _cut([*returned_to(user), *to_moderate(user)])


def drafts_of(user) -> Rows:
    """What this user began and nobody has seen: neither published, nor handed in, nor scheduled."""
    handed_in = WorkflowState.objects.active().filter(**OF_PAGES).values_list("object_id", flat=True)
    drafts = (
        ArticlePage.objects.filter(owner=user, live=False)
        .exclude(pk__in=[int(key) for key in [*handed_in, *_scheduled_keys()]])
        .defer("body")
        .order_by("-latest_revision_created_at", "-pk")[: SHOWN + 1]
    )
    return _cut([Row(article, article.latest_revision_created_at) for article in drafts])


def handed_in_by(user) -> Rows:
    """What this user has submitted and the chief editor has not answered yet."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user, **OF_PAGES
    ).order_by("created_at")[: SHOWN + 1]
    articles = _articles(state.object_id for state in states)
    return _cut([Row(articles[key], state.created_at) for state in states if (key := int(state.object_id)) in articles])


def _scheduled():
    return Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())


def _scheduled_keys():
    return _scheduled().values_list("object_id", flat=True)


def scheduled() -> Rows:
    """What publishes itself, the next first."""
    revisions = list(
        _scheduled().order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")[: SHOWN + 1]
    )
    articles = _articles(key for key, _moment in revisions)
    return _cut([Row(articles[int(key)], moment) for key, moment in revisions if int(key) in articles])


@dataclass(frozen=True)
class Reading:
    """An article that is read a lot: its views in these days, and the average and number of its votes if it has any."""

    article: ArticlePage
    views: int
    rating: tuple[float, int] | None
    is_own: bool


def most_read_by(user) -> list[Reading]:
    """What readers read most in the last seven days; `is_own` marks what this user wrote."""
    views = most_read(ArticlePage, Period.WEEK, SHOWN)
    articles, ratings = _articles(views), averages(views)
    return [
        Reading(articles[pk], count, ratings.get(pk), is_own=articles[pk].owner_id == user.pk)
        for pk, count in views.items()
        if pk in articles and articles[pk].live
    ]


class BeginPanel(Component):
    """The first action of the day, in reach before anything else."""

    name = "news_begin"
    order = 10
    template_name = "news/admin/dashboard_begin.html"

    def get_context_data(self, parent_context):
        index = NewsIndexPage.objects.first()
        user = parent_context["request"].user
        may_add = index is not None and index.permissions_for_user(user).can_add_subpage()
        return {
            "write_url": reverse("wagtailadmin_pages:add", args=["news", "articlepage", index.pk]) if may_add else "",
            "word_url": _word_import_url() if may_add else "",
            "list_url": reverse("articles:index"),
        }


def _word_import_url() -> str:
    try:
        return reverse("news_word_import")
    except NoReverseMatch:
        return ""


class ArticlesPanel(Component):
    """Some articles with a heading, or a sentence that says why there are none."""

    template_name = "news/admin/dashboard_articles.html"
    icon = "doc-full"
    heading = ""
    empty = ""
    moment_label = ""
    state = ""

    def more_url(self, user) -> str:
        """The list of this user's articles in the state that the panel is about."""
        return f"{reverse('articles:index')}?{urlencode({'state': self.state, 'owner': user.pk})}"

    def rows(self, request: HttpRequest) -> Rows:
        """What the panel shows to the user of this request."""
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return {
            "panel": self,
            "rows": self.rows(parent_context["request"]),
            "more_url": self.more_url(parent_context["request"].user),
        }


class WaitingPanel(ArticlesPanel):
    name = "news_waiting"
    order = 20
    icon = "warning"
    heading = gettext_lazy("Waiting for me")
    empty = gettext_lazy("Nothing waits for you.")
    moment_label = gettext_lazy("Since")
    state = "waiting"

    def more_url(self, user) -> str:
        """What waits for approval, whoever wrote it."""
        return f"{reverse('articles:index')}?state={self.state}"

    def rows(self, request):
        return waiting_for(request.user)


class DraftsPanel(ArticlesPanel):
    name = "news_drafts"
    order = 30
    icon = "edit"
    heading = gettext_lazy("My drafts")
    empty = gettext_lazy("You have no unfinished article. Write one, or make one from a Word file.")
    moment_label = gettext_lazy("Updated")
    state = "draft"

    def rows(self, request):
        return drafts_of(request.user)


class HandedInPanel(ArticlesPanel):
    name = "news_handed_in"
    order = 40
    icon = "time"
    heading = gettext_lazy("Handed in, not approved yet")
    empty = gettext_lazy("None of your articles waits for approval.")
    moment_label = gettext_lazy("Since")
    state = "waiting"

    def rows(self, request):
        return handed_in_by(request.user)


class ScheduledPanel(ArticlesPanel):
    name = "news_scheduled"
    order = 50
    icon = "calendar"
    heading = gettext_lazy("Scheduled")
    empty = gettext_lazy("Nothing is scheduled. Set a date in the article's status panel to publish it later.")
    moment_label = gettext_lazy("Appears")
    state = "scheduled"

    def rows(self, request):
        return scheduled()


class MostReadPanel(Component):
    """What becomes of it all: the articles that are read, and what readers think of them."""

    name = "news_most_read"
    order = 60
    template_name = "news/admin/dashboard_most_read.html"

    def get_context_data(self, parent_context):
        return {
            "panel": self,
            "readings": most_read_by(parent_context["request"].user),
            "report_url": f"{reverse('views_report')}?period=7",
        }


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Puts the newsroom's panels in the place of Wagtail's, for those who write."""
    if not may_see_articles(request.user):
        return
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [BeginPanel(), WaitingPanel(), DraftsPanel(), HandedInPanel(), ScheduledPanel(), MostReadPanel()]
