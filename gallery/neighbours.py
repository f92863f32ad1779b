"""What stands beside an album in the lists, and beside a photo in its album."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from .models import AlbumPage, Photo
from .queries import Card, cards, listed, shown


def albums_beside(album: AlbumPage) -> tuple[Card | None, Card | None]:
    """The album that is a little newer and the one that is a little older; None at either end."""
    day, pk = album.taken_on, album.pk
    after = listed().filter(Q(taken_on__gt=day) | Q(taken_on=day, pk__gt=pk)).order_by("taken_on", "pk")
    before = listed().filter(Q(taken_on__lt=day) | Q(taken_on=day, pk__lt=pk))
    newer, older = (found.values_list("pk", flat=True).first() for found in (after, before))
    wanted = {newer, older} - {None}
    found = {card.pk: card for card in cards(listed().filter(pk__in=wanted))} if wanted else {}
    return found.get(newer), found.get(older)


@dataclass(frozen=True)
class Place:
    """A photo, where it stands among those of its album that readers see, and the keys of those beside it."""

    photo: Photo
    number: int
    count: int
    previous_id: int | None
    next_id: int | None


def place_of(album: AlbumPage, photo_id: int) -> Place:
    """The place of a photo, with its picture. One that readers do not see is not found."""
    # All keys, rather than a question about this one: an address can name a number that no database takes.
    keys = list(shown(album).values_list("pk", flat=True))
    try:
        at = keys.index(photo_id)
        photo = shown(album).get(pk=photo_id)
    except (ValueError, Photo.DoesNotExist) as error:
        raise Http404("no such photo in this album") from error
    return Place(
        photo=photo,
        number=at + 1,
        count=len(keys),
        previous_id=keys[at - 1] if at else None,
        next_id=keys[at + 1] if at + 1 < len(keys) else None,
    )
