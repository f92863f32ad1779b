"""What the import hooks into Wagtail's admin; `news.wagtail_hooks` registers it."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from news.models import NewsIndexPage

from . import views
from .article import Notice
from .sentences import notice_sentence
from .services import LOG_ACTION


def urls() -> list[URLPattern]:
    """For the hook register_admin_urls."""
    return [path("tin-tuc/tao-tu-word/", views.import_word, name="news_word_import")]


def header_buttons(page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """For the hook register_page_header_buttons: the way in from the list of articles."""
    if isinstance(page.specific_deferred, NewsIndexPage) and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Make an article from a Word file"), reverse("news_word_import"), icon_name="upload", priority=12
        )


class ImportFormatter(LogFormatter):
    """An import in the history of its page: where the report can be read as long as the page is there."""

    label = gettext_lazy("Make from a Word file")

    def format_message(self, log_entry) -> str:
        made = _("Made from the Word file “%(file)s”.") % {"file": log_entry.data.get("file", "")}
        report = [Notice(**notice) for notice in log_entry.data.get("report", [])]
        return format_html("{}{}", made, _as_list(report)) if report else made


def _as_list(report: list[Notice]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((notice_sentence(n),) for n in report)))


def register_log_actions(actions) -> None:
    """For the hook register_log_actions."""
    actions.register_action(LOG_ACTION)(ImportFormatter)
