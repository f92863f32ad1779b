"""Where the newsroom hooks into Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import accessibility, checks, choosers, dashboard, readers
from .admin.listing import ArticleExplorerViewSet, ArticleListingViewSet
from .admin.topics import TopicViewSet
from .models import ArticlePage
from .word import admin as word

register_snippet(TopicViewSet)


@hooks.register("register_admin_viewset")
def article_listings():
    return [ArticleListingViewSet(), ArticleExplorerViewSet()]


@hooks.register("construct_homepage_panels")
def dashboard_panels(request, panels):
    dashboard.add_panels(request, panels)


@hooks.register("register_views_grouping")
def views_by_topic():
    return readers.BY_TOPIC


@hooks.register("register_views_grouping")
def views_by_author():
    return readers.BY_AUTHOR


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_what_is_lacking(request, page):
    """After a person saved. A form that saves itself asks for JSON and shows its panel anew instead."""
    if isinstance(page, ArticlePage) and request.accepts("text/html"):
        checks.warn(request, page)


@hooks.register("insert_global_admin_css")
def style():
    return format_html('<link rel="stylesheet" href="{}">', static("news/admin.css"))


@hooks.register("register_admin_urls")
def word_import_urls():
    return word.urls()


@hooks.register("register_page_header_buttons")
def word_import_buttons(page, user, view_name, next_url=None):
    return word.header_buttons(page, user, view_name, next_url)


@hooks.register("register_log_actions")
def word_import_log_actions(actions):
    word.register_log_actions(actions)


@hooks.register("construct_wagtail_userbar")
def checker_of_articles(request, items, page):
    accessibility.narrow_checker(request, items, page)


@hooks.register("construct_page_chooser_queryset")
def articles_to_choose(pages, request):
    return choosers.newest_first(pages, request)
