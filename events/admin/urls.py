"""The addresses of the room, below the admin's own."""

from django.urls import path

from . import converters, copying, disciplines  # noqa: F401  (importing converters registers "row")

urlpatterns = [
    path("ngay-hoi/<row:festival_id>/noi-dung/", disciplines.screen, name="events_disciplines"),
    path("ngay-hoi/<row:festival_id>/noi-dung/them/", disciplines.add, name="events_discipline_add"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/", disciplines.change, name="events_discipline_change"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/chep/", disciplines.copy, name="events_discipline_copy"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/xoa/", disciplines.delete, name="events_discipline_delete"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/vi-tri/", disciplines.move, name="events_discipline_move"),
    path("ngay-hoi/<row:festival_id>/sao-chep/", copying.copy, name="events_copy"),
]
