"""Below /dang-ky/: the portal, each part with a list of addresses of its own."""

from django.urls import include, path

from .portal import entry_urls, overview, paper_urls, people_urls

urlpatterns = [
    path("", overview.units, name="portal_units"),
    path("", include(entry_urls)),
    path("", include(people_urls)),
    path("", include(paper_urls)),
]
