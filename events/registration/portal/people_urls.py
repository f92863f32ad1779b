"""Below /dang-ky/<unit>/nguoi/: the people of the unit."""

from django.urls import include, path

from . import people, people_upload

person = [
    path("", people.edit, name="portal_person"),
    path("trang-thai/", people.set_active, name="portal_person_active"),
    path("xoa/", people.delete, name="portal_person_delete"),
]
upload = [
    path("", people_upload.preview, name="portal_people_preview"),
    path("xac-nhan/", people_upload.confirm, name="portal_people_confirm"),
    path("huy/", people_upload.cancel, name="portal_people_cancel"),
]
of_unit = [
    path("", people.people_list, name="portal_people"),
    path("them/", people.add, name="portal_person_add"),
    path("<int:person_id>/", include(person)),
    path("mau/", people_upload.template, name="portal_people_template"),
    path("nhap/", people_upload.upload, name="portal_people_upload"),
    path("nhap/<int:import_id>/", include(upload)),
]
urlpatterns = [path("<slug:code>/nguoi/", include(of_unit))]
