"""A picture that came for an album and now stands on a page is made in the sizes of pages, too."""

from wagtail.blocks import StreamValue
from wagtail.signals import page_published

from images.models import CustomImage
from images.services import cut_for_pages

from . import library
from .body import images_in
from .models import BasePage


def make_missing_sizes(instance: BasePage, **kwargs) -> None:
    named = {getattr(instance, field.attname) for field in instance._meta.fields if field.related_model is CustomImage}
    body = getattr(instance, "body", None)
    if isinstance(body, StreamValue):
        with library.at_hand([body]):
            named |= {image.pk for image in images_in(body)}
    cut_for_pages(named - {None})


def connect() -> None:
    page_published.connect(make_missing_sizes, dispatch_uid="pages.make_missing_sizes")
