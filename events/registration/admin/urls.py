"""Below /quan-tri/dang-ky/. Each view is wrapped by a guard of `access`, which a test holds for every address here."""

from django.urls import path

from . import board, changes, checkin, checks, deciding, entries, entry, exporting, festivals, late, progress

urlpatterns = [
    path("", festivals.begin, name="registration_begin"),
    path("ngay-hoi/", festivals.festivals, name="registration_festivals"),
    path("<int:festival_id>/", board.show_board, name="registration_board"),
    path("<int:festival_id>/don-vi/<slug:code>/", entries.show_unit, name="registration_unit"),
    path("<int:festival_id>/noi-dung/<int:discipline_id>/", entries.show_discipline, name="registration_discipline"),
    path("<int:festival_id>/muc/", entries.show_entries, name="registration_entries"),
    path("<int:festival_id>/muc/<int:entry_id>/", entry.show_entry, name="registration_entry"),
    path("<int:festival_id>/xu-ly/<slug:name>/", deciding.decide, name="registration_decide"),
    path("<int:festival_id>/nop-muon/", late.begin, name="registration_late"),
    path("<int:festival_id>/nop-muon/<int:entry_id>/", late.edit, name="registration_late_entry"),
    path("<int:festival_id>/de-nghi/", changes.show_changes, name="registration_changes"),
    path("<int:festival_id>/de-nghi/<int:request_id>/", changes.answer, name="registration_change"),
    path("<int:festival_id>/kiem-tra/", checks.show_checks, name="registration_checks"),
    path("<int:festival_id>/tien-do/", progress.show_progress, name="registration_progress"),
    path("<int:festival_id>/danh-sach/", exporting.show_exports, name="registration_exports"),
    path("<int:festival_id>/danh-sach/cap-the/", exporting.give_cards, name="registration_give_cards"),
    path("<int:festival_id>/danh-sach/<slug:name>/", exporting.download, name="registration_download"),
    path("<int:festival_id>/diem-danh/", checkin.show_checkin, name="registration_checkin"),
    path("<int:festival_id>/diem-danh/den/", checkin.arrive, name="registration_arrive"),
    path("<int:festival_id>/diem-danh/<int:arrival_id>/huy/", checkin.undo, name="registration_undo_arrival"),
]
