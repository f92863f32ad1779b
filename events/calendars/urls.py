"""Below /lich/."""

from django.urls import path, re_path

from . import feeds
from .personal.feed import personal
from .personal.views import feeds as personal_feeds
from .personal.views import revoke
from .views import guide, listing, month

# Written in one way alone, or one feed could be kept under many addresses. What is longer is no number of ours.
NUMBER = r"(?P<number>[1-9][0-9]{0,17})"

urlpatterns = [
    path("", month.this_month, name="calendar"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/$", month.one_month, name="calendar_month"),
    path("chon/", month.choose, name="calendar_choose"),
    path("danh-sach/", listing.coming, name="calendar_list"),
    path("theo-doi/", guide.guide, name="calendar_guide"),
    path("tat-ca.ics", feeds.everything, name="calendar_feed"),
    re_path(rf"^su-kien/{NUMBER}\.ics$", feeds.of_event, name="calendar_event_feed"),
    re_path(rf"^noi-dung/{NUMBER}\.ics$", feeds.of_discipline, name="calendar_discipline_feed"),
    re_path(r"^don-vi/(?P<code>[a-z0-9-]{1,20})\.ics$", feeds.of_unit, name="calendar_unit_feed"),
    path("rieng/", personal_feeds, name="calendar_personal"),
    path("rieng/<str:token>.ics", personal, name="calendar_personal_feed"),
    re_path(rf"^rieng/{NUMBER}/thu-hoi/$", revoke, name="calendar_personal_revoke"),
]
