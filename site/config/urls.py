"""The addresses of the site. What is not named here is a page of Wagtail's tree."""

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import urls as account_urls
from accounts.views import admin_door
from events.calendars import urls as calendar_urls
from events.registration import urls as registration_urls
from events.views import lists as events
from figures import views as figures
from gallery.views import lists as albums
from home import units
from home import views as home
from home.sitemaps import SITEMAPS
from news import views as news
from operations import views as operations
from ratings import urls as ratings_urls
from readership import views as readership
from search import urls as search_urls

from . import media

urlpatterns = [
    path("health/", operations.health, name="health"),
    # One door for all: Wagtail's own sign-in pages know neither a second factor nor a limit of attempts.
    path("quan-tri/login/", admin_door.sign_in),
    path("quan-tri/logout/", admin_door.sign_out),
    path("_util/login/", admin_door.sign_in),
    path("tai-khoan/", include(account_urls)),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tim-kiem/", include(search_urls)),
    re_path(r"^tin-tuc/(?P<kind>rss|atom)\.xml$", news.feed, name="news_feed"),
    path("tin-tuc/<slug:slug>/", news.article_by_slug, name="article"),
    path("thu-vien-anh/rss.xml", albums.feed, name="albums_feed"),
    path("su-kien/rss.xml", events.feed, name="events_feed"),
    path("don-vi/", units.unit_list, name="units"),
    path("don-vi/<slug:code>/", units.unit_page, name="unit"),
    path("luot-xem/", readership.receive, name="beacon"),
    path("danh-gia/", include(ratings_urls)),
    path("dang-ky/", include(registration_urls)),
    path("lich/", include(calendar_urls)),
    path("so-lieu/<int:page_id>/", figures.page_figures, name="page_figures"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", home.sitemap_index, name="sitemap_index"),
    path("sitemap-news.xml", home.news_sitemap, name="news_sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SITEMAPS, "template_name": "home/sitemap.xml"},
        name="sitemap",
    ),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.ico", permanent=False)),
]
if not settings.S3_BUCKET:
    urlpatterns.append(re_path(r"^media/(?P<folder>images|original_images)/(?P<path>.+)$", media.serve, name="media"))

urlpatterns.append(path("", include(wagtail_urls)))
