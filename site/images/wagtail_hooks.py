"""Where our uploader stands in for Wagtail's."""

from django.urls import path
from wagtail import hooks

from . import views


@hooks.register("register_admin_urls", order=-1)
def uploader():
    """Asked before Wagtail's own, under the same addresses."""
    return [
        path("images/multiple/add/", views.AddView.as_view()),
        path(
            "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
            views.CreateFromUploadedImageView.as_view(),
        ),
    ]
