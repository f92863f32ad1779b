"""The addresses of the room, below the admin's own."""

from django.urls import path

from . import (
    converters,  # noqa: F401  (importing it registers "row")
    copying,
    disciplines,
    handouts,
    programme,
    states,
)

urlpatterns = [
    path("ngay-hoi/<row:festival_id>/noi-dung/", disciplines.screen, name="events_disciplines"),
    path("ngay-hoi/<row:festival_id>/noi-dung/them/", disciplines.add, name="events_discipline_add"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/", disciplines.change, name="events_discipline_change"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/chep/", disciplines.copy, name="events_discipline_copy"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/xoa/", disciplines.delete, name="events_discipline_delete"),
    path("ngay-hoi/noi-dung/<row:discipline_id>/vi-tri/", disciplines.move, name="events_discipline_move"),
    path("su-kien/<row:event_id>/sao-chep/", copying.copy, name="events_copy"),
    path("su-kien/<row:event_id>/trang-thai/", states.state, name="events_state"),
    path("su-kien/<row:event_id>/chuong-trinh/", programme.screen, name="events_programme"),
    path("su-kien/<row:event_id>/chuong-trinh/them/", programme.add, name="events_session_add"),
    path("su-kien/<row:event_id>/chuong-trinh/doi-gio/", programme.shift, name="events_programme_shift"),
    path("su-kien/phien/<row:session_id>/", programme.change, name="events_session_change"),
    path("su-kien/phien/<row:session_id>/huy/", programme.cancel, name="events_session_cancel"),
    path("su-kien/phien/<row:session_id>/khoi-phuc/", programme.restore, name="events_session_restore"),
    path("su-kien/phien/<row:session_id>/xoa/", programme.delete, name="events_session_delete"),
    path("su-kien/<row:event_id>/tai-lieu/", handouts.screen, name="events_handouts"),
    path("su-kien/<row:event_id>/tai-lieu/ra-soat/", handouts.review, name="events_handouts_review"),
    path("su-kien/tai-lieu/<row:handout_id>/", handouts.change, name="events_handout_change"),
    path("su-kien/tai-lieu/<row:handout_id>/tep/", handouts.file, name="events_handout_file"),
    path("su-kien/tai-lieu/<row:handout_id>/vi-tri/", handouts.move, name="events_handout_move"),
    path("su-kien/tai-lieu/<row:handout_id>/xoa/", handouts.delete, name="events_handout_delete"),
]
