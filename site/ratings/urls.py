"""Below /danh-gia/."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:page_id>/", views.rating, name="rating"),
    path("<int:page_id>/rut/", views.withdrawal, name="rating_withdrawal"),
]
