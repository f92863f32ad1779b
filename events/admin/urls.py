"""The addresses of the room, below the admin's own."""

from django.urls import path

from . import copying, disciplines

urlpatterns = [
    path("ngay-hoi/<int:festival_id>/noi-dung/", disciplines.screen, name="events_disciplines"),
    path("ngay-hoi/<int:festival_id>/noi-dung/them/", disciplines.add, name="events_discipline_add"),
    path("ngay-hoi/noi-dung/<int:discipline_id>/", disciplines.change, name="events_discipline_change"),
    path("ngay-hoi/noi-dung/<int:discipline_id>/chep/", disciplines.copy, name="events_discipline_copy"),
    path("ngay-hoi/noi-dung/<int:discipline_id>/xoa/", disciplines.delete, name="events_discipline_delete"),
    path("ngay-hoi/noi-dung/<int:discipline_id>/vi-tri/", disciplines.move, name="events_discipline_move"),
    path("ngay-hoi/<int:festival_id>/sao-chep/", copying.copy, name="events_copy"),
]
