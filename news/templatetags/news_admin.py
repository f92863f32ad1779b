"""`{% content_checks page %}`: what an article lacks, for the form that has just saved itself."""

from django import template

from news.models import ArticlePage
from news.panels import findings

register = template.Library()


@register.inclusion_tag("news/admin/content_checks_update.html")
def content_checks(page):
    """Takes the place of the findings that the open form shows; nothing for pages that are no articles."""
    return {
        "is_article": isinstance(page, ArticlePage),
        "findings": findings(page) if isinstance(page, ArticlePage) else [],
    }
