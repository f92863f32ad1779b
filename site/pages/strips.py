"""What stands of an album in the text of another page: a few of its photos, which lead to the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from images.models import CustomImage


@dataclass(frozen=True)
class StripPhoto:
    """A picture of a strip; `url` is its own page. `alt` is never empty, for it is all that the link says; `sizes` is
    how wide it stands there."""

    url: str
    alt: str
    sizes: str
    image: CustomImage


@dataclass(frozen=True)
class Strip:
    url: str
    title: str
    date: date
    place: str
    photo_count: int
    photos: Sequence[StripPhoto]

    @property
    def more(self) -> int:
        """How many photos it does not show."""
        return self.photo_count - len(self.photos)
