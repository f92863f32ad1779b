"""A photo's picture as one plain JPEG, for those who read no <picture>: feeds, search engines."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from images.models import CustomImage
from images.presets import PRESETS
from images.queries import Picture, sizes_of


@dataclass(frozen=True)
class File:
    url: str
    width: int
    height: int


def jpeg(image: CustomImage | Picture, width: int) -> File:
    """The picture in one of the widths in which albums show it; as it was uploaded while that is not made yet."""
    made = sizes_of(image).get(PRESETS["photo"].spec(width, "jpeg"))
    name, *size = made or (image.file_name, image.width, image.height)
    return File(default_storage.url(name), *size)
