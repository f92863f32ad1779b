"""Below /dang-ky/: the portal, each part with a list of addresses of its own."""

from django.urls import include, path

from .portal import delegate_urls, entry_urls, overview, paper_urls, people_urls, room_urls

urlpatterns = [
    path("", overview.units, name="portal_units"),
    # Before those of units, whose code could be any word.
    path("", include(room_urls)),
    path("", include(entry_urls)),
    path("", include(delegate_urls)),
    path("", include(people_urls)),
    path("", include(paper_urls)),
]
