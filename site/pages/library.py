"""The pictures, files and albums that bodies name, fetched for all of them at once.

Wagtail asks block by block: for the pictures, for those of rows, for the files, for those that a text links to, and
for each body again. Within `at_hand(bodies)` blocks and links find here what was fetched before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db.models import Model
from wagtail import blocks
from wagtail.rich_text import extract_references_from_rich_text

from documents.models import CustomDocument
from images.models import CustomImage

Records = dict[int, Model | None]
"""Records by their key; None stands for one that is gone."""

_at_hand: ContextVar[dict[type[Model], Records]] = ContextVar("at_hand")


@contextmanager
def at_hand(bodies: Iterable[blocks.StreamValue]) -> Iterator[None]:
    """Fetches the pictures of the bodies in one query, their files in another, and their albums in a third."""
    keys: dict[type[Model], set[int]] = defaultdict(set)
    for body in bodies:
        for block in body.raw_data:
            for model, key in _named_in(block):
                if (number := number_of(key)) is not None:
                    keys[model].add(number)
    token = _at_hand.set({model: _fetched(model, wanted) for model, wanted in keys.items()})
    try:
        yield
    finally:
        _at_hand.reset(token)


def found(model: type[Model], keys: list[int | None]) -> list[Model | None] | None:
    """The records of these keys, in their order; None when some of them were not fetched before."""
    records = _at_hand.get({}).get(model, {})
    return [records.get(key) for key in keys] if all(key is None or key in records for key in keys) else None


def number_of(key: int | str | None) -> int | None:
    """A stored key as a number; None for what cannot be one."""
    text = str(key)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _fetched(model: type[Model], keys: set[int]) -> Records:
    # An album comes with what a text shows of it, and not at all when readers may not see it.
    fetch = getattr(model, "with_strips", model.objects.in_bulk)
    return dict.fromkeys(keys) | fetch(keys)


def _named_in(block: dict) -> Iterator[tuple[type[Model], int | str | None]]:
    """What a block names, read from its stored form."""
    match block:
        case {"type": "picture", "value": {"image": image}}:
            yield CustomImage, image
        case {"type": "picture_row", "value": {"pictures": pictures}}:
            for item in pictures:
                yield CustomImage, item.get("value", item).get("image")
        case {"type": "album", "value": album}:
            yield apps.get_model("gallery.AlbumPage"), album
        case {"type": "download", "value": {"document": document}}:
            yield CustomDocument, document
        case {"type": "paragraph" | "table", "value": value}:
            for text in _texts(value):
                for model, key, *_ in extract_references_from_rich_text(text):
                    if model is CustomDocument:
                        yield model, key


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
