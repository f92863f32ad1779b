"""An article for search engines, in the words of schema.org."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from images.templatetags.images import shared_picture
from navigation.queries import site_identity, site_of
from pages.addresses import absolute
from pages.metadata import json_ld

from .models import ArticlePage


def news_article(page: ArticlePage, request: HttpRequest) -> SafeString:
    """A NewsArticle with pictures of the three shapes that search engines ask for."""
    picture = page.picture()
    site = site_of(request)
    publisher = site_identity(site)
    organisation = {"@type": "Organization", "name": publisher.organisation or publisher.name}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title[:110],
        "description": page.description(),
        "inLanguage": "vi",
        "mainEntityOfPage": absolute(request, page.get_url(request)),
        "datePublished": page.shown_at.isoformat(),
        "dateModified": (page.edited_at or page.shown_at).isoformat(),
        "author": {"@type": "Person", "name": page.byline} if page.byline else organisation,
        "publisher": organisation,
        "articleSection": [topic.name for topic in page.topics],
    }
    if picture:
        data["image"] = [absolute(request, shared_picture(picture, shape)) for shape in ("1x1", "4x3", "16x9")]
    return json_ld(data)
