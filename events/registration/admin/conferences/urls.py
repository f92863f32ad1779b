"""Below /quan-tri/dang-ky/hoi-nghi/."""

from django.urls import path

from . import listing

urlpatterns = [
    path("", listing.conferences, name="registration_conferences"),
    path("<row:conference_id>/", listing.delegates, name="registration_delegates"),
    path("<row:conference_id>/tong-hop/", listing.sums, name="registration_delegate_sums"),
]
