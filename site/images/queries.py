"""Reading pictures for a page: all their renditions in one query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from .models import CustomImage, CustomRendition

Sizes = dict[str, tuple[str, int, int]]
"""A rendition's file name, width and height by its specification."""


@dataclass
class Picture:
    """What the picture tag needs of an image, for lists, which are made without the model's objects."""

    COLUMNS: ClassVar = ("pk", "file", "description", "width", "height")

    pk: int
    file_name: str
    description: str
    width: int
    height: int


def attach_renditions(images: Iterable[CustomImage | Picture | None]) -> None:
    """Gives each image its `sizes`, in one query for all, so that the picture tag asks the database nothing."""
    by_id: dict[int, list[CustomImage | Picture]] = defaultdict(list)
    for image in images:
        if image is not None:
            by_id[image.pk].append(image)
    if not by_id:
        return
    found: dict[int, Sizes] = defaultdict(dict)
    rows = CustomRendition.objects.filter(image_id__in=by_id).order_by("pk")
    for image_id, spec, *size in rows.values_list("image_id", "filter_spec", "file", "width", "height"):
        found[image_id][spec] = tuple(size)
    for image_id, same in by_id.items():
        for image in same:
            image.sizes = found[image_id]


def sizes_of(image: CustomImage | Picture) -> Sizes:
    """The renditions of one image: those attached, else asked for now."""
    if not hasattr(image, "sizes"):
        attach_renditions([image])
    return image.sizes
