"""Below /dang-ky/hoi-nghi/: what delegates have there, whichever unit sends them."""

from django.urls import include, path

from . import room

of_conference = [
    path("", room.own, name="portal_own_conference"),
    path("the/", room.badge, name="portal_own_badge"),
    path("tai-lieu/", room.documents, name="portal_room"),
    path("tai-lieu/<int:handout_id>/", room.document, name="portal_handout"),
]
urlpatterns = [path("hoi-nghi/<int:conference_id>/", include(of_conference))]
