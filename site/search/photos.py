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
from vietnamese.text import fold

from .models import SearchEntry
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


def photos_found(albums: Iterable[SearchEntry], typed: Typed) -> dict[int, list[FoundPhoto]]:
    """For each of these albums, by its key, the photos whose captions have most of the words, those with the accents as
    typed first: two queries, one for the words and one for the pictures."""
    titles = {album.pk: album.title for album in albums}
    if not (titles and typed.wanted):
        return {}
    captions = Photo.objects.filter(album__in=titles, is_left_out=False).order_by("position", "pk")
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for photo in captions.only("album_id", "caption", "people", "hides_people"):
        texts[photo.album_id].append((photo.pk, photo.searched_text()))
    best = [pk for album, photos in texts.items() for pk in _best(titles[album], photos, typed)]
    return _pictured(best, typed) if best else {}


def _best(title: str, photos: Iterable[tuple[int, str]], typed: Typed) -> list[int]:
    """The keys of the photos of an album to show, the best first."""
    exact = [phrase(part) for part in typed.wanted]
    bare = [phrase([folded(word) for word in part]) for part in typed.wanted]
    of_title = _tokens([folded(word) for word in words(title)])
    # In the album 'Ngày Hội' whoever looks for 'ngày hội kéo co' means the photos of 'kéo co'.
    telling = [part for part in bare if not of_title.issuperset(part)] or bare
    beginning = [part[0].partition("_")[0] for part in telling]
    found = []
    for pk, text in photos:
        plain = fold(text)
        if not any(word in plain for word in beginning):
            continue  # as most; a closer look takes several times as long
        written = words(text)
        hits = _hits(telling, [folded(word) for word in written])
        # 'Nam' alone is in every second caption when somebody looks for 'bóng đá nam'.
        if hits * 2 > len(telling):
            found.append((-hits, -_hits(exact, written), pk))
    found.sort(key=lambda photo: photo[:2])  # of the same worth, in the album's order
    return [pk for hits, _, pk in found if hits == found[0][0]][:MOST_PHOTOS]


def _hits(phrases: list[tuple[str, ...]], sequence: list[str]) -> int:
    tokens = _tokens(sequence)
    return sum(tokens.issuperset(part) for part in phrases)


def _tokens(sequence: list[str]) -> set[str]:
    return {*sequence, *pairs(sequence)}


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
