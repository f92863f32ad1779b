"""A body as HTML, in a fixed number of queries however long it is.

Wagtail resolves the links of each paragraph by itself, and each picture looks for its renditions. Here the pictures
and files are fetched at once, all pictures are given their renditions at once, and the blocks print their rich text
raw, so that the links of the whole body are resolved together at the end.
"""

from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from images.models import CustomImage
from images.queries import Picture, attach_renditions

from . import library

BETWEEN = "\x1e"  # the record separator, which means nothing in HTML


def images_in(body: blocks.StreamValue) -> Iterator[CustomImage]:
    """Every picture of a body, in its order."""
    for block in body:
        if block.block_type == "picture" and block.value["image"]:
            yield block.value["image"]
        elif block.block_type == "picture_row":
            yield from (picture["image"] for picture in block.value["pictures"] if picture["image"])


def render(body: blocks.StreamValue, beside: Iterable[CustomImage | Picture | None] = ()) -> SafeString:
    """The HTML of a body. The images that stand `beside` it on the page get their renditions in the same query."""
    return render_all([body], beside)[0]


def render_all(
    bodies: list[blocks.StreamValue],
    beside: Iterable[CustomImage | Picture | None] = (),
    is_plain: bool = False,
) -> list[SafeString]:
    """The HTML of several bodies, in the queries of one. `is_plain` is for those who see it without our style sheet."""
    with library.at_hand(bodies):
        pictures = [image for body in bodies for image in images_in(body)]
        attach_renditions([*beside, *pictures, *_images_of_strips(bodies)])
        if not bodies:
            return []
        context = {"is_plain": is_plain}
        rendered = ("\n".join(block.render(context) for block in body) for body in bodies)
        markup = BETWEEN.join(html.replace(BETWEEN, " ") for html in rendered)
        return [mark_safe(html) for html in expand_db_html(markup).split(BETWEEN)]


def _images_of_strips(bodies: list[blocks.StreamValue]) -> Iterator[CustomImage]:
    """The pictures in the strips of all albums that the bodies name."""
    albums = [block.value for body in bodies for block in body if block.block_type == "album" and block.value]
    # A preview's body comes from the form, whose albums were fetched to be chosen and not to be shown.
    chosen = [album for album in albums if "strip" not in vars(album)]
    if chosen:
        fetched = type(chosen[0]).with_strips(album.pk for album in chosen)
        for album in chosen:
            album.strip = fetched[album.pk].strip if album.pk in fetched else None
    return (photo.image for album in albums if album.strip for photo in album.strip.photos)
