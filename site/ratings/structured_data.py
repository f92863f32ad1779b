"""Stars for search engines, as schema.org's AggregateRating."""

from wagtail.models import Page

from . import queries

SHOWN_FOR = {"Event", "BusinessEvent", "Festival", "SocialEvent", "SportsEvent"}
"""Of what this site describes, the types beside which Google shows stars. NewsArticle is none of them:
https://developers.google.com/search/docs/appearance/structured-data/review-snippet"""

FEWEST = 5
"""Votes. Below that, stars beside a search result say more than is known."""


def aggregate_rating(page: Page, described_as: str) -> dict | None:
    """The `aggregateRating` of a page that its own structured data describe as a schema.org type; None where no
    search engine would show it or too few have voted. Google wants it to stand on the page too: the same figures do."""
    if described_as not in SHOWN_FOR:
        return None
    figures = queries.figures(page.pk)
    if figures.count < FEWEST:
        return None
    return {
        "@type": "AggregateRating",
        "ratingValue": round(figures.average, 1),
        "ratingCount": figures.count,
        "bestRating": 5,
        "worstRating": 1,
    }
