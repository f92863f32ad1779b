"""/tim-kiem/"""

from django.urls import path

from . import views

app_name = "search"

urlpatterns = [
    path("", views.search, name="search"),
    path("goi-y/", views.suggestions, name="suggestions"),
]
