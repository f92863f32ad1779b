"""The addresses of the room, below the admin's own."""

from django.urls import path

import events.admin.converters  # noqa: F401  (importing it registers "row")

from . import views

urlpatterns = [
    path("su-kien/<row:event_id>/chuong-trinh/nhap/", views.upload, name="calendars_import"),
    path("su-kien/<row:event_id>/chuong-trinh/nhap/xac-nhan/", views.confirm, name="calendars_import_confirm"),
]
