"""Below /quan-tri/dang-ky/. Each view is wrapped by a guard of `access`, which a test holds for every address here."""

from django.urls import include, path

from events.admin import converters  # noqa: F401  (importing it registers "row")

from . import board, changes, checkin, checks, deciding, entries, entry, exporting, festivals, late, progress
from .conferences import urls as conference_urls

urlpatterns = [
    path("", festivals.begin, name="registration_begin"),
    path("ngay-hoi/", festivals.festivals, name="registration_festivals"),
    path("hoi-nghi/", include(conference_urls)),
    path("<row:festival_id>/", board.show_board, name="registration_board"),
    path("<row:festival_id>/don-vi/<slug:code>/", entries.show_unit, name="registration_unit"),
    path("<row:festival_id>/noi-dung/<row:discipline_id>/", entries.show_discipline, name="registration_discipline"),
    path("<row:festival_id>/muc/", entries.show_entries, name="registration_entries"),
    path("<row:festival_id>/muc/<row:entry_id>/", entry.show_entry, name="registration_entry"),
    path("<row:festival_id>/xu-ly/<slug:name>/", deciding.decide, name="registration_decide"),
    path("<row:festival_id>/nop-muon/", late.begin, name="registration_late"),
    path("<row:festival_id>/nop-muon/<row:entry_id>/", late.edit, name="registration_late_entry"),
    path("<row:festival_id>/de-nghi/", changes.show_changes, name="registration_changes"),
    path("<row:festival_id>/de-nghi/<row:request_id>/", changes.answer, name="registration_change"),
    path("<row:festival_id>/kiem-tra/", checks.show_checks, name="registration_checks"),
    path("<row:festival_id>/tien-do/", progress.show_progress, name="registration_progress"),
    path("<row:festival_id>/danh-sach/", exporting.show_exports, name="registration_exports"),
    path("<row:festival_id>/danh-sach/cap-the/", exporting.give_cards, name="registration_give_cards"),
    path("<row:festival_id>/danh-sach/<slug:name>/", exporting.download, name="registration_download"),
    path("<row:festival_id>/diem-danh/", checkin.show_checkin, name="registration_checkin"),
    path("<row:festival_id>/diem-danh/den/", checkin.arrive, name="registration_arrive"),
    path("<row:festival_id>/diem-danh/<row:arrival_id>/huy/", checkin.undo, name="registration_undo_arrival"),
]
