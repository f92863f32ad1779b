"""The part of an article's form that tells the editor what `news.content_checks` found, in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel

from .content_checks import Problem, problems

SENTENCES = {
    "long_title": gettext_lazy(
        "The title has %(length)s characters. Search engines and shared links show about %(limit)s."
    ),
    "no_lead": gettext_lazy("The lead is missing. Lists and shared links show it below the title."),
    "no_main_picture": gettext_lazy(
        "The main picture is missing. Without it the article stands in lists as text only."
    ),
    "main_picture_without_alt": gettext_lazy(
        "The main picture “%(title)s” has no description in the image library. Blind readers hear nothing of it."
    ),
    "heading_skips_level": gettext_lazy(
        "The heading “%(text)s” is a subsection, but no section stands before it. Make it a section."
    ),
    "picture_gone": gettext_lazy("Picture %(number)s of the text was deleted from the image library."),
    "picture_without_alt": gettext_lazy(
        "Picture %(number)s of the text has no alternative text, neither here nor in the image library."
    ),
    "no_topic": gettext_lazy("No topic is chosen. Readers who browse by topic will not find the article."),
}

# Where in the form each field stands. Wagtail names its panels in the language of the admin, its inputs always alike.
ANCHORS = {
    "title": "id_title",
    "lead": "id_lead",
    "main_picture": "id_main_picture-chooser",
    "body": "body",
    "article_topics": "id_article_topics-FORMS",
}


@dataclass(frozen=True)
class Finding:
    """A problem as the editor reads it: the sentence and where in the form to put it right."""

    text: str
    anchor: str


def sentence(problem: Problem) -> str:
    """The problem in words."""
    return SENTENCES[problem.code] % problem.params


def findings(article) -> list[Finding]:
    """The problems of an article in words."""
    return [Finding(sentence(problem), ANCHORS[problem.field]) for problem in problems(article)]


class ContentChecksPanel(Panel):
    """The findings above the form. Each time the form saves itself, Wagtail's answer brings them anew
    (templates/wagtailadmin/pages/edit_partials.html)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/admin/content_checks_panel.html"

        def get_context_data(self, parent_context=None):
            found = findings(self.instance) if self.instance.pk else []
            return super().get_context_data(parent_context) | {"findings": found}
