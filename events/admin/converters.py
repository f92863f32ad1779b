"""What may stand in an address of the admin."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowConverter(IntConverter):
    """A row's key: a number that every database takes."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")
