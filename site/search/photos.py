"""The photos of an album that was found, which show what was searched for: their captions have the words.

The index knows albums and not photos: a photo has no text but its caption, and no place in the order of results.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from gallery.models import Photo
from images.models import CustomImage
from pages.addresses import path_of

from .snippets import marked
from .tokens import folded, pairs, phrase, words
from .typed import Typed

MOST_PHOTOS = 4


@dataclass(frozen=True)
class FoundPhoto:
    """A photo as the page of results shows it."""

    url: str
    caption_html: SafeString
    image: CustomImage


def photos_found(albums: Iterable[int], typed: Typed) -> dict[int, list[FoundPhoto]]:
    """For each of these albums the photos whose captions have most of the words, those with the accents as typed first:
    two queries, one for the words and one for the pictures."""
    albums = list(albums)
    if not (albums and typed.wanted):
        return {}
    rows = Photo.objects.filter(album__in=albums, is_left_out=False).order_by("position", "pk")
    captions = rows.only("pk", "album_id", "caption", "people", "hides_people")
    best = _best(((photo.pk, photo.album_id, photo.searched_text()) for photo in captions), typed)
    return _pictured(best, typed) if best else {}


def _best(photos: Iterable[tuple[int, int, str]], typed: Typed) -> list[int]:
    """The keys of the photos to show, the best of each album first."""
    exact = [phrase(part) for part in typed.wanted]
    bare = [phrase([folded(word) for word in part]) for part in typed.wanted]
    by_album: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for pk, album, text in photos:
        written = words(text)
        plain = [folded(word) for word in written]
        hits = _hits(bare, plain)
        # 'Nam' alone is in every second caption when somebody looks for 'bóng đá nam'.
        if hits * 2 > len(bare):
            by_album[album].append((-hits, -_hits(exact, written), pk))
    chosen = []
    for found in by_album.values():
        found.sort(key=lambda photo: photo[:2])  # of the same worth, in the album's order
        most = found[0][0]
        chosen += [pk for hits, _, pk in found if hits == most][:MOST_PHOTOS]
    return chosen


def _hits(phrases: list[tuple[str, ...]], sequence: list[str]) -> int:
    tokens = {*sequence, *pairs(sequence)}
    return sum(tokens.issuperset(part) for part in phrases)


def _pictured(keys: list[int], typed: Typed) -> dict[int, list[FoundPhoto]]:
    terms = typed.marks()
    photos = Photo.objects.select_related("image", "album").in_bulk(keys)
    found: dict[int, list[FoundPhoto]] = defaultdict(list)
    for photo in (photos[key] for key in keys if key in photos):
        found[photo.album_id].append(
            FoundPhoto(
                url=f"{path_of(photo.album.url_path)}anh/{photo.pk}/",
                caption_html=mark_safe(marked(photo.searched_text(), terms)),
                image=photo.image,
            )
        )
    return found
