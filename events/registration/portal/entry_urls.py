"""Below /dang-ky/<unit>/: the overview and the entries."""

from django.urls import path

from . import overview

urlpatterns = [
    path("<slug:code>/", overview.overview, name="portal_overview"),
]
