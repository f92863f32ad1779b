"""Below /lich/."""

from django.urls import path, re_path

from . import feeds

# Written in one way alone, or one feed could be kept under many addresses. What is longer is no number of ours.
NUMBER = r"(?P<number>[1-9][0-9]{0,17})"

urlpatterns = [
    path("tat-ca.ics", feeds.everything, name="calendar_feed"),
    re_path(rf"^su-kien/{NUMBER}\.ics$", feeds.of_event, name="calendar_feed_of_event"),
    re_path(rf"^noi-dung/{NUMBER}\.ics$", feeds.of_discipline, name="calendar_feed_of_discipline"),
    re_path(r"^don-vi/(?P<code>[a-z0-9-]{1,20})\.ics$", feeds.of_unit, name="calendar_feed_of_unit"),
]
