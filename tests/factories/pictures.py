"""Pictures, as bytes and as records of the library."""

import io
import itertools

import factory
from PIL import Image

from images.models import CustomImage
from images.services import store_picture

_shades = itertools.count()


def picture_bytes(size=(90, 60), colour=None, file_format="JPEG", mode="RGB", **options) -> bytes:
    """A picture of one colour; without `colour` each differs from all others."""
    if colour is None:
        number = next(_shades)
        if file_format == "JPEG":  # which keeps neighbouring colours alike
            options.setdefault("comment", str(number))
        colour = (number % 256, number // 256 % 256, 120)
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, file_format, **options)
    return out.getvalue()


class ImageFactory(factory.Factory):
    """A picture of the library, stored as the site stores them."""

    class Meta:
        model = CustomImage

    title = factory.Sequence("Ảnh {}".format)
    description = "Các đại biểu trong hội trường"
    size = (90, 60)

    @classmethod
    def _create(cls, model_class, *args, size, **kwargs):
        return store_picture(picture_bytes(size, file_format="PNG"), **kwargs)
