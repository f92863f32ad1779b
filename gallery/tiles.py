"""The photos of an album as its page shows them: tiles in justified rows.

The style sheet (css/album.css) lays the rows out from each tile's ratio alone, and the browser chooses a file before
it has laid out anything. So what is said here of a tile's width follows what is said there of the rows' height.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from images.queries import attach_renditions

from .models import Photo

NARROWEST, WIDEST = 0.5, 2.6
"""The ratios of a tile. A panorama or a phone's screenshot beyond them is cropped, or it would fill a row with a strip
or be one. Its own page and the lightbox show it whole."""
ALONE = 2.2
"""The ratio above which a tile has a phone's row to itself."""
EAGER = 4
"""Tiles that stand in the first view of every screen."""


@dataclass(frozen=True)
class Tile:
    """A photo, its place in the album from 1, and how wide it is for its height."""

    photo: Photo
    number: int
    ratio: float

    @property
    def ratio_text(self) -> str:
        """For the style sheet: in a Vietnamese template a number would have a comma."""
        return str(self.ratio)

    @property
    def loading(self) -> str:
        return "eager" if self.number <= EAGER else "lazy"

    @property
    def priority(self) -> str:
        return "high" if self.number == 1 else ""

    @property
    def sizes(self) -> str:
        """The width that it will have, nearly: a row's height times its ratio.

        A browser takes the smallest file that fills the width in the screen's own pixels. On a phone most tiles are
        told to be as wide as the 400 pixels of the smallest reach; on a very dense one narrower than they are, for at
        that size nobody sees the difference, but the first view would weigh three times as much.
        """
        phone = 92 if self.ratio > ALONE else min(self.ratio * 31, 48)
        return (
            f"(min-width: 80rem) {self.ratio * 16.5:.1f}rem, (min-width: 40rem) {self.ratio * 21:.0f}vw, "
            f"(min-resolution: 2.5dppx) {phone * 0.55:.0f}vw, {phone:.0f}vw"
        )

    @property
    def alt(self) -> str:
        """What it shows; of a photo of which nothing has been said its number at least, for it is a link."""
        return self.photo.shown_alt or _("Photo %(number)s") % {"number": self.number}


def tiles(photos: list[Photo]) -> list[Tile]:
    """The tiles of an album's photos, whose pictures get their renditions in one query."""
    attach_renditions(photo.image for photo in photos)
    return [Tile(photo, number, _ratio(photo)) for number, photo in enumerate(photos, 1)]


def ratio_of(photo: Photo) -> float:
    """The width of a picture for its height."""
    return photo.image.width / photo.image.height


def _ratio(photo: Photo) -> float:
    return round(min(max(ratio_of(photo), NARROWEST), WIDEST), 3)
