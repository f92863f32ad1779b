"""Registers the package with Django, which then finds its template filters and static files."""

from django.apps import AppConfig


class VietnameseConfig(AppConfig):
    """The `vietnamese` app; it has no models."""

    name = "vietnamese"
