"""What the site tells machines that crawl it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from navigation.queries import site_identity, site_of
from news import queries
from pages.addresses import absolute
from vietnamese.text import clean

from .sitemaps import SITEMAPS

NEWS_SPAN = timedelta(days=2)
NEWS_LIMIT = 1000
"""A news sitemap holds the articles of two days, at most a thousand (the news search engines' own rule)."""


def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: everything may be read except what is signed in for and the endless combinations of the search."""
    lines = [
        "User-agent: *",
        "Disallow: /quan-tri/",
        "Disallow: /dang-ky/",
        "Disallow: /tai-khoan/",
        "Disallow: /lich/rieng/",
        "Disallow: /tim-kiem/?",
        "Disallow: /tim-kiem/goi-y/",
        "",
        f"Sitemap: {absolute(request, '/sitemap.xml')}",
        f"Sitemap: {absolute(request, '/sitemap-news.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: the files of which the sitemap is made. Django's own view knows only the host that was asked."""
    files = []
    for section, sitemap in ((name, of_kind()) for name, of_kind in SITEMAPS.items()):
        address = absolute(request, reverse("sitemap", kwargs={"section": section}))
        newest = sitemap.get_latest_lastmod()
        files += [
            {"location": f"{address}?p={number}" if number > 1 else address, "last_mod": newest}
            for number in sitemap.paginator.page_range
        ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap-news.xml: the articles of the last two days."""
    since = timezone.now() - NEWS_SPAN
    articles = [
        {"url": absolute(request, article.url), "title": clean(article.title), "date": article.shown_at}
        for article in queries.cards(
            queries.listed().filter(listed_at__gte=since).values_list("pk", flat=True)[:NEWS_LIMIT]
        )
    ]
    publisher = site_identity(site_of(request)).name
    return TemplateResponse(
        request,
        "home/sitemap_news.xml",
        {"articles": articles, "publisher": publisher},
        content_type="application/xml; charset=utf-8",
    )
