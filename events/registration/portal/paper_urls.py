"""Below /dang-ky/<unit>/: the registration form."""

from django.urls import include, path

from . import paper

of_festival = [
    path("", paper.of_festival, name="portal_form"),
    path("phieu-dang-ky.pdf", paper.pdf, {"is_draft": False}, name="portal_form_pdf"),
    path("ban-nhap.pdf", paper.pdf, {"is_draft": True}, name="portal_form_draft"),
    path("ban-ky/<int:form_id>/", paper.signed_form, name="portal_signed_form"),
]
urlpatterns = [
    path("<slug:code>/phieu/", paper.paper, name="portal_paper"),
    path("<slug:code>/ngay-hoi/<int:festival_id>/phieu/", include(of_festival)),
]
