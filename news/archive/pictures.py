"""Pictures of the archive into the image library."""

import hashlib

from images.intake import MAX_BYTES, RefusedPicture, take_in
from images.models import CustomImage
from images.services import store_picture

from .blocks import Picture
from .folder import PictureFolder, UnusablePicture, shown
from .problems import Problem


class PictureStore:
    """Takes the pictures of articles in, each in a transaction of its own.

    Not in the transaction of the articles: a picture takes a hundred times as long as an article, and the run can be
    stopped between two of them. What was stored then is found again by its bytes.
    """

    def __init__(self, folder: PictureFolder | None, *, only_look: bool = False):
        self._folder, self._only_look = folder, only_look

    def take(self, picture: Picture, title: str) -> CustomImage | None:
        """The record of a picture; None when it is only looked at. Raises UnusablePicture."""
        if self._folder is None:
            raise UnusablePicture(Problem("picture_without_folder", {"file": shown(picture.src)}))
        path = self._folder.find(picture.src)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise RefusedPicture("too_large", limit=MAX_BYTES)
            data = path.read_bytes()
            if self._only_look:
                take_in(data)
                return None
            known = CustomImage.objects.filter(source_hash=hashlib.sha256(data).hexdigest()).first()
            return known or store_picture(
                data,
                title=(picture.caption or picture.alt or title)[:120],
                description=picture.alt,
                caption=picture.caption,
                credit=picture.credit,
            )
        except RefusedPicture as refusal:
            problem = Problem("picture_refused", {"file": shown(picture.src), "refusal": refusal})
            raise UnusablePicture(problem) from refusal
        except OSError as error:
            raise UnusablePicture(Problem("picture_unreadable", {"file": shown(picture.src)})) from error
