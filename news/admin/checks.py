"""Says after saving what an article lacks."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from news.panels import findings


def warn(request: HttpRequest, article) -> None:
    """A message that says what the article lacks; none when it lacks nothing."""
    found = findings(article)
    if not found:
        return
    items = format_html_join("", "<li>{}</li>", ((finding.text,) for finding in found))
    text = format_html("{}<ul>{}</ul>", _("“%(title)s” can be improved:") % {"title": article.title}, items)
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[article.pk]), _("Edit"))
    messages.warning(request, text, buttons=[edit])
