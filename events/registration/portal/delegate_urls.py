"""Below /dang-ky/<unit>/hoi-nghi/: the conferences, and the delegates whom the unit sends."""

from django.urls import include, path

from . import delegates, nominating

delegate = [
    path("", nominating.edit, name="portal_delegate"),
    path("rut/", nominating.withdraw, name="portal_delegate_withdraw"),
]
conference = [
    path("", delegates.conference, name="portal_conference"),
    path("cu/", nominating.nominate, name="portal_nominate"),
    path("dai-bieu/<int:delegate_id>/", include(delegate)),
]
of_unit = [
    path("", delegates.conferences, name="portal_conferences"),
    path("<int:conference_id>/", include(conference)),
]
urlpatterns = [path("<slug:code>/hoi-nghi/", include(of_unit))]
